"""The child of `warehouse.sandbox`: one query under limits, run as a script in an isolated interpreter.

Reads a request as JSON from standard input; writes one line of JSON, then the rows as an Arrow stream.
"""

import json
import resource
import sys
from typing import Any

import duckdb
import pyarrow as pa

MIB = 1024 * 1024
BATCH_ROWS = 1000
DETAIL_CHARACTERS = 2000
# Kinds of column that a table on a page and every file format can hold.
FLAT = (
    pa.types.is_null,
    pa.types.is_boolean,
    pa.types.is_integer,
    pa.types.is_floating,
    pa.types.is_decimal,
    pa.types.is_string,
    pa.types.is_date,
    pa.types.is_time,
    pa.types.is_timestamp,
    pa.types.is_dictionary,
)
READING = {"StatementType.SELECT", "StatementType.EXPLAIN"}


class Stopped(Exception):
    """Why there are no rows, for the parent to put into words."""

    def __init__(self, error: str, detail: str = "") -> None:
        super().__init__(error)
        self.said = {"error": error, "detail": detail}


def main() -> None:
    request: dict[str, Any] = json.load(sys.stdin)
    _limit(request)
    try:
        table, is_cut = _rows(request)
        _say({"is_cut": is_cut}, table)
    except Stopped as stopped:
        _say(stopped.said)
    except duckdb.PermissionException:
        _say({"error": "refused"})
    except (duckdb.OutOfMemoryException, MemoryError, pa.ArrowMemoryError):
        _say({"error": "memory"})
    except duckdb.Error as error:
        # A value of the query may stand in the words, and be as long as it likes.
        _say({"error": "sql", "kind": type(error).__name__, "detail": str(error)[:DETAIL_CHARACTERS]})


def _limit(request: dict[str, Any]) -> None:
    size = request["process_mib"] * MIB
    seconds = request["seconds"]
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds + 1, seconds + 2))
    # Not a byte may be written to a file, and no dump be left behind.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _rows(request: dict[str, Any]) -> tuple[pa.Table, bool]:
    connection = duckdb.connect(
        request["database"],
        read_only=True,
        config={
            "enable_external_access": "false",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "allow_community_extensions": "false",
            "temp_directory": "",
            "memory_limit": f"{request['memory_mib']}MiB",
            "threads": "1",
            "lock_configuration": "true",
        },
    )
    statements = connection.extract_statements(request["sql"])
    if len(statements) != 1:
        raise Stopped("statements")
    if str(statements[0].type) not in READING:
        raise Stopped("kind")
    reader: Any = connection.execute(statements[0]).to_arrow_reader(BATCH_ROWS)
    for field in reader.schema:
        if not any(is_kind(field.type) for is_kind in FLAT):
            raise Stopped("type", field.name)
    batches, rows, size = [], 0, 0
    for batch in reader:
        batches.append(batch)
        rows += batch.num_rows
        size += batch.nbytes
        if size > request["result_mib"] * MIB:
            raise Stopped("size")
        if rows > request["rows"]:
            break
    table = pa.Table.from_batches(batches, schema=reader.schema)
    cut = table.slice(0, request["rows"])
    for name, column in zip(cut.column_names, cut.columns, strict=True):
        _refuse_endless(name, column)
    return cut.rename_columns(_once(cut.column_names)), rows > request["rows"]


def _refuse_endless(name: str, column: pa.ChunkedArray) -> None:
    """SQL knows the day 'infinity'; Python has none for it."""
    if pa.types.is_temporal(column.type):
        try:
            column.to_pylist()
        except (OverflowError, ValueError) as error:
            raise Stopped("type", name) from error


def _once(names: list[str]) -> list[str]:
    """SQL may give two columns one name; a frame may not."""
    found: list[str] = []
    for name in names:
        number, unique = 1, name
        while unique in found:
            number += 1
            unique = f"{name}_{number}"
        found.append(unique)
    return found


def _say(head: dict[str, Any], table: pa.Table | None = None) -> None:
    out = sys.stdout.buffer
    out.write(json.dumps(head).encode() + b"\n")
    if table is not None:
        with pa.ipc.new_stream(out, table.schema) as stream:
            stream.write_table(table)
    out.flush()


if __name__ == "__main__":
    main()
