"""`nenpo plan`: the projects of a plan with their figures and grades, and what else is done with plans."""

import csv
import json
import sys
from typing import Any

import click

from cli.published import jsonable, municipality_code, published_build
from warehouse.plan_lines import chosen_plan, chosen_year, plan_counts, plan_lines

FORMATS = click.Choice(["csv", "jsonl"])


@click.group(
    invoke_without_command=True,
    help="計画の事業を一行ずつ、目標と実績、区分と提案、記入の要約とともに書き出します。",
)
@click.option("--municipality", help="自治体(コード、ローマ字名、または名前)")
@click.option("--plan", "plan_id", help="計画の番号(事業のある計画が一つなら省けます)")
@click.option("--fiscal-year", type=int, help="報告の年度(西暦。省けば最後の年度)")
@click.option("--format", "format_", type=FORMATS, default="csv", help="書き出しの形式")
@click.pass_context
def plan(
    context: click.Context,
    municipality: str | None,
    plan_id: str | None,
    fiscal_year: int | None,
    format_: str,
) -> None:
    """Print the projects, unless a command below is called."""
    if context.invoked_subcommand is not None:
        return
    if municipality is None:
        (asked,) = (param for param in context.command.params if param.name == "municipality")
        raise click.MissingParameter(ctx=context, param=asked)
    with published_build() as published:
        code = municipality_code(published, municipality)
        chosen = chosen_plan(published, code, plan_id)
        year = chosen_year(published, code, chosen["plan_id"], fiscal_year)
        lines = plan_lines(published, code, chosen, year)
    _write(lines, format_)


@plan.command(help="計画に印刷された事業数と、数えた事業数を書き出します。")
@click.option("--municipality", required=True, help="自治体(コード、ローマ字名、または名前)")
@click.option("--plan", "plan_id", help="計画の番号(事業のある計画が一つなら省けます)")
@click.option("--format", "format_", type=FORMATS, default="csv", help="書き出しの形式")
def counts(municipality: str, plan_id: str | None, format_: str) -> None:
    """Print the printed numbers of projects."""
    with published_build() as published:
        code = municipality_code(published, municipality)
        lines = plan_counts(published, code, chosen_plan(published, code, plan_id))
    _write(lines, format_)


def _write(lines: list[dict[str, Any]], format_: str) -> None:
    if format_ == "jsonl":
        for line in lines:
            click.echo(json.dumps(line, ensure_ascii=False, default=jsonable))
        return
    flat = [{**line, **line.get("summaries", {})} for line in lines]
    names = [n for n in (flat[0] if flat else {}) if not any(isinstance(r[n], list | dict) for r in flat)]
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([row[name] for name in names] for row in flat)
