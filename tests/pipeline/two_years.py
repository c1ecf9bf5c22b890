"""A published build whose deliveries reach back one year more: every counted figure once more, a known part larger."""

import shutil
from pathlib import Path

import duckdb

from tests.pages.more_municipalities import note_size

# A quarter more in every month of the year before.
FACTOR = "1.25"


def with_year_before(var: Path, copy: Path) -> Path:
    """Copy the build below `copy` and add to the cube and the days what the year before would have been."""
    shutil.copytree(var / "builds", copy / "builds")
    build_id = (copy / "builds" / "CURRENT").read_text(encoding="utf-8").strip()
    # Pages cache by the id of the build.
    other_id = f"{build_id}-two"
    for ending in (".duckdb", ".json"):
        (copy / "builds" / f"nenpo-{build_id}{ending}").rename(copy / "builds" / f"nenpo-{other_id}{ending}")
    manifest = copy / "builds" / f"nenpo-{other_id}.json"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace(build_id, other_id), encoding="utf-8")
    (copy / "builds" / "CURRENT").write_text(other_id, encoding="utf-8")
    with duckdb.connect(str(manifest.with_suffix(".duckdb"))) as connection:
        for table, day in (("fct_cube", "month_date"), ("fct_daily", "date_day")):
            connection.execute(
                f"insert into {table} select * replace (fiscal_year - 1 as fiscal_year,"
                f" cast({day} - interval 1 year as date) as {day}, cast(value * {FACTOR} as bigint) as value)"
                f" from {table} where quantity in ('loans', 'open_days', 'handed_out')"
            )
    note_size(manifest.with_suffix(".duckdb"))
    return copy
