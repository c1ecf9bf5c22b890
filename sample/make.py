"""A sample year into a folder, file by file."""

from collections.abc import Callable, Iterator
from math import inf
from pathlib import Path

from catalog.errors import CatalogError
from catalog.load import Catalog
from catalog.municipality import Municipality
from sample.figures import Figures
from sample.forms import write_forms
from sample.items import make_items
from sample.layout import Layout, layouts
from sample.loan_plan import make_plans
from sample.loans import Stock, write_loans
from sample.persons import make_persons
from sample.readers import Readers
from sample.registers import (
    write_gate_counts,
    write_item_moves,
    write_items,
    write_opening_log,
    write_patrons,
)
from sample.reservations import write_reservations
from sample.shelves import Shelves
from sample.year import opening, year_of


def make_sample(
    catalog: Catalog,
    municipality: Municipality,
    fiscal_year: int,
    out: Path,
    scale: float,
    say: Callable[[str], None],
) -> None:
    """Write the deliveries of a fiscal year; the same arguments give the same bytes.

    Args:
        catalog: the seeds.
        municipality: whose year.
        fiscal_year: calendar year of 1 April.
        out: folder for the files; made if missing. Files of the same names are replaced.
        scale: factor on readers, loans and reservations; at 1 the totals are the printed ones.
        say: receives a Japanese line at each step.

    Raises:
        CatalogError: the printed figures of the year are missing or contradict each other, the city's layout is not
            known, or the scale leaves an age group without readers.
    """
    if not 0 < scale < inf:
        raise CatalogError("倍率には0より大きい数を指定してください(例 --scale 0.1)。")
    layout = layouts(catalog, municipality)
    figures = Figures(catalog, municipality, fiscal_year)
    year = year_of(fiscal_year)
    opened = opening(figures, year)
    say(f"{municipality.name_ja} {fiscal_year}年度の見本を作っています(倍率 {scale:g})…")
    items = make_items(figures, year)
    readers = Readers(make_persons(figures, year, catalog.root, scale), year)
    plans = make_plans(figures, year, opened, scale)
    stock = Stock(readers, items, Shelves(items, year, municipality.municipality_code))
    out.mkdir(parents=True, exist_ok=True)
    once: dict[str, tuple[str, Callable[[Layout], int]]] = {
        "patrons": ("利用者", lambda of: write_patrons(out, of, figures, year, readers)),
        "items": ("資料", lambda of: write_items(out, of, figures, year, items)),
        "item_moves": ("所蔵館の変更", lambda of: write_item_moves(out, of, figures, year, items)),
        "opening_log": ("開館記録", lambda of: write_opening_log(out, of, figures, year, opened)),
        "gate_counts": ("入館者", lambda of: write_gate_counts(out, of, figures, year, opened)),
    }
    monthly: dict[str, tuple[str, Callable[[Layout], Iterator[int]]]] = {
        "reservations": (
            "予約",
            lambda of: write_reservations(out, of, figures, year, opened, scale, stock),
        ),
        "loans": ("貸出", lambda of: write_loans(out, of, figures, year, plans, stock)),
    }
    say(f"月報 {write_forms(out, catalog, figures, year)}冊")
    # A city delivers the feeds that it has a column map for.
    for feed, (name_ja, write) in once.items():
        if feed in layout:
            say(f"{name_ja} {write(layout[feed]):,}行")
    for feed, (name_ja, write_months) in monthly.items():
        if feed in layout:
            for month, rows in enumerate(write_months(layout[feed])):
                say(f"{name_ja} {year.month_name(month)} {rows:,}行")
