"""`nenpo export`: paper, workbooks and CSV files."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.installed import installed_places
from cli.published import municipality_code, published_build

if TYPE_CHECKING:
    from reports.table_files import PackFormat, TableFormat

_municipality = click.option("--municipality", required=True, help="自治体(コード、ローマ字名、または名前)")
_fiscal_year = click.option("--fiscal-year", required=True, type=int, help="年度(西暦)")
_out = click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="書き出し先のファイル"
)
_PACK_FORMATS = ("xlsx", "csv", "csv-machine")
_FORMATS_JA = "書き出しの形式。xlsxはExcel、csvは印刷と同じ並びのExcel用CSV、csv-machineは一行に一つの数値を置く機械判読用CSV"


@click.group(help="年報や統計表を書き出します。")
def export() -> None:
    """Group of documents."""


@export.command(help="年報を書き出します。")
@_municipality
@_fiscal_year
@click.option("--format", "format_", type=click.Choice(["pdf"]), default="pdf", help="書き出しの形式")
@_out
def yearbook(municipality: str, fiscal_year: int, format_: str, out: Path) -> None:
    """Write the yearbook of a fiscal year."""
    from reports.export import export_yearbook

    with published_build() as published:
        result = export_yearbook(published, municipality_code(published, municipality), fiscal_year, out)
    click.echo(f"{result.path} を書き出しました({result.pages}ページ)。")


@export.command(help="計画の進捗(別紙1、別紙2、参考資料、検算)をPDFで書き出します。")
@_municipality
@_fiscal_year
@click.option("--plan", "plan_id", help="計画の番号(複数の計画があるとき)")
@_out
def plan(municipality: str, fiscal_year: int, plan_id: str | None, out: Path) -> None:
    """Write the progress of a plan in a fiscal year."""
    from reports.plan_export import export_plan

    with published_build() as published:
        code = municipality_code(published, municipality)
        result = export_plan(published, code, fiscal_year, out, plan_id)
    click.echo(f"{result.path} を書き出しました({result.pages}ページ)。")


@export.command(help="委員会資料(要約2ページと、数値と増減、指標、計画の進捗、統計表、注)を書き出します。")
@_municipality
@_fiscal_year
@click.option("--format", "format_", type=click.Choice(["pdf"]), default="pdf", help="書き出しの形式")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="書き出し先のファイル。指定がなければ var/exports の下に置きます。",
)
def committee(municipality: str, fiscal_year: int, format_: str, out: Path | None) -> None:
    """Write what a committee reads of a fiscal year."""
    from reports.committee.export import export_pack, pack_path

    with published_build() as published:
        code = municipality_code(published, municipality)
        exports = installed_places().exports
        result = export_pack(published, code, fiscal_year, out or pack_path(exports, code, fiscal_year))
    click.echo(f"{result.path} を書き出しました({result.pages}ページ)。")


@export.command(
    help="月報(全館と館ごとの数値、前年同月、年度累計、開館1日あたり、もとにした納品)をPDFで書き出します。"
)
@_municipality
@click.option(
    "--month", required=True, type=click.DateTime(["%Y-%m"]), help="月(西暦、例 2024-11)", metavar="YYYY-MM"
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="書き出し先のファイル。指定がなければ var/exports の下に置きます。",
)
def monthly(municipality: str, month: datetime, out: Path | None) -> None:
    """Write the report of a month."""
    from reports.monthly.export import export_monthly, report_path

    with published_build() as published:
        code = municipality_code(published, municipality)
        exports = installed_places().exports
        first = month.date()
        result = export_monthly(published, code, first, out or report_path(exports, code, first))
    click.echo(f"{result.path} を書き出しました({result.pages}ページ)。")


@export.command(help="一つの統計表を書き出します。年ごとに並ぶ表は、その年度までを書き出します。")
@_municipality
@click.option("--table-no", required=True, help="印刷された表番号(例 4-(1))")
@_fiscal_year
@click.option(
    "--format",
    "format_",
    type=click.Choice([*_PACK_FORMATS, "csv-cp932", "parquet"]),
    default="xlsx",
    help=f"{_FORMATS_JA}、csv-cp932は文字コードCP932のCSV、parquetは機械判読用CSVと同じ内容のParquet",
)
@_out
def table(municipality: str, table_no: str, fiscal_year: int, format_: "TableFormat", out: Path) -> None:
    """Write one table."""
    from reports.export import export_table

    with published_build() as published:
        code = municipality_code(published, municipality)
        result = export_table(published, code, table_no, fiscal_year, format_, out)
    click.echo(f"{result.path} を書き出しました(表{table_no}、数値{result.figures:,}個)。")
    if result.lost:
        listed = "、".join(f"{char}({count})" for char, count in result.lost)
        click.echo(f"CP932にない文字を〓に置き換えました: {listed}")


@export.command(
    help="その年度の年報にあるすべての統計表を、年報に載る年度のまま書き出します。xlsxは表ごとのシートに、CSVは一つのZIPになります。"
)
@_municipality
@_fiscal_year
@click.option("--format", "format_", type=click.Choice(_PACK_FORMATS), default="xlsx", help=_FORMATS_JA)
@_out
def tables(municipality: str, fiscal_year: int, format_: "PackFormat", out: Path) -> None:
    """Write every table of a yearbook."""
    from reports.export import export_tables

    with published_build() as published:
        code = municipality_code(published, municipality)
        result = export_tables(published, code, fiscal_year, format_, out)
    click.echo(f"{result.path} を書き出しました(表{result.tables}、数値{result.figures:,}個)。")
