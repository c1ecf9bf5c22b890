"""The printed figures that a sample year has to add up to, with the register's repairs applied."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from catalog.edition import RegisterLine
from catalog.errors import CatalogError
from catalog.load import Catalog, Edition
from catalog.municipality import LibraryPeriod, LibrarySpec, Municipality

MARK = "●"
_NUMBER = re.compile(r"△?[0-9][0-9,]*(\.[0-9]+)?")
_WITHOUT_VALUE = ("closed", "not_collected", "suppressed")


@dataclass(frozen=True)
class PrintedCell:
    """A printed cell where it stands after the register; `number` is null for text and for marks without a value."""

    table_no: str
    fiscal_year: int
    row_path: str
    column_path: str
    text: str
    number: Decimal | None


class Figures:
    """The printed cells of the yearbook whose main year is the fiscal year asked for."""

    def __init__(self, catalog: Catalog, municipality: Municipality, fiscal_year: int) -> None:
        """Read the edition.

        Raises:
            CatalogError: no yearbook of the municipality has this fiscal year as its main year.
        """
        self.edition = _edition(catalog, municipality, fiscal_year)
        self.municipality = municipality
        self.fiscal_year = fiscal_year
        register = catalog.registers[municipality.municipality_code]
        self._undecided = [
            line
            for line in register
            if line.kind == "undecided" and line.edition == str(self.edition.source.edition)
        ]
        repairs = [line for line in register if line.kind == "repair"]
        self._numbers = {t.table_id: t.table_no for t in self.edition.tables}
        self.cells = {
            (c.table_no, c.fiscal_year, c.row_path, c.column_path): c for c in _cells(self.edition, repairs)
        }
        # Libraries by code as printed that year, in the city's order.
        self.libraries = {
            library.library_code: period.path
            for library in municipality.libraries
            if (period := _period(library, fiscal_year)) is not None
        }

    def undecided(self, table_id: str) -> list[RegisterLine]:
        """The register's lines on readings of a table that nothing decides."""
        return [line for line in self._undecided if line.table_no == self._numbers[table_id]]

    def table(self, table_id: str, years_before: int = 0) -> dict[tuple[str, str], PrintedCell]:
        """The cells of a table by row and column path, in the order of the delivery."""
        number, year = self._numbers[table_id], self.fiscal_year - years_before
        return {(k[2], k[3]): c for k, c in self.cells.items() if k[:2] == (number, year)}

    def printed(self, table_id: str, row: str, column: str, years_before: int = 0) -> int | None:
        """A printed whole number; null where nothing countable is printed."""
        key = (self._numbers[table_id], self.fiscal_year - years_before, row, column)
        cell = self.cells.get(key)
        return None if cell is None or cell.number is None else int(cell.number)

    def need(self, table_id: str, row: str, column: str, years_before: int = 0) -> int:
        """A printed whole number without which no sample can be made.

        Raises:
            CatalogError: it is not printed; the sentence names the place.
        """
        value = self.printed(table_id, row, column, years_before)
        if value is None:
            year = self.fiscal_year - years_before
            raise CatalogError(
                f"{self.fiscal_year}年度の見本は作れません。表{self._numbers[table_id]} {year}年度「{row}・{column}」の"
                f"数値がありません。seeds/yearbook/published/{self.municipality.municipality_code}/"
                f"{self.edition.source.edition}/ に加えてください。"
            )
        return value

    def need_any(self, table_id: str) -> None:
        """Refuse a year of which the table prints no number.

        Raises:
            CatalogError: as `need`.
        """
        if not any(cell.number is not None for cell in self.table(table_id).values()):
            raise CatalogError(
                f"{self.fiscal_year}年度の見本は作れません。表{self._numbers[table_id]}の数値がありません。"
                f"seeds/yearbook/published/{self.municipality.municipality_code}/{self.edition.source.edition}/"
                f"{table_id}.csv に加えてください。"
            )


def _edition(catalog: Catalog, municipality: Municipality, fiscal_year: int) -> Edition:
    own = [e for e in catalog.editions if e.municipality.municipality_code == municipality.municipality_code]
    for edition in own:
        if edition.source.main_fiscal_year == fiscal_year:
            return edition
    known = "、".join(str(e.source.main_fiscal_year) for e in own)
    choose = (
        f"年度は{known}から選んでください"
        if known
        else "先に印刷された数値を seeds/yearbook/published に加えてください"
    )
    raise CatalogError(
        f"{municipality.name_ja}の{fiscal_year}年度の見本は作れません。その年度の年報の数値がありません。{choose}。"
    )


def _period(library: LibrarySpec, fiscal_year: int) -> LibraryPeriod | None:
    """What the library was at the end of the fiscal year; null when it was not there yet."""
    periods = [p for p in library.periods if p.valid_from <= date(fiscal_year + 1, 3, 31)]
    return periods[-1] if periods else None


def _cells(edition: Edition, repairs: list[RegisterLine]) -> Iterator[PrintedCell]:
    by_table: dict[str, list[RegisterLine]] = {}
    for line in repairs:
        if line.edition == str(edition.source.edition):
            by_table.setdefault(line.table_no, []).append(line)
    for path in sorted(edition.folder.glob("*.csv")):
        if path.name == "notes.csv":
            continue
        with path.open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle):
                cell = _repaired(row, by_table.get(row["table_no"], []))
                if cell is not None:
                    yield cell


def _repaired(row: dict[str, str], lines: list[RegisterLine]) -> PrintedCell | None:
    """The cell after every line that matches it as delivered; null when a line drops it."""
    new = dict(row)
    for line in lines:
        matches = all(
            selector in ("*", row[column])
            for column, selector in (
                ("fiscal_year", line.fiscal_year),
                ("row_path", line.row_path),
                ("column_path", line.column_path),
            )
        )
        if matches and row[line.field] == line.as_read:
            new[line.field] = line.as_used
            if line.field == "value":
                new["value_status"] = line.status_used
    if new["value_status"] == "dropped":
        return None
    hidden = new["value_status"] in _WITHOUT_VALUE
    number = None if hidden else number_in(new["value"])
    return PrintedCell(
        new["table_no"],
        int(new["fiscal_year"]),
        new["row_path"],
        new["column_path"],
        "" if hidden else new["value"],
        number,
    )


def number_in(text: str) -> Decimal | None:
    """The number in a printed figure: △ is minus, a mark is 1; commas, signs and counters carry no value."""
    if text == MARK:
        return Decimal(1)
    found = _NUMBER.search(text.replace(" ", ""))
    return Decimal(found.group().replace("△", "-").replace(",", "")) if found else None
