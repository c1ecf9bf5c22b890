"""A small city that delivers day by day: two Aprils and Mays, and a June that has come up to its twelfth day.

Its museum of oddities: 丘 lends nothing in May 2024, and its gate is broken then; visitors of June have not come; requests
are delivered from May 2024 on only; the loans of May 2023 are a sample.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from shutil import copy
from typing import Any

import pytest

from tests.conftest import made_once, run_nenpo
from tests.deliveries_tree import (
    LOAN,
    PATRON,
    RESERVATION,
    VISIT,
    deliver,
    with_deliveries,
)
from tests.seeds_tree import CODE, MEASURES, SLUG, change, tiny_seeds
from warehouse.open import Published, open_published
from warehouse.places import Places

MAIN, HILL = "01", "02"
REPORT = """\
measures:
  - {measure: open_days}
  - {measure: loans, per_open_day: true}
  - {measure: loans_children}
  - {measure: visitors, per_open_day: true}
  - {measure: requests}
  - {measure: cards}
"""
DEFINITIONS = """\
definitions:
  - {name: renewals_count_as_loans, value: false, valid_from: 2020-04-01, authority_ja: 要覧, note_ja: 数えない。}
  - {name: checkout_unit, value: transaction, valid_from: 2020-04-01, authority_ja: 要覧, note_ja: 手続きごと。}
"""
COMPUTED = {
    "開館した日数。, authority: 年報": "{quantity: open_days, per_library: true}",
    "一般書の貸出。, authority: 年報": "{quantity: loans, where: {audience: general}}",
    "児童書の貸出。, authority: 年報": "{quantity: loans, where: {audience: children}}",
    "貸出の合計。, authority: 年報": "{quantity: loans}",
    "登録者。, authority: 年報": "{quantity: registered}",
}
MORE_MEASURES = """\
  - {measure_id: visitors, name_ja: 入館者数, unit_ja: 人, decimals: 0, definition_ja: 入館した人。, authority: 年報, computed: {quantity: visits}}
  - {measure_id: requests, name_ja: 予約件数, unit_ja: 件, decimals: 0, definition_ja: 予約。, authority: 年報, computed: {quantity: reservations}}
"""
LOG = {"date": "日付", "library_code": "館", "state_code": "開館"}
UNTIL = date(2024, 6, 12)
# A row of the mart by month, measure and library ('' for all together).
Cells = dict[tuple[date, str, str], dict[str, Any]]
MONTHS = (date(2023, 4, 1), date(2023, 5, 1), date(2024, 4, 1), date(2024, 5, 1), date(2024, 6, 1))


def seeds(folder: Path) -> Path:
    """The seeds of the city; their path."""
    found = with_deliveries(tiny_seeds(folder))
    home = found / f"municipalities/{CODE}_{SLUG}"
    change(
        home / "municipality.yaml",
        "deliveries:\n",
        "deliveries:\n  - {feed: opening_log, layout: opening_log, encoding: utf-8}\n",
    )
    maps = home / "column_maps"
    lines = ["column,heading", *(f"{column},{heading}" for column, heading in LOG.items())]
    (maps / "opening_log.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (maps / "opening_log_values.csv").write_text(
        "column,their_value,our_value\nstate_code,○,open\nstate_code,×,closed\n", encoding="utf-8"
    )
    (home / "definitions.yaml").write_text(DEFINITIONS, encoding="utf-8")
    (found / "monthly.yaml").write_text(REPORT, encoding="utf-8")
    for text, computed in COMPUTED.items():
        change(found / MEASURES, text, f"{text}, computed: {computed}")
    with (found / MEASURES).open("a", encoding="utf-8") as handle:
        handle.write(MORE_MEASURES)
    return found


def days(month: date) -> Iterator[date]:
    """The days of a month."""
    day = month
    while day.month == month.month:
        yield day
        day += timedelta(1)


def is_open(day: date, library: str) -> bool:
    """Mondays both are closed, on Tuesdays 丘."""
    return day.weekday() != 0 and not (library == HILL and day.weekday() == 1)


def lent_on(day: date, library: str) -> int:
    """How many items a library lends on a day."""
    if not is_open(day, library) or (library == HILL and (day.year, day.month) == (2024, 5)):
        return 0
    return (day.day % 4) + (2 if day.year == 2024 else 1) if library == MAIN else day.day % 2


def visitors(day: date, library: str) -> int | None:
    """How many the gate counts; None where it is not delivered."""
    if not is_open(day, library) or (library == HILL and (day.year, day.month) == (2024, 5)):
        return None
    return 10 + day.day if library == MAIN else 3


def loans_of(day: date) -> list[dict[str, str]]:
    """The loans of a day: every third is a child's book."""
    return [
        LOAN
        | {
            "checkout_at": f"{day:%Y/%m/%d} 10:{n:02d}",
            "library_code": library,
            "transaction_no": f"{day:%Y%m%d}{library}{n:03d}",
            "item_no": f"{day:%y%m%d}{library}{n:03d}",
            "audience_code": "児童" if n % 3 == 2 else "一般",
            "returned_date": "",
            "sample_mark": "1" if (day.year, day.month) == (2023, 5) else "",
        }
        for library in (MAIN, HILL)
        for n in range(lent_on(day, library))
    ]


