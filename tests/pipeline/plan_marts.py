"""The marts of plans alone, made by dbt from the plans of a tiny seeds tree: seconds instead of a whole build."""

import os
import subprocess
import sys
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import duckdb

from catalog.load import load
from catalog.plan_tables import PLAN_TABLES
from catalog.rows import catalog_rows
from ingestion.write import write_rows
from tests.conftest import REPOSITORY

MODELS = (
    "dim_plan dim_plan_formula dim_plan_project fct_plan_values fct_plan_entries int_plan_values__compared"
)
MODELS += " int_plan_scores__computed int_plan_statements__computed rpt_plan__grades rpt_plan__statements"
MODELS += " rpt_plan__identities"
SHOWN = """
create schema raw;
create schema yearbook;
create table yearbook.rpt_yearbook__shown (
    municipality_code varchar, edition integer, table_no varchar, row_path varchar, column_path varchar,
    fiscal_year integer, value decimal(18, 4)
)
"""
Cell = tuple[str, int, str, str, str, int, Decimal | None]


def plan_marts(seeds: Path, folder: Path, cells: Iterable[Cell] = ()) -> duckdb.DuckDBPyConnection:
    """The marts of all plans in the seeds, with these cells for the whole yearbook."""
    path = folder / "plans.duckdb"
    rows = catalog_rows(load(seeds))
    with duckdb.connect(str(path)) as connection:
        connection.execute(SHOWN)
        for table, columns in PLAN_TABLES.items():
            write_rows(connection, table, columns, rows[table])
        for cell in cells:
            connection.execute("insert into yearbook.rpt_yearbook__shown values (?, ?, ?, ?, ?, ?, ?)", cell)
    project = str(REPOSITORY / "dbt")
    command = [str(Path(sys.executable).with_name("dbt")), "run", "--project-dir", project]
    command += ["--profiles-dir", project, "--target-path", str(folder / "target")]
    command += ["--log-path", str(folder / "logs"), "--select", *MODELS.split()]
    done = subprocess.run(
        command, env={**os.environ, "NENPO_BUILD_DB": str(path)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    return duckdb.connect(str(path), read_only=True)
