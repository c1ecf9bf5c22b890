"""`nenpo restatements`: what moved after it was closed, and the closed figures themselves."""

import click

from cli.published import municipality_code, published_build
from cli.rows_out import write_rows
from warehouse.errors import UserError

_MOVED = (
    "period", "revision", "state", "table_no", "fiscal_year", "row_path", "column_path", "frozen_value",
    "recomputed_value", "frozen_text", "recomputed_text", "why_ja",
)  # fmt: skip
_FROZEN = (
    "period", "revision", "edition", "table_no", "table_id", "fiscal_year", "as_of_date", "row_path", "column_path",
    "measure_id", "value", "value_text", "value_status", "source",
)  # fmt: skip


@click.command(
    help="確定した後に納品や定義が変わって動いた欄を、確定した値、数え直した値、理由とともに書き出します。"
    "--revision を付けると、その版の確定した数値を書き出します。"
)
@click.option("--municipality", required=True, help="自治体(コード、ローマ字名、または名前)")
@click.option("--period", help="年度(例 2025)または月(例 2026-05)")
@click.option("--revision", type=int, help="この版の確定した数値を書き出します")
@click.option(
    "--format", "format_", type=click.Choice(["csv", "jsonl"]), default="csv", help="書き出しの形式"
)
def restatements(municipality: str, period: str | None, revision: int | None, format_: str) -> None:
    """Print what moved or, of one revision, what was closed."""
    table, columns = ("restatements", _MOVED) if revision is None else ("cells", _FROZEN)
    with published_build() as published:
        code = municipality_code(published, municipality)
        asked = {"municipality_code": code, "period": period, "revision": revision}
        used = {name: value for name, value in asked.items() if value is not None}
        where = " and ".join(f"{name} = ?" for name in used)
        closed = published.rows(
            f"select distinct period, revision from dim_closing where {where} order by all",
            list(used.values()),
        )
        if not closed:
            raise UserError("この条件に合う確定はありません。確定した月と年度は画面の「確定」で見られます。")
        # The rows stand in the file in their order.
        rows = published.rows(
            f"select {', '.join(columns)} from rpt_final__{table} where {where}", list(used.values())
        )
    write_rows(columns, rows, format_)
