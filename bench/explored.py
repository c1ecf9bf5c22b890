"""What is asked of the cube, by the bench itself and by its bare page."""

from typing import Any

import duckdb

# The variable that names the published file for the bare page.
FILE = "NENPO_BENCH_FILE"
MEASURES = ("loans", "reservations", "checkouts")
# Rows of an explored page, and the column that the bare query groups by.
ROWS = {"library": "library_path", "age_group": "age_group_code", "ndc1": "ndc_class", "month": "month_date"}
_BARE = "select {column}, sum(value) from fct_cube where municipality_code = ? and quantity = ? group by all"


def bare_query(
    connection: duckdb.DuckDBPyConnection, code: str, measure: str, column: str
) -> list[tuple[Any, ...]]:
    """The figures of an explored page."""
    return connection.execute(_BARE.format(column=column), [code, measure]).fetchall()
