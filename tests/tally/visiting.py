"""Visitors, open days and reservations: tables 1-(6), 4-(3)-ア, 4-(3)-イ and its branch rooms."""

import polars as pl

from tests.tally.delivered import LIBRARIES, Delivered
from tests.tally.figures import Figures, per, percent
from tests.tally.lending import open_days

ROOMS = [code for code, library in LIBRARIES.items() if library.startswith("分室/")]


def tally_visiting(delivered: Delivered, figures: Figures) -> None:
    """Put every cell that gate counts, the opening log and reservations give."""
    _visitors(delivered, figures)
    reservations = delivered.frames["reservations"]
    if reservations.height:
        _reservations(delivered.fiscal_year, reservations, figures)


def _visitors(delivered: Delivered, figures: Figures) -> None:
    year, days = delivered.fiscal_year, open_days(delivered)
    gates = delivered.frames["gate_counts"].group_by("館").agg(pl.col("入館者数").cast(pl.Int64).sum())
    visitors: dict[str, int] = dict(gates.iter_rows())
    for code, value in days.items():
        figures.put("1-(6)", year, "開館日数", LIBRARIES[code], value)
    for code, value in visitors.items():
        figures.put("1-(6)", year, "入館者数", LIBRARIES[code], value)
        if days.get(code):
            figures.put("1-(6)", year, "1日平均", LIBRARIES[code], per(value, days[code], 1))
    if visitors:
        figures.put("1-(6)", year, "入館者数", "計", sum(visitors.values()))
        # The total is the sum of the averages as printed, not an average of the total.
        averages = [per(value, days[code], 1) for code, value in visitors.items() if days.get(code)]
        figures.put("1-(6)", year, "1日平均", "計", sum(averages))


def _reservations(year: int, reservations: pl.DataFrame, figures: Figures) -> None:
    counted = reservations.group_by("受付場所", "受付館", "受取館").len()
    places = {"Web": counted.filter(pl.col("受付場所") == "2")} | {
        library: counted.filter((pl.col("受付場所") == "1") & (pl.col("受付館") == code))
        for code, library in LIBRARIES.items()
    }
    requested: dict[str, int] = {}
    for place, rows in {**places, "合計": counted}.items():
        found = dict(rows.group_by("受取館").agg(pl.col("len").sum()).iter_rows())
        requested[place] = sum(found.values())
        figures.put("4-(3)-ア", year, place, "計", requested[place])
        for code, library in LIBRARIES.items():
            figures.put("4-(3)-ア", year, place, library, found.get(code, 0))
    rooms = {LIBRARIES[code]: requested[LIBRARIES[code]] for code in ROOMS}
    for room, value in {**rooms, "計": sum(rooms.values())}.items():
        figures.put("4-(3)-イ分室内訳", year, "全館", room, value)
    columns = {library: requested[library] for library in LIBRARIES.values() if library not in rooms}
    columns |= {
        "分室計": sum(rooms.values()),
        "Web携帯": requested["Web"],
        "電話予約センター": reservations.filter(pl.col("受付場所") == "3").height,
        "計": requested["合計"],
        "予約による提供数": reservations["提供日"].count(),
    }
    for column, value in columns.items():
        figures.put("4-(3)-イ", year, "全館", column, value)
    rate = percent(columns["予約による提供数"], columns["計"], 2)
    figures.put("4-(3)-イ", year, "全館", "充足率", rate)
