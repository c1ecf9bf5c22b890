"""Deliveries: taken in from the landing folder, brought into raw tables, held against their suites."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import dagster as dg
import duckdb

from dagster_project import landing
from dagster_project.installation import Installation, now
from dagster_project.progress import say
from dagster_project.upgrade import upgrade
from expectations.doors import DOORS
from expectations.results import COLUMNS, TABLE, results, sentence
from ingestion.errors import StoppedError
from ingestion.ingest import ingest
from ingestion.raw_views import RAW_DELIVERIES, write_raw
from ingestion.stored import refuse_damaged
from ingestion.write import write_rows
from warehouse.errors import UserError
from warehouse.health import seed_files
from warehouse.places import Places
from warehouse.rolled_back import held_back
from warehouse.work_file import begin, is_building, note_stage, take_lock

# One, two, four … minutes: two hours in all.
_FIRST_WAIT_SECONDS = 60
_WAITS = 7


@dg.asset(group_name="ingestion")
def deliveries(context: dg.AssetExecutionContext, installation: Installation) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Everything new in the landing folder, in the ledger. A refused file is told and stops nothing else."""
    places = installation.places
    wait_for_another(places, context.retry_number)
    take_lock(places)
    upgrade(places, partial(say, context))
    made_by = installation.made_by()
    files = landing.pending(places, made_by)
    if not files:
        return dg.MaterializeResult(metadata={"files": 0})
    say(context, f"納品{len(files)}ファイルを取り込んでいます")
    outcomes = ingest(
        landing.paths(places, files),
        catalog=installation.catalog(),
        var=places.var,
        say=partial(say, context),
        at=now(),
    )
    refused = [outcome for outcome in outcomes if outcome.state == "refused"]
    for outcome in refused:
        context.log.warning(outcome.sentence_ja)
    if refused:
        say(context, f"注意: {len(refused)}件は受け入れませんでした。ほかの納品で続けます。")
    landing.remember(places, files, [o.path.relative_to(places.landing).as_posix() for o in refused], made_by)
    return dg.MaterializeResult(metadata={"files": len(files), "refused": len(refused)})


@dg.multi_asset(
    specs=[dg.AssetSpec(name, group_name="raw", deps=["deliveries"]) for name in RAW_DELIVERIES],
    name="raw_deliveries",
)
def raw_deliveries(
    context: dg.AssetExecutionContext, installation: Installation
) -> Iterator[dg.MaterializeResult]:  # type: ignore[type-arg]
    """What the ledger says holds, as tables and views; opens the file under construction.

    Before it is touched: nothing is made from a damaged delivery, and no rollback undone by what it went away from.
    """
    places = installation.places
    take_lock(places)
    inputs_hash = installation.inputs_hash()
    if rolled_back := held_back(places, inputs_hash):
        raise UserError(rolled_back.sentence_ja)
    try:
        refuse_damaged(places.var)
    except StoppedError:
        note_stage(places, "stopped")
        raise
    seeds = len(seed_files(Path(installation.seeds)))
    with begin(places, installation.made_by(), inputs_hash, seeds) as connection:
        write_raw(connection, installation.catalog(), places.var)
    yield from (dg.MaterializeResult(asset_key=name) for name in RAW_DELIVERIES)


@dg.asset(
    name=TABLE,
    group_name="raw",
    deps=[*RAW_DELIVERIES, "raw_catalog__libraries"],
    check_specs=[dg.AssetCheckSpec(door.feed, asset=TABLE, blocking=True) for door in DOORS],
)
def raw_expectations(
    context: dg.AssetExecutionContext, installation: Installation
) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:  # type: ignore[type-arg]
    """The suites of the deliveries (Great Expectations), a row an expectation."""
    places = installation.places
    with duckdb.connect(str(places.candidate)) as connection:
        rows = results(connection, installation.catalog(), partial(say, context))
        write_rows(connection, TABLE, COLUMNS, rows)
    failed = [row for row in rows if not row["passed"]]
    for row in failed:
        if not row["is_blocking"]:
            say(context, f"注意: {sentence(row)}")
    blocking = [row for row in failed if row["is_blocking"]]
    if blocking:
        note_stage(places, "stopped")
    yield dg.MaterializeResult(metadata={"dagster/row_count": len(rows)})
    for door in DOORS:
        sentences = [sentence(row) for row in blocking if row["feed"] == door.feed]
        yield dg.AssetCheckResult(
            check_name=door.feed, passed=not sentences, metadata={"sentences": sentences}
        )


def wait_for_another(places: Places, waited: int) -> None:
    """Let the run wait while somebody else builds, longer each time.

    Args:
        places: the installation.
        waited: how often it has waited.

    Raises:
        RetryRequested: another process is building; Dagster begins the step again then.
    """
    if is_building(places):
        raise dg.RetryRequested(max_retries=_WAITS, seconds_to_wait=_FIRST_WAIT_SECONDS * 2**waited)
