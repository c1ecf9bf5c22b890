"""Deliveries of the invented municipality of `seeds_tree`: its column maps and files as its library system writes them."""

import csv
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from catalog.load import Catalog, load
from ingestion.ingest import Outcome, ingest
from ingestion.raw_views import write_raw
from tests.seeds_tree import CODE, MUNICIPALITY, SLUG, change, tiny_seeds

DELIVERIES = """\
deliveries:
  - {feed: loans, layout: loans, encoding: cp932, reject_share: 0.2}
  - {feed: patrons, layout: patrons, encoding: cp932}
  - {feed: reservations, layout: reservations, encoding: utf-8, delimiter: "\\t"}
  - {feed: visits, layout: gate_counts, encoding: cp932, unit: days}
libraries:
"""
HEADINGS = {
    "loans": {
        "checkout_at": "貸出日時",
        "library_code": "館",
        "transaction_no": "取引番号",
        "patron_no": "利用者番号",
        "birth_date": "生年月日",
        "item_no": "資料番号",
        "ndc": "分類",
        "audience_code": "対象",
        "renewals": "延長",
        "returned_date": "返却日",
        "sample_mark": "見本",
    },
    "patrons": {
        "as_of_date": "基準日",
        "patron_no": "利用者番号",
        "age_years": "年齢",
        "library_code": "登録館",
    },
    "reservations": {
        "reserved_date": "予約日",
        "place_code": "場所",
        "place_library_code": "受付館",
        "pickup_library_code": "受取館",
        "filled_date": "提供日",
    },
    "visits": {"date": "日付", "library_code": "館", "visitors": "入館者数"},
}
VALUES = {
    "loans": [("audience_code", "一般", "general"), ("audience_code", "児童", "children")],
    "reservations": [
        ("place_code", "窓口", "counter"),
        ("place_code", "Ｗｅｂ", "web"),
        ("pickup_library_code", "本館", "01"),
        ("pickup_library_code", "丘", "02"),
        ("place_library_code", "本館", "01"),
    ],
}
ENCODINGS = {"loans": "cp932", "patrons": "cp932", "reservations": "utf-8", "visits": "cp932"}
DELIMITERS = {"reservations": "\t"}
LOAN = {
    "checkout_at": "2023/06/01 10:15",
    "library_code": "01",
    "transaction_no": "T1",
    "patron_no": "80001234",
    "birth_date": "1980/06/02",
    "item_no": "0012345",
    "ndc": "913.6",
    "audience_code": "一般",
    "renewals": "0",
    "returned_date": "2023/06/10",
    "sample_mark": "",
}
VISIT = {"date": "2023/06/01", "library_code": "01", "visitors": "815"}
PATRON = {"as_of_date": "2024/03/31", "patron_no": "80001234", "age_years": "43", "library_code": "01"}
RESERVATION = {
    "reserved_date": "2023/06/01",
    "place_code": "Web",
    "place_library_code": "",
    "pickup_library_code": "本館",
    "filled_date": "",
}


def delivering_seeds(folder: Path, headings: dict[str, dict[str, str]] | None = None) -> Path:
    """The tiny seeds with a city that delivers four feeds; the path of `seeds`."""
    return with_deliveries(tiny_seeds(folder), headings)


def with_deliveries(seeds: Path, headings: dict[str, dict[str, str]] | None = None) -> Path:
    """The same in a tree that is already there."""
    change(seeds / MUNICIPALITY, "libraries:\n", DELIVERIES)
    maps = seeds / f"municipalities/{CODE}_{SLUG}/column_maps"
    maps.mkdir()
    for feed, columns in (headings or HEADINGS).items():
        _write(maps / f"{feed}.csv", [("column", "heading"), *columns.items()])
    for feed, values in VALUES.items():
        _write(maps / f"{feed}_values.csv", [("column", "their_value", "our_value"), *values])
    return seeds


def deliver(
    path: Path,
    feed: str,
    rows: Iterable[dict[str, str]],
    quoted: bool = False,
    columns: dict[str, str] | None = None,
) -> Path:
    """Write a delivery: rows of our columns under the city's headings, quoted where needed or everywhere."""
    columns = columns or HEADINGS[feed]
    lines: list[Sequence[str]] = [list(columns.values())]
    lines += [[row[column] for column in columns] for row in rows]
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding=ENCODINGS[feed], newline="") as handle:
        csv.writer(
            handle,
            delimiter=DELIMITERS.get(feed, ","),
            quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL,
        ).writerows(lines)
    return path


def loans(number: int, **values: str) -> list[dict[str, str]]:
    """Some loans of June, each of another item."""
    return [
        LOAN
        | {"checkout_at": f"2023/06/{n % 28 + 1:02d} 10:15", "item_no": f"{n:07d}", "returned_date": ""}
        | values
        for n in range(number)
    ]


ACCEPTED_AT = datetime(2024, 4, 20, 3, tzinfo=UTC)


class Desk:
    """Somebody who takes deliveries in, into an installation of its own."""

    def __init__(self, folder: Path, seeds: Path | None = None) -> None:
        self.folder = folder
        self.var = folder / "var"
        self.said: list[str] = []
        self.catalog: Catalog = load(seeds or delivering_seeds(folder))

    def deliver(self, name: str, feed: str, rows: Iterable[dict[str, str]]) -> Path:
        """Write a delivery beside the installation."""
        return deliver(self.folder / "in" / name, feed, rows)

    def take(self, *paths: Path, again: bool = False) -> list[Outcome]:
        """Take files in."""
        return ingest(
            paths, catalog=self.catalog, var=self.var, say=self.said.append, at=ACCEPTED_AT, again=again
        )

    def take_one(self, path: Path, again: bool = False) -> Outcome:
        """Take one file in."""
        (outcome,) = self.take(path, again=again)
        return outcome

    def refuses(self, path: Path) -> str:
        """Take a file that must be refused; why it was."""
        outcome = self.take_one(path)
        assert outcome.state == "refused", outcome
        return outcome.sentence_ja


def _write(path: Path, rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows(rows)


def raw_rows(desk: Desk, sql: str) -> list[tuple[Any, ...]]:
    """Rows of a query on the raw layer as a build would see it."""
    return raw_rows_of(desk.catalog, desk.var, sql)


def raw_rows_of(catalog: Catalog, var: Path, sql: str) -> list[tuple[Any, ...]]:
    """The same of any installation."""
    with duckdb.connect() as connection:
        connection.execute("create schema raw")
        write_raw(connection, catalog, var)
        return connection.execute(sql).fetchall()
