"""A published build whose deliveries reach back one year more: every counted figure once more, a known part larger."""

import shutil
from pathlib import Path

import duckdb

from tests.resealed import rename, reseal

# A quarter more in every month of the year before.
FACTOR = "1.25"


def with_year_before(var: Path, copy: Path) -> Path:
    """Copy the build below `copy` and add to the cube and the days what the year before would have been."""
    shutil.copytree(var / "builds", copy / "builds")
    with duckdb.connect(str(rename(copy, "-two"))) as connection:
        for table, day in (("fct_cube", "month_date"), ("fct_daily", "date_day")):
            connection.execute(
                f"insert into {table} select * replace (fiscal_year - 1 as fiscal_year,"
                f" cast({day} - interval 1 year as date) as {day}, cast(value * {FACTOR} as bigint) as value)"
                f" from {table} where quantity in ('loans', 'open_days', 'handed_out')"
            )
    reseal(copy)
    return copy
