"""Every protected cell: one unit more breaks an identity that names it. The models' own SQL judges, a world a cell."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest

# Order of the models below int_identity_terms__valued, each as a view on the one before.
MODELS = {
    "intermediate": ["int_identity_terms__valued", "int_identity_ratios__computed", "int_identities__judged"],
    "yearbook": ["rpt_yearbook__identities", "rpt_yearbook__identity_cells"],
}
INSTANCE = ("municipality_code", "edition", "identity_id", "instance", "basis", "table_year")
YEARBOOK = ("28204", 2025)
PLACE = ("municipality_code", "edition", "table_id", "fiscal_year", "row_path", "column_path")
Cell = tuple[object, ...]


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


def _violations(connection: duckdb.DuckDBPyConnection, cells: Sequence[Cell], step: int) -> set[Cell]:
    """Which of the cells, each changed by `step` in a world without another of its identities, are named by one that then fails."""
    connection.execute("create or replace temp table changed (world integer, municipality_code varchar, edition integer,"
                       " table_id varchar, fiscal_year integer, row_path varchar, column_path varchar)")  # fmt: skip
    connection.executemany(
        "insert into changed values (?, ?, ?, ?, ?, ?, ?)",
        [(number, *cell) for number, world in enumerate(_worlds(connection, cells)) for cell in world],
    )
    connection.execute(
        "create or replace temp view worlds as select distinct world, municipality_code, edition from changed"
    )
    of_world = "replace (base.municipality_code || '#' || world as municipality_code)"
    for table in ("raw.raw_catalog__identity_terms", "staging.stg_catalog__register"):
        connection.execute(f"delete from {table}")
        connection.execute(
            f"insert into {table} select base.* {of_world} from real.{table} as base"
            " inner join worlds using (municipality_code, edition)"
        )
    connection.execute("delete from yearbook.rpt_yearbook__cells")
    connection.execute(
        "insert into yearbook.rpt_yearbook__cells select base.* replace (base.municipality_code || '#' || worlds.world"
        f" as municipality_code, base.value + if(changed.world is null, 0, {step}) as value)"
        " from real.yearbook.rpt_yearbook__cells as base inner join worlds using (municipality_code, edition)"
        f" left join changed on worlds.world = changed.world and {_same('base', 'changed', PLACE)}"
    )
    found = connection.execute(
        f"select distinct {', '.join('changed.' + column for column in PLACE)} from changed"
        " inner join yearbook.rpt_yearbook__identity_cells as terms"
        "   on terms.municipality_code = changed.municipality_code || '#' || changed.world"
        f"  and {_same('terms', 'changed', PLACE[1:])}"
        " inner join yearbook.rpt_yearbook__identities as judged"
        f"   on {_same('terms', 'judged', INSTANCE)}"
        " where judged.status = 'violated'"
    )
    return set(found.fetchall())


def _worlds(connection: duckdb.DuckDBPyConnection, cells: Sequence[Cell]) -> list[list[Cell]]:
    """The cells in groups of which no two stand in one identity, so that what fails there fails by one of them."""
    rows = connection.execute(
        f"select ({', '.join(PLACE)}), ({', '.join(INSTANCE)}) from real.yearbook.rpt_yearbook__identity_cells"
    )
    identities = defaultdict(set)
    for place, instance in rows.fetchall():
        identities[place].add(instance)
    worlds: list[list[Cell]] = []
    touched: list[set[tuple[object, ...]]] = []
    for cell in cells:
        free = next((n for n, there in enumerate(touched) if not there & identities[cell]), len(worlds))
        if free == len(worlds):
            worlds.append([])
            touched.append(set())
        worlds[free].append(cell)
        touched[free] |= identities[cell]
    return worlds


def _same(one: str, other: str, columns: Sequence[str]) -> str:
    return " and ".join(f"{one}.{column} = {other}.{column}" for column in columns)


def _cells(connection: duckdb.DuckDBPyConnection, *, protected: bool) -> list[Cell]:
    join = "semi" if protected else "anti"
    return connection.execute(
        f"select {', '.join(PLACE)} from real.yearbook.rpt_yearbook__cells {join} join"
        " (from real.yearbook.rpt_yearbook__identity_cells where is_protected)"
        f" using ({', '.join(PLACE)}, basis)"
        " where value is not null order by all"
    ).fetchall()


@pytest.mark.slow
@pytest.mark.parametrize("step", [1, -1])
def test_each_protected_cell_changed_by_one_is_named_by_a_failing_identity(
    laboratory: duckdb.DuckDBPyConnection, step: int
) -> None:
    cells = _cells(laboratory, protected=True)
    assert len(cells) > 2000
    assert sorted(set(cells) - _violations(laboratory, cells, step)) == []


def test_no_cell_called_unprotected_is_protected(laboratory: duckdb.DuckDBPyConnection) -> None:
    cells = _cells(laboratory, protected=False)
    assert _violations(laboratory, cells, 1) & _violations(laboratory, cells, -1) == set()


def test_fewer_than_a_tenth_of_a_yearbook_is_unprotected(laboratory: duckdb.DuckDBPyConnection) -> None:
    """Of a yearbook: documents that tell figures in prose offer less arithmetic."""
    protected, others = (
        [cell for cell in _cells(laboratory, protected=kind) if cell[:2] == YEARBOOK]
        for kind in (True, False)
    )
    assert len(others) * 10 < len(protected)
