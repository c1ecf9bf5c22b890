"""Every protected cell: one unit more breaks an identity that names it. The models' own SQL judges, a world a cell."""

from pathlib import Path

import duckdb
import pytest

WORLDS_AT_ONCE = 250
# Order of the models below int_identity_terms__valued, each as a view on the one before.
MODELS = {
    "intermediate": ["int_identity_terms__valued", "int_identity_ratios__computed", "int_identities__judged"],
    "yearbook": ["rpt_yearbook__identities", "rpt_yearbook__identity_cells"],
}
INSTANCE = ("municipality_code", "edition", "identity_id", "instance", "basis", "table_year")
YEARBOOK = ("28204", 2025)
PLACE = "municipality_code, edition, table_id, fiscal_year, row_path, column_path"


@pytest.fixture(scope="module")
def laboratory(published_var: Path) -> duckdb.DuckDBPyConnection:
    """A database named as the build, holding the models as views over tables that a test fills with worlds."""
    connection = duckdb.connect()
    connection.execute(f"attach '{published_var / 'work' / 'build.duckdb'}' as real (read_only)")
    connection.execute("attach ':memory:' as build")
    connection.execute("use build")
    for schema in ("raw", "staging", "intermediate", "yearbook"):
        connection.execute(f"create schema {schema}")
    tables = (
        "yearbook.rpt_yearbook__cells",
        "raw.raw_catalog__identity_terms",
        "staging.stg_catalog__register",
        "raw.raw_closings__periods",
        "raw.raw_closings__changes",
    )
    for table in tables:
        connection.execute(f"create table {table} as from real.{table} limit 0")
    compiled = published_var / "work" / "dbt_target" / "compiled" / "nenpo" / "models"
    for schema, names in MODELS.items():
        for name in names:
            sql = (compiled / schema / f"{name}.sql").read_text(encoding="utf-8")
            connection.execute(f"create view {schema}.{name} as {sql}")
    return connection


def _violations(
    connection: duckdb.DuckDBPyConnection, cells: list[tuple[object, ...]], step: int
) -> set[int]:
    """Which of the cells, each changed by `step` in a world of its own, are named by an identity that then fails."""
    connection.execute("create or replace temp table changed (world integer, municipality_code varchar, edition integer,"
                       " table_id varchar, fiscal_year integer, row_path varchar, column_path varchar)")  # fmt: skip
    connection.executemany(
        "insert into changed values (?, ?, ?, ?, ?, ?, ?)", [(i, *c) for i, c in enumerate(cells)]
    )
    world = "replace (base.municipality_code || '#' || world as municipality_code)"
    for table in ("raw.raw_catalog__identity_terms", "staging.stg_catalog__register"):
        connection.execute(f"delete from {table}")
        connection.execute(
            f"insert into {table} select base.* {world} from real.{table} as base, (select world from changed)"
        )
    connection.execute("delete from yearbook.rpt_yearbook__cells")
    connection.execute(
        f"insert into yearbook.rpt_yearbook__cells select base.* replace (base.municipality_code || '#' || world as"
        f" municipality_code, base.value + if(({', '.join('base.' + c for c in PLACE.split(', '))})"
        f" = ({', '.join('changed.' + c for c in PLACE.split(', '))}), {step}, 0) as value)"
        f" from real.yearbook.rpt_yearbook__cells as base, changed"
    )
    named = connection.execute(
        f"select distinct changed.world from changed"
        f" inner join yearbook.rpt_yearbook__identity_cells as terms"
        f"   on terms.municipality_code = changed.municipality_code || '#' || changed.world"
        f"   and ({', '.join('terms.' + c for c in PLACE.split(', ')[1:])})"
        f"     = ({', '.join('changed.' + c for c in PLACE.split(', ')[1:])})"
        f" inner join yearbook.rpt_yearbook__identities as judged"
        f"   on ({', '.join('terms.' + c for c in INSTANCE)}) = ({', '.join('judged.' + c for c in INSTANCE)})"
        f" where judged.status = 'violated'"
    ).fetchall()
    return {row[0] for row in named}


def _cells(connection: duckdb.DuckDBPyConnection, *, protected: bool) -> list[tuple[object, ...]]:
    join = "semi" if protected else "anti"
    return connection.execute(
        f"select {PLACE} from real.yearbook.rpt_yearbook__cells {join} join"
        f" (from real.yearbook.rpt_yearbook__identity_cells where is_protected) using ({PLACE}, basis)"
        " where value is not null order by all"
    ).fetchall()


@pytest.mark.slow
@pytest.mark.parametrize("step", [1, -1])
def test_each_protected_cell_changed_by_one_is_named_by_a_failing_identity(
    laboratory: duckdb.DuckDBPyConnection, step: int
) -> None:
    cells = _cells(laboratory, protected=True)
    assert len(cells) > 2000
    for start in range(0, len(cells), WORLDS_AT_ONCE):
        batch = cells[start : start + WORLDS_AT_ONCE]
        missing = set(range(len(batch))) - _violations(laboratory, batch, step)
        assert not missing, [batch[i] for i in sorted(missing)]


def test_no_cell_called_unprotected_is_protected(laboratory: duckdb.DuckDBPyConnection) -> None:
    cells = _cells(laboratory, protected=False)
    more, less = _violations(laboratory, cells, 1), _violations(laboratory, cells, -1)
    assert not [cells[i] for i in more & less]


def test_fewer_than_a_tenth_of_a_yearbook_is_unprotected(laboratory: duckdb.DuckDBPyConnection) -> None:
    """Of a yearbook: documents that tell figures in prose offer less arithmetic."""
    protected, others = (
        [cell for cell in _cells(laboratory, protected=kind) if cell[:2] == YEARBOOK]
        for kind in (True, False)
    )
    assert len(others) * 10 < len(protected)
