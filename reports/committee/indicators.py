"""Indicators of the whole system: the year against the year before, their run, and how each is defined."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from reports.charts import MOST_LINES, ChartData, Mark
from reports.committee.chapter import Chapter, grid_chapter, picture
from reports.committee.grid import Column, Grid, clipped
from reports.committee.headlines import change
from reports.committee.scope import Scope
from reports.fonts import Font
from warehouse.format import marked
from warehouse.open import Published

IN_SUMMARY = 20
YEARS_SHOWN = 5
TITLE = "指標"
# A definition counts for a year when it is in force on the last day of that year; years that were computed by another
# definition are another series.
_SQL = """
with run as (
    select indicator_id, valid_from,
        list({year: fiscal_year, shown: shown, status: status, missing: missing_ja} order by fiscal_year) as points
    from fct_indicators
    where municipality_code = $1 and place_kind = 'all' and fiscal_year between $2 - $3 + 1 and $2
    group by indicator_id, valid_from
)
select d.*, run.points from dim_indicator as d
inner join run using (indicator_id, valid_from)
where d.valid_from <= make_date($2 + 1, 3, 31) and coalesce(d.valid_to, date '9999-12-31') >= make_date($2 + 1, 3, 31)
order by d.position
"""
_BREAKS = """
select fiscal_year, title_ja from rpt_indicator__breaks
where municipality_code = ? and list_contains(?, indicator_id) and fiscal_year between ? and ?
group by fiscal_year, start_date, title_ja order by fiscal_year, start_date, title_ja
"""


@dataclass(frozen=True)
class Point:
    """An indicator of a year; `value` None where it cannot be computed, with what is missing."""

    value: Decimal | None
    status: str
    missing_ja: str | None


@dataclass(frozen=True)
class Indicator:
    """An indicator of the whole system by fiscal year, with its definition."""

    indicator_id: str
    group_ja: str
    name_ja: str
    unit_ja: str
    decimals: int
    formula_ja: str
    definition_ja: str
    authority_ja: str
    points: dict[int, Point]

    @property
    def label_ja(self) -> str:
        """Name with its unit."""
        return f"{self.name_ja}（{self.unit_ja}）" if self.unit_ja else self.name_ja

    def is_computed(self, fiscal_year: int) -> bool:
        """Whether there is a value for the year."""
        return fiscal_year in self.points and self.points[fiscal_year].value is not None

    def text(self, fiscal_year: int) -> str:
        """The value, marked where its parts are not final; a dash where it cannot be computed."""
        point = self.points.get(fiscal_year)
        if point is None or point.value is None:
            return "－"
        return marked(point.value, self.decimals, point.status)

    def change(self, fiscal_year: int) -> str:
        """Difference of the shown values against the year before; a dash without them."""
        now, before = self.points.get(fiscal_year), self.points.get(fiscal_year - 1)
        if now is None or before is None or now.value is None or before.value is None:
            return "－"
        return change(now.value, before.value, self.decimals)[0]


def read_indicators(published: Published, scope: Scope) -> list[Indicator]:
    """Those with a value in one of the years shown at least."""
    rows = published.frame(_SQL, [scope.municipality_code, scope.fiscal_year, YEARS_SHOWN]).to_dicts()
    found = [_indicator(row) for row in rows]
    return [i for i in found if any(point.value is not None for point in i.points.values())]


def _indicator(row: dict[str, Any]) -> Indicator:
    points = {p["year"]: Point(p["shown"], p["status"], p["missing"]) for p in row["points"]}
    return Indicator(
        indicator_id=row["indicator_id"],
        group_ja=row["group_ja"],
        name_ja=row["name_ja"],
        unit_ja=row["unit_ja"] or "",
        decimals=row["decimals"],
        formula_ja=row["formula_ja"],
        definition_ja=row["definition_ja"],
        authority_ja=row["authority_ja"],
        points=points,
    )


def indicator_summary(found: Sequence[Indicator], scope: Scope) -> Grid | None:
    """The first indicators of the year against the year before; None where none can be computed for the year."""
    year = scope.fiscal_year
    now = [indicator for indicator in found if indicator.is_computed(year)]
    if not now:
        return None
    columns = (
        Column("指標", "prose"),
        Column(scope.short_years[year], "figure"),
        Column(scope.short_years[year - 1], "figure"),
        Column("増減", "figure"),
    )
    rows = tuple(
        (clipped(i.label_ja, 44), i.text(year), i.text(year - 1), i.change(year)) for i in _chosen(now)
    )
    left = len(now) - IN_SUMMARY
    more = (f"ほか{left}指標と定義は「{TITLE}」の章に載せる。",) if left > 0 else ()
    return Grid("指標", columns, rows, notes=more)


def _chosen(now: Sequence[Indicator]) -> list[Indicator]:
    """As many as fit, the first of every group before the second of any, in their own order."""
    rank = {i.indicator_id: sum(o.group_ja == i.group_ja for o in now[:n]) for n, i in enumerate(now)}
    chosen = sorted(now, key=lambda i: rank[i.indicator_id])[:IN_SUMMARY]
    return [indicator for indicator in now if indicator in chosen]


def indicator_chapter(
    published: Published, found: Sequence[Indicator], scope: Scope, font: Font
) -> Chapter | None:
    """Indicators by year, what each means, and a chart of each that has three years or more."""
    if not found:
        return None
    years = sorted({year for indicator in found for year in indicator.points})
    columns = (Column("指標", "prose"), *(Column(scope.short_years[year], "figure") for year in years))
    rows = tuple((i.label_ja, *(i.text(year) for year in years)) for i in found)
    missing = tuple(_missing(i, years, scope) for i in found if any(not i.is_computed(y) for y in years))
    by_year = Grid("年度ごとの指標", columns, rows, notes=missing)
    meanings = Grid(
        "指標の定義",
        (Column("指標", "prose"), Column("計算", "prose"), Column("定義と根拠", "prose", 2)),
        tuple((i.label_ja, i.formula_ja, f"{i.definition_ja}（{i.authority_ja}）") for i in found),
    )
    return grid_chapter(TITLE, [by_year, meanings], _charts(published, found, scope, font))


def _missing(indicator: Indicator, years: Sequence[int], scope: Scope) -> str:
    """Which years have no value, and what they lack."""
    lacking: dict[str, list[str]] = {}
    for year in years:
        if not indicator.is_computed(year):
            point = indicator.points.get(year)
            part = (point.missing_ja if point else None) or "数値"
            lacking.setdefault(part, []).append(scope.short_years[year])
    listed = "、".join(f"{'・'.join(names)}は{part}" for part, names in lacking.items())
    return f"「{indicator.name_ja}」を計算できない年度と、足りないもの：{listed}。"


def _charts(
    published: Published, found: Sequence[Indicator], scope: Scope, font: Font
) -> list[dict[str, Any]]:
    """A picture each, or all as small pictures when they are many; with what broke their series."""
    long = [i for i in found if sum(point.value is not None for point in i.points.values()) > 2]
    groups = [long] if len(long) > MOST_LINES else [[indicator] for indicator in long]
    return [_chart(published, group, scope, font) for group in groups]


def _chart(published: Published, group: Sequence[Indicator], scope: Scope, font: Font) -> dict[str, Any]:
    years = sorted({year for i in group for year, point in i.points.items() if point.value is not None})
    marks = tuple(
        Mark(scope.short_years[year], i.label_ja, float(point.value))
        for i in group
        for year, point in sorted(i.points.items())
        if point.value is not None
    )
    names = tuple(dict.fromkeys(mark.series for mark in marks))
    drawn = ChartData("trend", tuple(scope.short_years[year] for year in years), names, marks, "", None)
    key = [scope.municipality_code, [i.indicator_id for i in group], years[0], years[-1]]
    notes = [f"{scope.short_years[year]} {title}" for year, title in published.rows(_BREAKS, key)]
    title = f"{group[0].name_ja}の推移" if len(group) == 1 else "指標の推移（目盛りは指標ごと）"
    return picture(title, drawn, font, notes)
