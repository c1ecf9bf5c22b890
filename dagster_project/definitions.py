"""Assembly only."""

import dagster as dg

from dagster_project.build_sensors import build_failed, build_succeeded
from dagster_project.closing_assets import raw_closings
from dagster_project.dbt_assets import DBT_EXECUTABLE, DBT_PROJECT, InstalledDbt, warehouse_models
from dagster_project.delivery_assets import deliveries, raw_deliveries, raw_expectations
from dagster_project.installation import from_environment
from dagster_project.issue_assets import issue_assets
from dagster_project.jobs import build_job, figures_job, files_job, issue_jobs
from dagster_project.publish_assets import (
    build_has_no_problems,
    committee_packs,
    published_build,
    survey_workbooks,
    yearbook_pdfs,
)
from dagster_project.raw_assets import printed_figures_are_acceptable, raw_catalog, raw_published
from dagster_project.rule_checks import loans_are_as_the_rules_allow
from dagster_project.schedules import mail_job, schedules
from dagster_project.sensors import landing_sensor

installation = from_environment()

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
        *issue_assets(installation),
    ],
    asset_checks=[printed_figures_are_acceptable, build_has_no_problems, loans_are_as_the_rules_allow],
    jobs=[build_job, figures_job, files_job, *issue_jobs, mail_job],
    schedules=schedules(installation.operation()),
    sensors=[landing_sensor, build_succeeded, build_failed],
    resources={
        "installation": installation,
        "dbt": InstalledDbt(project_dir=str(DBT_PROJECT), dbt_executable=str(DBT_EXECUTABLE)),
    },
    # One writing process: DuckDB admits no more.
    executor=dg.in_process_executor,
)
