"""Headline figures: their rows in the summary, their years with the change, their charts."""

from collections.abc import Sequence

from reports.charts import MOST_LINES, ChartData, Mark
from reports.committee.chapter import Chapter, grid_chapter, picture
from reports.committee.grid import Column, Grid, clipped
from reports.committee.headlines import Headline
from reports.committee.scope import Scope
from reports.fonts import Font
from warehouse.annotations import annotation_notes
from warehouse.open import Published

IN_SUMMARY = 14
YEARS_SHOWN = 5
YEARS_FOR_A_CHART = 3
# The axis of a small picture has no room for more digits; such figures have a chart of their own.
TOO_WIDE = 10_000_000
NO_BEFORE = "－は、前年度の数値がないか、割れないことを表す。"
TITLE = "主な数値と増減"


def headline_summary(found: Sequence[Headline], scope: Scope) -> Grid | None:
    """The first headline figures against the year before; None without any."""
    if not found:
        return None
    columns = (
        Column("項目", "prose"),
        Column("年度", "label"),
        Column("数値", "figure"),
        Column("前年度", "figure"),
        Column("増減", "figure"),
        Column("増減率", "figure"),
        Column("表", "label"),
    )
    rows = tuple(
        (
            clipped(f"{h.name_ja}（{h.unit_ja}）", 40),
            scope.short_years[h.fiscal_year],
            h.text(h.fiscal_year),
            h.text(h.fiscal_year - 1) or "－",
            *h.change(),
            h.table_no,
        )
        for h in found[:IN_SUMMARY]
    )
    left = len(found) - IN_SUMMARY
    more = (f"ほか{left}項目は「{TITLE}」に載せる。",) if left > 0 else ()
    return Grid("主な数値", columns, rows, notes=(*more, NO_BEFORE))


def headline_picture(found: Sequence[Headline], scope: Scope, font: Font) -> dict[str, object] | None:
    """Small pictures of the headline figures; None where there are too few to look at side by side."""
    long = [
        h
        for h in found[:IN_SUMMARY]
        if len(h.points) >= YEARS_FOR_A_CHART and max(p.value for p in h.points.values()) < TOO_WIDE
    ]
    if len(long) <= MOST_LINES:
        return None
    years = sorted({year for h in long for year in h.points})
    marks = tuple(
        Mark(scope.short_years[year], f"{h.name_ja}（{h.unit_ja}）", float(point.value))
        for h in long
        for year, point in sorted(h.points.items())
    )
    names = tuple(dict.fromkeys(mark.series for mark in marks))
    drawn = ChartData("trend", tuple(scope.short_years[year] for year in years), names, marks, "", None)
    return picture("主な数値の推移（目盛りは項目ごと）", drawn, font)


def headline_chapter(
    published: Published, found: Sequence[Headline], scope: Scope, font: Font
) -> Chapter | None:
    """Every headline figure by year, and a chart of each that has three years or more."""
    if not found:
        return None
    grids = [
        _by_year([h for h in found if h.fiscal_year == year], year, scope)
        for year in dict.fromkeys(h.fiscal_year for h in found)
    ]
    charts = [_chart(published, h, scope, font) for h in found if len(h.points) >= YEARS_FOR_A_CHART]
    return grid_chapter(TITLE, grids, charts)


def _by_year(found: Sequence[Headline], fiscal_year: int, scope: Scope) -> Grid:
    past = {year for h in found for year in h.points}
    years = sorted(past)[-YEARS_SHOWN:]
    columns = (
        Column("項目", "prose"),
        *(Column(scope.short_years[year], "figure") for year in years),
        Column("前年度増減", "figure"),
        Column("増減率", "figure"),
    )
    rows = tuple(
        (f"{h.name_ja}（{h.unit_ja}、表{h.table_no}）", *(h.text(year) for year in years), *h.change())
        for h in found
    )
    return Grid(f"{scope.years[fiscal_year]}までの数値", columns, rows, notes=(NO_BEFORE,))


def _chart(published: Published, headline: Headline, scope: Scope, font: Font) -> dict[str, object]:
    years = sorted(headline.points)
    names = tuple(scope.short_years[year] for year in years)
    marks = tuple(
        Mark(name, headline.name_ja, float(headline.points[year].value))
        for name, year in zip(names, years, strict=True)
    )
    drawn = ChartData("trend", names, (headline.name_ja,), marks, headline.unit_ja, None)
    notes = annotation_notes(published, scope.municipality_code, [headline.measure_id], years[0], years[-1])
    return picture(f"{headline.name_ja}の推移", drawn, font, notes)
