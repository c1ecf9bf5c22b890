"""`nenpo check`: identities and reconciliation of the last build, published or refused."""

import json
from typing import Any

import click

from cli.installed import installed_places
from warehouse.reconciliation import Reconciliation
from warehouse.verdict import Verdict, last_verdict

DIFFERENCES_SHOWN = 20


@click.command(
    help="恒等式の検算と、印刷値との突合の結果を示します。登録簿にない検算の不一致があれば終了コード1で終わります。"
)
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", help="書き出しの形式"
)
def check(format_: str) -> int:
    """Print the verdict; the return value is the exit code."""
    verdict = last_verdict(installed_places().var)
    if format_ == "json":
        click.echo(json.dumps(_record(verdict), ensure_ascii=False, indent=1))
    else:
        _print(verdict)
    return 1 if verdict.violations else 0


def _record(verdict: Verdict) -> dict[str, Any]:
    return {
        "build": verdict.build,
        "published": verdict.is_published,
        "identities": verdict.counts,
        "cells": {"numeric": verdict.numeric_cells, "protected": verdict.protected_cells},
        "violations": list(verdict.violations),
        "reconciliation": {**verdict.reconciliation.total, **verdict.reconciliation.by_kind},
        "differences": list(verdict.reconciliation.differences),
    }


def _print(verdict: Verdict) -> None:
    counts = verdict.counts
    state = "公開中" if verdict.is_published else "公開されていません"
    click.echo(f"作成番号 {verdict.build}({state})")
    click.echo(
        f"恒等式 {counts['run']:,}件: 成立 {counts['held']:,}、登録済みの不一致 {counts['registered']:,}、"
        f"登録のない不一致 {counts['violated']:,}"
    )
    click.echo(
        f"数値の欄 {verdict.numeric_cells:,}のうち、恒等式で守られている欄 {verdict.protected_cells:,}"
    )
    _print_reconciliation(verdict.reconciliation)
    for violation in verdict.violations:
        click.echo(f"\n{violation['sentence_ja']}")
        for cell in violation["cells"]:
            click.echo(
                f"  表{cell['table_no']} {cell['fiscal_year']}年度 {cell['row_path']}・{cell['column_path']}: {cell['value']}"
            )


def _print_reconciliation(found: Reconciliation) -> None:
    for name_ja, counts in (
        ("突合", found.total),
        ("  業務データから", found.by_kind["events"]),
        ("  月報から", found.by_kind["forms"]),
    ):
        click.echo(
            f"{name_ja} {counts['compared']:,}欄: 一致 {counts['equal']:,}、相違 {counts['different']:,}、"
            f"算出できない欄 {counts['not_computable']:,}"
        )
    for cell in found.differences[:DIFFERENCES_SHOWN]:
        click.echo(
            f"  表{cell['table_no']} {cell['fiscal_year']}年度 {cell['row_path']}・{cell['column_path']}: "
            f"算出 {cell['computed_value']:,.12g}、印刷 {cell['published_value']:,.12g}"
        )
    if len(found.differences) > DIFFERENCES_SHOWN:
        click.echo(f"  ほか{len(found.differences) - DIFFERENCES_SHOWN}欄")
