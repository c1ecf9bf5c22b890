"""One delivered table: checked, typed and depersonalised into a Parquet file of its own.

Runs in a process of its own, over one file, in bounded memory; what it leaves behind is what it returns and the file.
"""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb

from catalog.column_map import ColumnMap
from ingestion.broken_lines import refuse_broken_lines
from ingestion.errors import DeliveryError
from ingestion.exclusive import scratch
from ingestion.feeds.layouts import LAYOUTS
from ingestion.layout import Column
from ingestion.parquet_file import write_parquet
from ingestion.period import set_apart
from ingestion.transcode import transcode
from ingestion.typing_sql import (
    TYPES,
    Problem,
    other_than_sql,
    problem_sql,
    problem_value_sql,
    problems,
    register_readings,
    value_sql,
)

_MEMORY = "1GB"


@dataclass(frozen=True)
class Task:
    """A file to read and everything needed for it."""

    path: Path
    shown_as: str
    municipality_code: str
    column_map: ColumnMap
    libraries: Mapping[str, tuple[str, str]]
    var: Path
    headings: tuple[str, ...]


@dataclass(frozen=True)
class Quarantined:
    """A row that was set aside; `row_number` counts the rows below the headings from 1."""

    row_number: int
    column_name: str
    value_shown: str | None
    reason_code: str
    reason_ja: str


@dataclass(frozen=True)
class Folding:
    """A code that was understood only with look-alike characters, widths or space put right."""

    column_name: str
    original: str
    folded: str
    rows: int


@dataclass(frozen=True)
class Reading:
    """What a file holds. `parquet` is not yet in its place."""

    content_hash: str
    parquet: Path
    days: tuple[date, ...]
    rows_delivered: int
    quarantine: tuple[Quarantined, ...]
    foldings: tuple[Folding, ...]
    is_sample: bool


def read(task: Task) -> Reading:
    """Read one file.

    Raises:
        DeliveryError: the file cannot be taken as a whole.
    """
    with tempfile.TemporaryDirectory(dir=scratch(task.var)) as folder:
        text = Path(folder) / "delivery.csv"
        spec = task.column_map.spec
        delimiters = transcode(task.path, text, spec.encoding, spec.delimiter, task.shown_as)
        with duckdb.connect(
            str(Path(folder) / "typed.duckdb"), config={"threads": 1, "memory_limit": _MEMORY}
        ) as connection:
            connection.execute("set enable_progress_bar = false")
            return _reading(connection, task, text, delimiters)


def _reading(connection: duckdb.DuckDBPyConnection, task: Task, text: Path, delimiters: int) -> Reading:
    layout = LAYOUTS[task.column_map.spec.layout]
    register_readings(connection)
    by_heading = {heading: column for column, heading in task.column_map.headings.items()}
    present = [layout.by_name[by_heading[heading]] for heading in task.headings]
    looked_for = problems(layout, present, task.libraries)
    columns = ", ".join(f"'d_{column.name}': 'varchar'" for column in present)
    values = "".join(f', {value_sql(column, _words(column, task))} as "{column.name}"' for column in present)
    values += "".join(
        f', cast(null as {TYPES[column.kind]}) as "{column.name}"'
        for column in layout.columns
        if column not in present
    )
    coded = [column for column in present if column.kind in ("word", "library")]
    values += "".join(
        f', {other_than_sql(column, _words(column, task))} as "o_{column.name}"' for column in coded
    )
    kept = ", ".join(
        [
            "row_number",
            "row_hash",
            *(f'"o_{c.name}"' for c in coded),
            *(f'"{c.name}"' for c in layout.columns if c.kind != "ndc"),
        ]
        + [
            f'"{c.name}", {f"d_{c.name}" if c in present else "null"} as ndc_printed'
            for c in layout.columns
            if c.kind == "ndc"
        ]
    )
    hashed = ", ".join(sorted(f'"d_{column.name}"' for column in present))
    connection.execute(
        f"create table typed as select {kept}, {problem_sql(looked_for)} as problem,"
        f" {problem_value_sql(looked_for)} as problem_value from ("
        f"select *, row_number() over () as row_number, hash({hashed}) as row_hash{values} from read_csv("
        f"$path, header = true, auto_detect = false, columns = {{{columns}}}, delim = $delimiter, quote = '\"',"
        " escape = '\"', strict_mode = true, store_rejects = true, rejects_limit = 5))",
        {"path": str(text), "delimiter": task.column_map.spec.delimiter},
    )
    delivered, content_hash = _content(connection)
    refuse_broken_lines(
        connection, text, task.column_map.spec.delimiter, task.shown_as, len(present), delimiters
    )
    # Which rows lie outside the period can only be said when all of them are known.
    outside = Problem(
        "another_period",
        layout.day_column,
        "",
        "この納品の期間から離れた日付です。日付を確かめてください",
        False,
    )
    set_apart(connection, layout, len(looked_for), task.column_map.spec.reject_share)
    _refuse_too_many(connection, task, [*looked_for, outside], delivered)
    quarantine = _quarantine(connection, [*looked_for, outside])
    days = tuple(
        row[0]
        for row in connection.execute(
            f'select distinct cast("{layout.day_column}" as date) as day from typed where problem is null order by day'
        ).fetchall()
    )
    parquet, is_sample = write_parquet(
        connection, layout, task.var, task.municipality_code, task.column_map.spec.feed, content_hash
    )
    return Reading(
        content_hash, parquet, days, delivered, quarantine, _foldings(connection, coded), is_sample
    )


