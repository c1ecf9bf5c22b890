"""A small file under construction with deliveries in it, made without ingestion."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

import duckdb

from catalog.load import Catalog
from expectations.doors import DOORS

CODE = "99001"
FIRST, LAST = date(2024, 4, 1), date(2024, 9, 30)
TYPES = {
    "loans": "row_number bigint, checkout_date date, checkout_at timestamp, library_code varchar, channel_code varchar,"
    " borrower_code varchar, residence_code varchar, age_years smallint, patron_key ubigint, item_no varchar,"
    " material_code varchar, audience_code varchar, due_date date, renewals smallint, returned_date date",
    "items": "as_of_date date, item_no varchar, audience_code varchar, material_code varchar, genre_code varchar,"
    " section_code varchar, library_code varchar, acquired_date date, acquired_by varchar, withdrawn_date date,"
    " withdrawn_by varchar",
    "item_moves": "moved_date date, item_no varchar, from_library_code varchar, to_library_code varchar",
    "opening_log": "date date, library_code varchar, state_code varchar",
}


@dataclass(frozen=True)
class Named:
    """As much of a library or a feed as the door reads."""

    library_code: str = ""
    feed: str = ""
    layout: str = ""


@dataclass(frozen=True)
class City:
    """As much of a municipality as the door reads."""

    municipality_code: str
    name_ja: str
    libraries: tuple[Named, ...]
    deliveries: tuple[Named, ...]


@dataclass(frozen=True)
class Cities:
    """As much of a catalog as the door reads."""

    municipalities: tuple[City, ...]


def catalog() -> Catalog:
    """A city with libraries 01 and 02 whose feeds are named as their layouts."""
    city = City(
        CODE,
        "砂丘市",
        tuple(Named(library_code=code) for code in ("01", "02")),
        tuple(Named(feed=door.feed, layout=door.feed) for door in DOORS),
    )
    return cast(Catalog, Cities((city,)))


class Delivered:
    """An open file with half a year of loans (30 a day and library), its opening log, items and a move."""

    def __init__(self) -> None:
        self.connection = duckdb.connect()
        self.run("create schema raw")
        for door in DOORS:
            if door.feed in TYPES:
                self.run(f"create table raw.{door.table} (municipality_code varchar, {TYPES[door.feed]})")
        self.run("create table raw.raw_ingest__winners (municipality_code varchar, feed varchar, day date)")
        self.run(
            "create table raw.raw_ingest__months"
            " (municipality_code varchar, feed varchar, month_date date, state_hash varchar)"
        )
        self._fill()

    def run(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Execute and fetch."""
        return self.connection.execute(sql, list(values)).fetchall()

    def touch(self, feed: str, month: date) -> None:
        """Say that other deliveries hold in the month."""
        self.run(
            "update raw.raw_ingest__months set state_hash = state_hash || '+' where feed = ? and month_date = ?",
            feed,
            month,
        )

    def _fill(self) -> None:
        days = [FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1)]
        self.run("create temp table days as select unnest(?::date[]) as day", days)
        self.run(
            "insert into raw.raw_opening_log__days"
            " select '99001', day, code, if(isodow(day) = 1, 'closed', 'open') from days, (values ('01'), ('02')) v(code)"
        )
        self.run(
            "insert into raw.raw_loans__events select '99001', n, day, day + interval 10 hour + n * interval 1 minute,"
            " code, 'counter', 'person', 'resident', 30 + n, 1000 + n, day || code || n, 'book', 'general',"
            " day + 14, 0, day + 7 from days, (values ('01'), ('02')) v(code), range(30) r(n) where isodow(day) <> 1"
        )
        self.run(
            "insert into raw.raw_items__register by name select '99001' as municipality_code,"
            " date '2024-09-30' as as_of_date, 'A1' as item_no, 'book' as material_code, '01' as library_code"
        )
        self.run("insert into raw.raw_item_moves__events values ('99001', '2024-05-02', 'A1', '01', '02')")
        for feed in ("loans", "opening_log"):
            self.run("insert into raw.raw_ingest__winners select '99001', ?, day from days", feed)
        self.run("insert into raw.raw_ingest__winners values ('99001', 'items', '2024-09-30')")
        self.run("insert into raw.raw_ingest__winners values ('99001', 'item_moves', '2024-05-02')")
        self.run(
            "insert into raw.raw_ingest__months select distinct municipality_code, feed,"
            " cast(date_trunc('month', day) as date), 'first' from raw.raw_ingest__winners"
        )
