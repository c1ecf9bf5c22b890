"""The last steps: refuse a build with problems, publish it, print it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb

from dagster_project.files_written import note_written
from dagster_project.installation import Installation, now
from dagster_project.month_observations import month_observations
from dagster_project.progress import say
from reports.scheduled import write_committee_packs, write_plans, write_yearbooks
from reports.surveys import write_survey_drafts
from warehouse.health import STALE_DAYS
from warehouse.open import Published, open_published
from warehouse.publish import publish
from warehouse.retention import Retention
from warehouse.work_file import note_stage, work_state

# What pages call old is late here as well.
_FRESH = dg.FreshnessPolicy.time_window(fail_window=timedelta(days=STALE_DAYS))


@dg.asset_check(asset="rpt_yearbook__problems", blocking=True)
def build_has_no_problems(installation: Installation) -> dg.AssetCheckResult:
    """Cells without a place, register lines without ground, identities violated outside the register."""
    with duckdb.connect(str(installation.places.candidate), read_only=True) as connection:
        found = connection.execute(
            "select sentence_ja from yearbook.rpt_yearbook__problems order by all"
        ).fetchall()
    if found:
        note_stage(installation.places, "refused")
    return dg.AssetCheckResult(passed=not found, metadata={"sentences": [row[0] for row in found]})


def published_build(upstream: list[dg.AssetKey]) -> dg.AssetsDefinition:
    """The asset that publishes, after every model."""

    @dg.asset(name="published_build", deps=upstream, group_name="publish", freshness_policy=_FRESH)
    def publish_candidate(
        context: dg.AssetExecutionContext, installation: Installation
    ) -> dg.MaterializeResult:  # type: ignore[type-arg]
        """A versioned file that readers open."""
        say(context, "公開用のファイルに写しています")
        places = installation.places
        state = work_state(places)
        assert state is not None  # the build began with it
        kept = installation.operation().retention
        build_id = publish(places, state.inputs_hash, now(), Retention(kept.builds_kept, kept.grace_hours))
        say(context, f"公開しました: {build_id}")
        for observation in month_observations(installation):
            context.log_event(observation)
        return dg.MaterializeResult(metadata={"build_id": build_id})

    return publish_candidate


@dg.asset(deps=["published_build"], group_name="reports")
def yearbook_pdfs(context: dg.AssetExecutionContext, installation: Installation) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """The yearbook of each municipality's latest edition and its plans as PDF with their manifests, in var/exports."""
    say(context, "年報のPDFを書いています")
    return _written(installation, "yearbook_pdfs", write_yearbooks, write_plans)


@dg.asset(deps=["published_build"], group_name="reports")
def committee_packs(context: dg.AssetExecutionContext, installation: Installation) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """The committee pack of each municipality's newest year as PDF with its manifest, in var/exports."""
    say(context, "委員会資料のPDFを書いています")
    return _written(installation, "committee_packs", write_committee_packs)


@dg.asset(deps=["published_build"], group_name="reports")
def survey_workbooks(installation: Installation) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """The newest year of each municipality's yearly forms as Excel with its manifest, in var/exports."""
    return _written(installation, "survey_workbooks", write_survey_drafts)


def _written(
    installation: Installation, asset: str, *write: Callable[[Published, Path], list[dict[str, Any]]]
) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Write files from the published build; their manifests as metadata."""
    published = open_published(installation.places.var)
    try:
        written = [manifest for each in write for manifest in each(published, installation.places.exports)]
    finally:
        published.close()
    note_written(installation.places, asset, published.build.build_id)
    return dg.MaterializeResult(metadata={"files": dg.MetadataValue.json(written)})