def _words(column: Column, task: Task) -> Mapping[str, str]:
    """Our word by the city's; without a list of its own a city uses ours."""
    ours = task.libraries if column.kind == "library" else column.words
    return task.column_map.words.get(column.name) or {word: word for word in ours}


def _quarantine(
    connection: duckdb.DuckDBPyConnection, looked_for: list[Problem], limit: int | None = None
) -> tuple[Quarantined, ...]:
    rows = connection.execute(
        "select row_number, problem, problem_value from typed where problem is not null order by row_number limit $limit",
        {"limit": limit},
    ).fetchall()
    return tuple(
        Quarantined(
            number, looked_for[problem].column, value, looked_for[problem].code, looked_for[problem].reason_ja
        )
        for number, problem, value in rows
    )


def _foldings(connection: duckdb.DuckDBPyConnection, coded: list[Column]) -> tuple[Folding, ...]:
    found = [
        row
        for column in coded
        for row in connection.execute(
            f"select '{column.name}', \"o_{column.name}\" as original, fold_text(original), count(*) from typed"
            f' where problem is null and "o_{column.name}" is not null group by all order by all'
        ).fetchall()
    ]
    return tuple(Folding(*row) for row in found)


def _content(connection: duckdb.DuckDBPyConnection) -> tuple[int, str]:
    """Number of rows and a hash of them that does not depend on their order."""
    row = connection.execute(
        "select count(*), coalesce(bit_xor(row_hash), 0), coalesce(sum(cast(row_hash as hugeint)), 0) from typed"
    ).fetchone()
    assert row is not None
    rows, xored, added = row
    return rows, f"{rows:x}-{xored:016x}-{int(added) % 2**64:016x}"


def _refuse_too_many(
    connection: duckdb.DuckDBPyConnection, task: Task, looked_for: list[Problem], delivered: int
) -> None:
    if not delivered:
        raise DeliveryError(
            f"{task.shown_as}: 見出しだけで、データの行がありません。データのある納品を渡してください。"
        )
    row = connection.execute("select count(*) from typed where problem is not null").fetchone()
    assert row is not None
    rejected: int = row[0]
    share = task.column_map.spec.reject_share
    # A single bad row does not spoil a small file.
    if rejected <= max(Decimal(1), share * delivered) and rejected < delivered:
        return
    (first,) = _quarantine(connection, looked_for, limit=1)
    raise DeliveryError(
        f"{task.shown_as}: {delivered:,}行のうち{rejected:,}行が受け入れられません(限度は{share * 100:f}%)。"
        f"最初は{first.row_number}行目の「{task.column_map.headings[first.column_name]}」の値"
        f"「{first.value_shown or ''}」: {first.reason_ja}。"
    )