def deliveries(folder: Path) -> Iterator[Path]:
    """Write everything that the city delivers."""
    for month in MONTHS:
        yield _log(folder / f"log_{month:%Y%m}.csv", month)
        if month != MONTHS[-1]:
            loans = [row for day in days(month) for row in loans_of(day)]
            yield deliver(folder / f"loans_{month:%Y%m}.csv", "loans", loans)
            yield deliver(folder / f"visits_{month:%Y%m}.csv", "visits", _visits(month))
    # On Mondays there is nothing to deliver.
    for day in days(MONTHS[-1]):
        if day <= UNTIL and loans_of(day):
            yield deliver(folder / f"loans_{day:%Y%m%d}.csv", "loans", loans_of(day))
    requests = [RESERVATION | {"reserved_date": f"2024/05/{n:02d}"} for n in (1, 9, 9, 31)]
    yield deliver(folder / "requests_202405.csv", "reservations", requests)
    for day, cards in ((date(2023, 5, 31), 3), (date(2024, 5, 31), 4)):
        rows = [PATRON | {"as_of_date": f"{day:%Y/%m/%d}", "patron_no": f"8000{n:04d}"} for n in range(cards)]
        yield deliver(folder / f"cards_{day:%Y%m%d}.csv", "patrons", rows)


def _visits(month: date) -> list[dict[str, str]]:
    """Every day that a gate was read; a closed day is a nought."""
    return [
        VISIT
        | {"date": f"{day:%Y/%m/%d}", "library_code": library, "visitors": str(visitors(day, library) or 0)}
        for day in days(month)
        for library in (MAIN, HILL)
        if visitors(day, library) is not None or (library == MAIN and day.day in (1, 30, 31))
    ]


def _log(path: Path, month: date) -> Path:
    rows = [
        f"{day:%Y/%m/%d},{library},{'○' if is_open(day, library) else '×'}"
        for day in days(month)
        for library in (MAIN, HILL)
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([",".join(LOG.values()), *rows]) + "\n", encoding="utf-8")
    return path


def lent(month: date, *libraries: str) -> int:
    """Loans of a month by hand; of the June that is under way up to its last delivered day."""
    found = [day for day in days(month) if month != MONTHS[-1] or day <= UNTIL]
    return sum(lent_on(day, library) for day in found for library in libraries)


def last_year(month: date) -> date:
    return month.replace(year=month.year - 1)


@pytest.fixture(scope="session")
def city_var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A var directory with the small city delivered and built."""

    def make(folder: Path) -> None:
        tree = seeds(folder)
        landing = Places(folder / "var").landing / f"{CODE}_{SLUG}"
        landing.mkdir(parents=True)
        for path in deliveries(folder / "in"):
            copy(path, landing)
        built = run_nenpo("build", "--no-pdf", var=folder / "var", seeds=tree)
        assert built.returncode == 0, built.stderr

    return made_once(tmp_path_factory, "monthly_city", make) / "var"


@pytest.fixture(scope="session")
def city_build(city_var: Path) -> Iterator[Published]:
    found = open_published(city_var)
    yield found
    found.close()


@pytest.fixture(scope="session")
def cells(city_build: Published) -> Cells:
    """The mart by month, measure and library."""
    rows = city_build.frame("select * from rpt_monthly__cells where municipality_code = ?", [CODE]).to_dicts()
    return {(row["month"], row["measure_id"], row["library_code"]): row for row in rows}
