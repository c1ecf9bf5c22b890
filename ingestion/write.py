"""Rows into raw tables of the warehouse under construction."""

from collections.abc import Sequence
from typing import Any

import duckdb
import pyarrow as pa


def write_rows(
    connection: duckdb.DuckDBPyConnection, table: str, columns: dict[str, str], rows: Sequence[dict[str, Any]]
) -> int:
    """Replace a raw table by these rows, whole or not at all.

    Args:
        connection: the one writer of the file.
        table: name of the raw table.
        columns: DuckDB type by column; each row has exactly these keys.
        rows: the rows.

    Returns:
        Number of rows written.
    """
    definition = ", ".join(f'"{name}" {type_}' for name, type_ in columns.items())
    # Every value crosses as text and is cast by the column's declared type.
    texts = {name: [None if row[name] is None else str(row[name]) for row in rows] for name in columns}
    arrow_rows = pa.table(texts, schema=pa.schema([(name, pa.string()) for name in columns]))
    casts = ", ".join(f'cast("{name}" as {type_})' for name, type_ in columns.items())
    connection.execute("begin")
    try:
        connection.execute(f"create or replace table raw.{table} ({definition})")
        connection.register("incoming", arrow_rows)
        connection.execute(f"insert into raw.{table} select {casts} from incoming")
        connection.unregister("incoming")
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")
    return len(rows)
