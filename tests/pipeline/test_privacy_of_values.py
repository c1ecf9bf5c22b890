"""No value of a person of the delivered files is left in what an installation keeps and shows."""

import csv
import re
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from zipfile import ZipFile

import duckdb
import pytest
from pypdf import PdfReader

from reports.export import export_tables, export_yearbook
from warehouse.open import Published, open_published
from warehouse.places import Places

pytestmark = pytest.mark.slow

CODE, YEAR = "28204", 2024
PERSONS = 200
KEYED = ("raw_loans__events", "raw_reservations__events", "raw_patrons__snapshots")


@dataclass(frozen=True)
class Traces:
    """What would give persons away: numbers of their own, and birth dates beside dates of registration."""

    numbers: frozenset[str]
    born_and_registered: frozenset[tuple[str, str]]

    @cached_property
    def birth_dates(self) -> frozenset[str]:
        """The birth dates alone, which anybody may have."""
        return frozenset(born for born, _ in self.born_and_registered)

    def found_in(self, text: str) -> list[str]:
        """The traces in a text, of which a line is a record."""
        found = [number for number in re.findall(r"[0-9A-Za-z]+", text) if number in self.numbers]
        for line in text.splitlines():
            days = {f"{y}{m}{d}" for y, m, d in re.findall(r"(\d{4})[-/年]?(\d\d)[-/月]?(\d\d)", line)}
            pairs = self.born_and_registered if days & self.birth_dates else ()
            found += [" ".join(pair) for pair in pairs if days >= set(pair)]
        return found


def some(path: Path, heading: str) -> list[str]:
    """Values of a column, from all over a delivered file."""
    with path.open(encoding="cp932", newline="") as lines:
        values = sorted({row[heading] for row in csv.DictReader(lines)} - {""})
    return values[:: max(1, len(values) // PERSONS)][:PERSONS]


@pytest.fixture(scope="module")
def traces(sample_var: Path) -> Traces:
    """Of some hundred persons, as delivered, and the keys that stand for them in the raw layer."""
    landing = Places(sample_var).landing
    patrons, loans = (min(landing.rglob(f"{name}_*.csv")) for name in ("patrons", "loans"))
    cards = some(patrons, "利用者番号") + some(loans, "利用者番号")
    transactions = some(loans, "取引番号")
    with patrons.open(encoding="cp932", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["利用者番号"] in set(cards)]
    pairs = {
        (row["生年月日"].replace("/", ""), row["登録日"].replace("/", "")) for row in rows if row["生年月日"]
    }
    with duckdb.connect(str(Places(sample_var).candidate), read_only=True) as connection:
        keys = [
            f"{key:d}"
            for table in KEYED
            for (key,) in connection.execute(
                f"select distinct patron_key from raw.{table} where patron_key is not null limit {PERSONS}"
            ).fetchall()
        ]
    assert len(set(cards)) >= PERSONS and len(transactions) == PERSONS and len(keys) == 3 * PERSONS
    assert len(pairs) >= PERSONS // 2
    hexed = [f"{int(key):x}" for key in keys] + [f"{int(key):016x}" for key in keys]
    return Traces(frozenset([*cards, *transactions, *keys, *hexed]), frozenset(pairs))


def rows_of(published: Published) -> Iterator[tuple[str, str]]:
    """The rows of all tables of the published file as lines, by table."""
    for (table,) in published.rows("select table_name from duckdb_tables()"):
        columns = [row[0] for row in published.rows(f'describe "{table}"')]
        texts = ", ".join(f'cast("{column}" as varchar)' for column in columns)
        # Equal rows tell nothing more.
        found = published.rows(f"select distinct concat_ws(' ; ', {texts}) from \"{table}\"")
        yield table, "\n".join(text.replace("\n", " ") for (text,) in found)


def texts_of(path: Path) -> Iterator[str]:
    """What stands in a file that an installation keeps, archives and packed values opened."""
    content = path.read_bytes()
    if content.startswith(b"SQLite format 3"):
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
            tables = connection.execute("select name from sqlite_master where type = 'table'").fetchall()
            for (table,) in tables:
                for row in connection.execute(f'select * from "{table}"'):
                    yield " ; ".join(map(plain, row))
    elif path.suffix == ".pdf":
        for page in PdfReader(path).pages:
            yield page.extract_text()
    elif path.suffix in (".zip", ".xlsx"):
        with ZipFile(path) as archive:
            for name in archive.namelist():
                text = archive.read(name).decode("utf-8", errors="replace")
                yield text.replace("</row>", "</row>\n")
    else:
        yield content.decode("utf-8", errors="replace")


def plain(value: object) -> str:
    """A value of an SQLite table as text."""
    if isinstance(value, bytes):
        with suppress(zlib.error):
            value = zlib.decompress(value)
        return value.decode("utf-8", errors="replace")
    return str(value)


def files_below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)


def test_the_traces_would_be_found_where_they_stand(sample_var: Path, traces: Traces) -> None:
    landing = Places(sample_var).landing
    for name in ("patrons", "loans"):
        delivered = min(landing.rglob(f"{name}_*.csv")).read_text(encoding="cp932")
        assert len(set(traces.found_in(delivered))) >= PERSONS
    number, (born, registered) = min(traces.numbers), min(traces.born_and_registered)
    assert traces.found_in(f'{{"x": "{number}"}}') == [number]
    assert traces.found_in(f"{born[:4]}-{born[4:6]}-{born[6:]} ; {registered}") == [f"{born} {registered}"]


def test_the_published_file_holds_no_person(sample_var: Path, traces: Traces) -> None:
    published = open_published(sample_var)
    rows = 0
    for table, text in rows_of(published):
        assert traces.found_in(text) == [], table
        rows += text.count("\n")
    published.close()
    assert rows > 500_000


@pytest.mark.parametrize("place", ["logs", "dagster", "ledger"])
def test_what_an_installation_keeps_beside_it_holds_no_person(
    sample_var: Path, traces: Traces, place: str
) -> None:
    files = files_below(sample_var / place)
    assert files
    for path in files:
        for text in texts_of(path):
            assert traces.found_in(text) == [], path


def test_exports_hold_no_person(sample_var: Path, traces: Traces, tmp_path: Path) -> None:
    published = open_published(sample_var)
    export_yearbook(published, CODE, YEAR, tmp_path / "yearbook.pdf")
    export_tables(published, CODE, YEAR, "xlsx", tmp_path / "tables.xlsx")
    export_tables(published, CODE, YEAR, "csv-machine", tmp_path / "tables.zip")
    published.close()
    made = files_below(tmp_path)
    assert len(made) == 3
    for path in (*made, *files_below(Places(sample_var).exports)):
        texts = list(texts_of(path))
        assert path not in made or sum(map(len, texts)) > 10_000, path
        assert [found for text in texts for found in traces.found_in(text)] == [], path


def test_no_delivered_text_is_left_where_files_were_read(sample_var: Path) -> None:
    assert files_below(Places(sample_var).candidate.parent / "ingest") == []
