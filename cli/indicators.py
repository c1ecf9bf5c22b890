"""`nenpo indicators`: the rows of fct_indicators with the names of their definitions."""

import click

from cli.published import municipality_code, published_build
from cli.rows_out import write_rows
from warehouse.errors import UserError

COLUMNS = (
    "municipality_code", "fiscal_year", "indicator_id", "name_ja", "group_ja", "rival_group", "place_kind", "place",
    "library_code", "value", "shown", "unit_ja", "decimals", "status", "missing_ja", "numerator", "denominator",
    "numerator_place_ja", "denominator_place_ja", "printed_value", "agrees", "formula_ja", "definition_ja",
    "authority_ja", "valid_from",
)  # fmt: skip


@click.command(help="指標を、定義と分子・分母とともに一行ずつ書き出します。")
@click.option("--municipality", required=True, help="自治体(コード、ローマ字名、または名前)")
@click.option("--fiscal-year", type=int, help="年度(西暦)")
@click.option(
    "--format", "format_", type=click.Choice(["csv", "jsonl"]), default="csv", help="書き出しの形式"
)
def indicators(municipality: str, fiscal_year: int | None, format_: str) -> None:
    """Print the indicators of a city."""
    with published_build() as published:
        code = municipality_code(published, municipality)
        # The rows stand in the file in order.
        rows = published.rows(
            f"""
            select {", ".join(COLUMNS)} from fct_indicators join dim_indicator using (indicator_id, valid_from)
            where municipality_code = ? and fiscal_year = coalesce(?, fiscal_year)
            order by fct_indicators.rowid
            """,
            [code, fiscal_year],
        )
        if not rows:
            years = published.rows(
                "select distinct fiscal_year from fct_indicators where municipality_code = ? order by all",
                [code],
            )
            raise UserError(_nothing_found(municipality, [year for (year,) in years]))
    write_rows(COLUMNS, rows, format_)


def _nothing_found(municipality: str, years: list[int]) -> str:
    if not years:
        return (
            f"{municipality} の数値がまだないので、指標はありません。年報か納品データを取り込んでください。"
        )
    return f"この年度の指標はありません。{'、'.join(map(str, years))} から選んでください。"
