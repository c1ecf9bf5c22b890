"""Seeds and printed figures into raw tables, and the door check on them."""

from collections.abc import Iterator

import dagster as dg
import duckdb

from catalog.load import Catalog
from catalog.raw_tables import RAW_TABLES
from catalog.rows import catalog_rows
from dagster_project.installation import Installation
from dagster_project.progress import say
from ingestion.feeds import published_figures
from ingestion.feeds.layouts import LAYOUTS
from ingestion.write import write_rows
from warehouse.work_file import note_stage

PUBLISHED_TABLES = ("raw_published__cells", "raw_published__files")


def _delivered_years(connection: duckdb.DuckDBPyConnection, catalog: Catalog) -> dict[str, set[int]]:
    """Fiscal years of events and forms; a snapshot gives the stocks of a year, but not the year itself."""
    snapshots = {
        (m.municipality_code, delivery.feed)
        for m in catalog.municipalities
        for delivery in m.deliveries
        if delivery.layout in LAYOUTS and LAYOUTS[delivery.layout].is_snapshot
    }
    years: dict[str, set[int]] = {}
    for code, feed, year in connection.execute(
        "select distinct municipality_code, feed, year(day) - (month(day) < 4)::integer from raw.raw_ingest__winners"
    ).fetchall():
        if (code, feed) not in snapshots:
            years.setdefault(code, set()).add(year)
    return years


@dg.multi_asset(
    specs=[dg.AssetSpec(name, group_name="raw", deps=["raw_ingest__winners"]) for name in RAW_TABLES],
    name="raw_catalog",
)
def raw_catalog(
    context: dg.AssetExecutionContext, installation: Installation
) -> Iterator[dg.MaterializeResult]:  # type: ignore[type-arg]
    """Everything in seeds/ as rows."""
    catalog = installation.catalog()
    say(context, f"設定を読みました: 自治体{len(catalog.municipalities)}、表{len(catalog.tables)}")
    with duckdb.connect(str(installation.places.candidate)) as connection:
        rows = catalog_rows(catalog, _delivered_years(connection, catalog))
        for table, columns in RAW_TABLES.items():
            count = write_rows(connection, table, columns, rows[table])
            yield dg.MaterializeResult(asset_key=table, metadata={"dagster/row_count": count})


@dg.multi_asset(
    specs=[dg.AssetSpec(t, group_name="raw", deps=["raw_catalog__editions"]) for t in PUBLISHED_TABLES],
    name="raw_published",
)
def raw_published(
    context: dg.AssetExecutionContext, installation: Installation
) -> Iterator[dg.MaterializeResult]:  # type: ignore[type-arg]
    """The printed figures of every edition, as delivered."""
    catalog = installation.catalog()
    cells = [c for edition in catalog.editions for c in published_figures.read_cells(edition, catalog.root)]
    files = [f for edition in catalog.editions for f in published_figures.read_files(edition, catalog.root)]
    say(context, f"納品データを読みました: {len(files)}ファイル、{len(cells):,}欄")
    cell_columns, file_columns = published_figures.CELL_COLUMNS, published_figures.FILE_COLUMNS
    with duckdb.connect(str(installation.places.candidate)) as connection:
        for table, columns, rows in zip(
            PUBLISHED_TABLES, (cell_columns, file_columns), (cells, files), strict=True
        ):
            count = write_rows(connection, table, columns, rows)
            yield dg.MaterializeResult(asset_key=table, metadata={"dagster/row_count": count})


@dg.asset_check(asset="raw_published__cells", blocking=True)
def printed_figures_are_acceptable(
    context: dg.AssetCheckExecutionContext, installation: Installation
) -> dg.AssetCheckResult:
    """Domains, ranges and keys of the delivery (Great Expectations)."""
    say(context, "納品データを検査しています(Great Expectations)")
    # Importing Great Expectations takes seconds, which no other command should pay.
    from expectations.published_figures import door_frame, suite
    from expectations.run import check

    with duckdb.connect(str(installation.places.candidate), read_only=True) as connection:
        frame = connection.execute("from raw.raw_published__cells").df()
    catalog = installation.catalog()
    result = check(door_frame(frame, catalog), suite(catalog))
    if result.failures:
        note_stage(installation.places, "stopped")
    return dg.AssetCheckResult(
        passed=not result.failures,
        metadata={"expectations": result.expectations, "sentences": list(result.failures)},
    )
