"""A published build with one municipality more: an invented one with two tables, put in as rows."""

import shutil
from pathlib import Path

import duckdb

from tests.resealed import rename, reseal

CODE = "99005"
TABLES = ("t01_3_holdings", "t04_1_individual_loans")


def with_one_more(published_var: Path, var: Path) -> Path:
    """Copy the build below `var` and add the municipality: two tables of the first one, with libraries of its own."""
    shutil.copytree(published_var / "builds", var / "builds")
    with duckdb.connect(str(rename(var, "-more"))) as connection:
        _add(connection)
    reseal(var)
    return var


def _add(connection: duckdb.DuckDBPyConnection) -> None:
    columns: dict[str, set[str]] = {}
    for table, column in connection.execute(
        "select table_name, column_name from duckdb_columns()"
    ).fetchall():
        columns.setdefault(table, set()).add(column)
    for table, names in columns.items():
        if "municipality_code" in names:
            wanted = f"where table_id in {TABLES}" if "table_id" in names else ""
            connection.execute(
                f"insert into {table} select * replace ('{CODE}' as municipality_code) from {table} {wanted}"
            )
    own = f"where municipality_code = '{CODE}'"
    connection.execute(
        f"update dim_municipality set slug = 'mihonshi', name_ja = '見本市', library_system_name_ja = '見本市立図書館' {own}"
    )
    _rename(connection, columns, "越木岩", "丘の上")


def _rename(connection: duckdb.DuckDBPyConnection, columns: dict[str, set[str]], old: str, new: str) -> None:
    """Give one library of the new municipality a name of its own, wherever it stands."""
    for table, names in columns.items():
        if "municipality_code" in names:
            for column in names & {
                "path",
                "labels",
                "row_path",
                "column_path",
                "name_ja",
                "label_ja",
                "yearbook_path",
            }:
                connection.execute(
                    f"update {table} set {column} = replace({column}, '{old}', '{new}')"
                    f" where municipality_code = '{CODE}'"
                )
