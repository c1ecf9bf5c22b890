"""A raw table is replaced whole or not at all."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import duckdb
import pytest

from ingestion.write import write_rows

COLUMNS = {
    "code": "VARCHAR",
    "year": "INTEGER",
    "day": "DATE",
    "area": "DECIMAL(12,2)",
    "is_closed": "BOOLEAN",
}
ROW = {"code": "007", "year": 2024, "day": date(2025, 3, 31), "area": Decimal("12.50"), "is_closed": True}


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("create schema raw")
        yield connection


def content(connection: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    return connection.execute("from raw.raw_it__rows").fetchall()


def test_values_arrive_in_the_declared_types(connection: duckdb.DuckDBPyConnection) -> None:
    assert write_rows(connection, "raw_it__rows", COLUMNS, [ROW]) == 1
    assert content(connection) == [("007", 2024, date(2025, 3, 31), Decimal("12.50"), True)]
    described = connection.execute("describe raw.raw_it__rows").fetchall()
    assert {name: type_ for name, type_, *_ in described} == COLUMNS


def test_text_is_not_touched_and_nothing_is_not_blank(connection: duckdb.DuckDBPyConnection) -> None:
    texts = ["0012345", "△ 42", " x ", "", None, "NULL", "'; drop schema raw; --"]
    write_rows(connection, "raw_it__rows", {"text": "VARCHAR"}, [{"text": text} for text in texts])
    assert [row[0] for row in content(connection)] == texts


def test_no_rows_make_an_empty_table(connection: duckdb.DuckDBPyConnection) -> None:
    assert write_rows(connection, "raw_it__rows", COLUMNS, []) == 0
    assert content(connection) == []


def test_a_second_writing_replaces_the_first(connection: duckdb.DuckDBPyConnection) -> None:
    write_rows(connection, "raw_it__rows", COLUMNS, [ROW, ROW])
    write_rows(connection, "raw_it__rows", {"code": "VARCHAR"}, [{"code": "1"}])
    assert content(connection) == [("1",)]


def test_a_value_that_cannot_be_cast_leaves_the_table_as_it_was(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    write_rows(connection, "raw_it__rows", COLUMNS, [ROW])
    before = content(connection)
    with pytest.raises(duckdb.ConversionException):
        write_rows(connection, "raw_it__rows", COLUMNS, [ROW | {"code": "8"}, ROW | {"year": "R6"}])
    assert content(connection) == before
    # The connection is free for the next writing.
    assert write_rows(connection, "raw_it__rows", COLUMNS, [ROW | {"code": "9"}]) == 1
    assert content(connection)[0][0] == "9"
