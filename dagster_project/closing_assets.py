"""Closed periods into raw tables; a damaged closing stops the build."""

from collections.abc import Iterator

import dagster as dg
import duckdb

from dagster_project.closing_basis import basis_of
from dagster_project.installation import Installation
from dagster_project.progress import say
from ingestion.write import write_rows
from warehouse.closing_rows import CLOSING_TABLES, closing_rows
from warehouse.closings import read_closings
from warehouse.errors import UserError
from warehouse.period import Period
from warehouse.work_file import note_stage


@dg.multi_asset(
    specs=[dg.AssetSpec(name, group_name="raw", deps=["raw_ingest__winners"]) for name in CLOSING_TABLES],
    name="raw_closings",
)
def raw_closings(
    context: dg.AssetExecutionContext, installation: Installation
) -> Iterator[dg.MaterializeResult]:  # type: ignore[type-arg]
    """What was made final, by which act, and what changed since."""
    try:
        closings = read_closings(installation.places)
    except UserError:
        note_stage(installation.places, "stopped")
        raise
    if closings:
        say(context, f"確定の記録を読みました: {len(closings)}件")
    catalog = installation.catalog()
    rows = closing_rows(
        closings,
        lambda closing: basis_of(
            installation, catalog, Period(closing.municipality_code, closing.period_kind, closing.period)
        ),
    )
    with duckdb.connect(str(installation.places.candidate)) as connection:
        for table, columns in CLOSING_TABLES.items():
            count = write_rows(connection, table, columns, rows[table])
            yield dg.MaterializeResult(asset_key=table, metadata={"dagster/row_count": count})
