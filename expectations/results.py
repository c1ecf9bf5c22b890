"""What the suites say of the deliveries that hold now, a row an expectation; unchanged feeds keep their rows."""

from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb

from catalog.delivered_columns import column_ja, words_ja
from catalog.load import Catalog
from expectations.doors import DOORS, Door
from expectations.frames import frame
from expectations.profiles import refresh, states

TABLE = "raw_ingest__expectations"
COLUMNS = {
    "municipality_code": "VARCHAR",
    "feed": "VARCHAR",
    "expectation_ja": "VARCHAR",
    "is_blocking": "BOOLEAN",
    "passed": "BOOLEAN",
    "observed": "VARCHAR",
    "state_hash": "VARCHAR",
}

Row = dict[str, Any]


def results(connection: duckdb.DuckDBPyConnection, catalog: Catalog, say: Callable[[str], None]) -> list[Row]:
    """Rows of raw_ingest__expectations.

    Great Expectations is imported only if a feed's deliveries, those that its rules look at, or the rules themselves
    changed since the rows that the file holds.

    Args:
        connection: the file under construction, with the tables and views of the deliveries.
        catalog: says the libraries and the layout of each feed.
        say: told of each feed that is judged.
    """
    layouts = {
        (m.municipality_code, delivery.feed): delivery.layout
        for m in catalog.municipalities
        for delivery in m.deliveries
    }
    refresh(connection, layouts)
    kept = _kept(connection)
    current = states(connection)
    rows = []
    for municipality in catalog.municipalities:
        code = municipality.municipality_code
        libraries = [library.library_code for library in municipality.libraries]
        for door in DOORS:
            if (code, door.feed) not in current:
                continue
            state = _rules(door) + "".join(
                current.get((code, feed), "-") for feed in (door.feed, *door.needs)
            )
            before = [row for row in kept if (row["municipality_code"], row["feed"]) == (code, door.feed)]
            if not before or before[0]["state_hash"] != state:
                say(f"{municipality.name_ja}の{door.name_ja}の納品を検査しています(Great Expectations)")
                before = [{**row, "state_hash": state} for row in _judged(connection, door, code, libraries)]
            rows.extend(before)
    return rows


def _rules(door: Door) -> str:
    """Hash of what is asked of a feed, and of the words in which it is told."""
    asked = sha256(repr([(column_ja(column), words_ja(column)) for column in door.words]).encode())
    for module in sorted(Path(__file__).parent.glob("*.py")):
        asked.update(module.read_bytes())
    return asked.hexdigest()[:16]


def _kept(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    there = connection.execute(
        "select count(*) from duckdb_tables() where schema_name = 'raw' and table_name = ?", [TABLE]
    ).fetchone()
    if there is None or there[0] == 0:
        return []
    found = connection.execute(f"select {', '.join(COLUMNS)} from raw.{TABLE}").fetchall()
    return [dict(zip(COLUMNS, values, strict=True)) for values in found]


def _judged(
    connection: duckdb.DuckDBPyConnection, door: Door, code: str, libraries: Sequence[str]
) -> list[Row]:
    # Importing Great Expectations takes seconds, which a build without new deliveries should not pay.
    from expectations.deliveries import observed, suite
    from expectations.run import judge

    counts = frame(connection, door, code)
    return [
        {
            "municipality_code": code,
            "feed": door.feed,
            "expectation_ja": finding.meta["expectation_ja"],
            "is_blocking": finding.meta["is_blocking"],
            "passed": finding.passed,
            "observed": observed(counts, finding.meta["subject"]),
        }
        for finding in judge(counts, suite(door, libraries))
    ]


def sentence(row: Row) -> str:
    """An expectation that does not hold, for people."""
    name_ja = next(door.name_ja for door in DOORS if door.feed == row["feed"])
    return (
        f"自治体{row['municipality_code']}の{name_ja}: 「{row['expectation_ja']}」が成り立ちません"
        f"(実際: {row['observed']})。納品データを確かめ、直したものを取り込んでください。"
    )
