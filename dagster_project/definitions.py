"""Assembly only."""

import dagster as dg
from dagster_dbt import DbtCliResource

from dagster_project.closing_assets import raw_closings
from dagster_project.dbt_assets import DBT_EXECUTABLE, DBT_PROJECT, warehouse_models
from dagster_project.delivery_assets import deliveries, raw_deliveries, raw_expectations
from dagster_project.installation import from_environment
from dagster_project.publish_assets import (
    build_has_no_problems,
    committee_packs,
    published_build,
    survey_workbooks,
    yearbook_pdfs,
)
from dagster_project.raw_assets import printed_figures_are_acceptable, raw_catalog, raw_published
from dagster_project.rule_checks import loans_are_as_the_rules_allow
from dagster_project.sensors import landing_sensor

build_job = dg.define_asset_job(
    "build",
    selection=dg.AssetSelection.all(),
    description="Ingest the deliveries, check them, build, publish and print.",
)
figures_job = dg.define_asset_job(
    "figures",
    selection=dg.AssetSelection.all() - dg.AssetSelection.groups("reports"),
    description="The same without printing.",
)
yearbook_job = dg.define_asset_job(
    "monthly_yearbook",
    selection=dg.AssetSelection.assets("yearbook_pdfs"),
    description="Print the yearbooks.",
)
monthly_yearbook = dg.ScheduleDefinition(
    name="monthly_yearbook_schedule",
    job=yearbook_job,
    cron_schedule="0 6 1 * *",
    execution_timezone="Asia/Tokyo",
    default_status=dg.DefaultScheduleStatus.RUNNING,
)
committee_job = dg.define_asset_job(
    "monthly_committee",
    selection=dg.AssetSelection.assets("committee_packs"),
    description="Print the committee packs.",
)
monthly_committee = dg.ScheduleDefinition(
    name="monthly_committee_schedule",
    job=committee_job,
    # After the yearbooks, as one process prints at a time.
    cron_schedule="30 6 1 * *",
    execution_timezone="Asia/Tokyo",
    default_status=dg.DefaultScheduleStatus.RUNNING,
)

defs = dg.Definitions(
    assets=[
        deliveries,
        raw_deliveries,
        raw_catalog,
        raw_published,
        raw_closings,
        raw_expectations,
        warehouse_models,
        published_build(list(warehouse_models.keys)),
        yearbook_pdfs,
        committee_packs,
        survey_workbooks,
    ],
    asset_checks=[printed_figures_are_acceptable, build_has_no_problems, loans_are_as_the_rules_allow],
    jobs=[build_job, figures_job, yearbook_job, committee_job],
    schedules=[monthly_yearbook, monthly_committee],
    sensors=[landing_sensor],
    resources={
        "installation": from_environment(),
        "dbt": DbtCliResource(project_dir=str(DBT_PROJECT), dbt_executable=str(DBT_EXECUTABLE)),
    },
    # One writing process: DuckDB admits no more.
    executor=dg.in_process_executor,
)
