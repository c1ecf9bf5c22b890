"""`nenpo cells`: the rows of rpt_yearbook__cells."""

from typing import Any

import click

from cli.published import municipality_code, published_build
from cli.rows_out import write_rows
from warehouse.errors import UserError
from warehouse.open import Published

COLUMNS = (
    "municipality_code", "edition", "table_no", "table_id", "fiscal_year", "as_of_date", "row_path", "column_path",
    "measure", "unit", "value", "value_text", "value_status", "basis", "source",
)  # fmt: skip


@click.command(help="年報の欄を一行ずつ書き出します。")
@click.option("--municipality", help="自治体(コード、ローマ字名、または名前)")
@click.option("--table-no", help="印刷された表番号(例 4-(1))")
@click.option("--fiscal-year", type=int, help="年度(西暦)")
@click.option("--basis", type=click.Choice(["computed", "derived", "published"]), help="数値の根拠")
@click.option(
    "--format", "format_", type=click.Choice(["csv", "jsonl"]), default="csv", help="書き出しの形式"
)
def cells(
    municipality: str | None, table_no: str | None, fiscal_year: int | None, basis: str | None, format_: str
) -> None:
    """Print the cells that the filters leave."""
    with published_build() as published:
        code = municipality_code(published, municipality) if municipality else None
        filters = {
            "municipality_code": code,
            "table_no": table_no,
            "fiscal_year": fiscal_year,
            "basis": basis,
        }
        used = {column: value for column, value in filters.items() if value is not None}
        where = " and ".join(f"{column} = ?" for column in used) or "true"
        # The rows stand in the file in printed order.
        rows = published.rows(
            f"select {', '.join(COLUMNS)} from rpt_yearbook__cells where {where}", list(used.values())
        )
        if not rows:
            raise UserError(_nothing_found(published, used))
    write_rows(COLUMNS, rows, format_)


def _nothing_found(published: Published, used: dict[str, Any]) -> str:
    """Which of the filters has no data at all, and what there is instead."""
    for column, name in (("table_no", "表番号"), ("fiscal_year", "年度")):
        known = [
            row[0]
            for row in published.rows(f"select distinct {column} from rpt_yearbook__cells order by all")
        ]
        if column in used and used[column] not in known:
            return f"{name}「{used[column]}」の数値はありません。{'、'.join(map(str, known))} から選んでください。"
    return "この条件に合う数値はありません。条件を減らしてください。"
