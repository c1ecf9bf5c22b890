"""`nenpo what-if`: rules, in force or draft, over a year of checkouts and reservations."""

import csv
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict, fields
from pathlib import Path

import click

from catalog.municipality import Municipality
from cli.installed import installed_seeds
from cli.published import municipality_code, published_build
from lending_rules.draft import read_draft
from lending_rules.model import Rule
from lending_rules.rulebook import Rulebook, read_rulebook
from lending_rules.shelf import rule_folders
from lending_rules.what_if import asked_for_year
from warehouse.errors import UserError
from warehouse.what_if import BY, Effect, delivered_years, effects


@click.command(
    name="what-if",
    help="一年度の貸出と予約に貸出規則を当てはめ、断られる件数、変わる返却期限、貸出停止の延べ日数を書き出します。"
    "改定案を渡すと、現行の規則と並べます。改定案はその年度の初日から効力があったものとして数えます。",
)
@click.option("--municipality", required=True, help="自治体(コード、ローマ字名、または名前)")
@click.option("--fiscal-year", required=True, type=int, help="年度(西暦)")
@click.option(
    "--draft", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="改定案の規則ファイル(YAML)"
)
@click.option(
    "--by",
    multiple=True,
    type=click.Choice(BY),
    default=BY,
    show_default=True,
    help="数値を分ける単位(繰り返し可)",
)
@click.option("--total", is_flag=True, help="館・年齢・月に分けず、年度の計だけにします")
@click.option("--format", "format_", type=click.Choice(["csv", "json"]), default="csv", help="書き出しの形式")
def what_if(
    municipality: str, fiscal_year: int, draft: Path | None, by: tuple[str, ...], total: bool, format_: str
) -> None:
    """Print a figure a row, in force and draft side by side."""
    with published_build() as published:
        code = municipality_code(published, municipality)
        folder, book = _rulebook(code)
        rules = _draft(draft, folder, book) if draft is not None else ()
        years = delivered_years(published, code)
        if fiscal_year not in years:
            known = "、".join(map(str, years)) or "まだ一つもありません"
            raise UserError(f"{fiscal_year}年度の貸出の納品データはありません。ある年度: {known}。")
        with published.scratch() as connection:
            asked = asked_for_year(book, fiscal_year, rules)
            found = effects(connection, asked, code, fiscal_year, () if total else by)
    if format_ == "json":
        figures = [asdict(effect) for effect in found]
        record = {"municipality_code": code, "fiscal_year": fiscal_year, "figures": figures}
        click.echo(json.dumps(record, ensure_ascii=False, indent=1, default=str))
    else:
        _write_csv(found)


def _rulebook(code: str) -> tuple[Path, Rulebook]:
    root = installed_seeds()
    for folder in rule_folders(root):
        if Municipality.read(folder / "municipality.yaml", root).municipality_code == code:
            book = read_rulebook(folder, root)
            assert book is not None  # its folder has rules
            return folder, book
    raise UserError(f"自治体「{code}」の貸出規則がありません。seeds の lending_rules に加えてください。")


def _draft(path: Path, folder: Path, book: Rulebook) -> tuple[Rule, ...]:
    try:
        draft = read_draft(path.read_text(encoding="utf-8"), folder, book)
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path} を読めません。場所と文字コード(UTF-8)を確かめてください。") from error
    if draft.faults:
        raise UserError("改定案に誤りがあります。\n" + "\n".join(map(str, draft.faults)))
    return draft.rules


def _write_csv(found: Iterable[Effect]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(field.name for field in fields(Effect))
    writer.writerows(asdict(effect).values() for effect in found)
