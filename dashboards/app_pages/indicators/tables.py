"""Indicators as rows of text."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from dashboards.app_pages.indicators.data import Break, Series, Value
from dashboards.format import date_ja, number, span
from dashboards.indicators import NO_VALUE, Definition

Rows = list[tuple[str, ...]]

CALCULATION_HEADS = ("値", "印刷値", "計算と印刷", "分子", "分母", "分子のある所", "分母のある所")
CALCULATION_LABELS = (3,)
CALCULATION_PROSE = (6, 7)
BREAK_HEADS = ("番号", "年度", "日", "変わったこと", "館", "説明", "根拠")
BREAK_LABELS = (1, 2)
BREAK_PROSE = (3, 4, 5, 6)
AGREES_JA = {True: "一致", False: "不一致", None: ""}


def by_year(found: Series, definitions: Sequence[Definition], place: str, years: Sequence[int]) -> Rows:
    """A row a definition: name, unit, its rivals, then a value a year."""
    return [
        (
            d.name_ja,
            d.unit_ja,
            rivals_ja(d, definitions),
            *(written(d, found.get((d, place), {}).get(year)) for year in years),
        )
        for d in definitions
    ]


def rivals_ja(definition: Definition, definitions: Sequence[Definition]) -> str:
    """`別の定義：…`, naming the rivals that stand beside it; empty without one."""
    names = [other.name_ja for other in definitions if definition.is_rival_of(other)]
    return f"別の定義：{'、'.join(names)}" if names else ""


def by_place(found: Series, definitions: Sequence[Definition], places: Sequence[str], year: int) -> Rows:
    """A row a place: a value a definition."""
    return [
        (named(place), *(written(d, found.get((d, place), {}).get(year)) for d in definitions))
        for place in places
    ]


def places_by_year(
    found: Series, definition: Definition, places: Sequence[str], years: Sequence[int]
) -> Rows:
    """A row a place: a value a year."""
    return [
        (named(p), *(written(definition, found.get((definition, p), {}).get(year)) for year in years))
        for p in places
    ]


def calculation(definition: Definition, value: Value) -> tuple[str, ...]:
    """What stands beside what: value, printed value, parts and where they stand; or what is missing."""
    if value.shown is None:
        return (NO_VALUE, "", "", "", "", f"欠けている数値：{value.missing_ja}", "")
    return (
        definition.written(value.shown, value.status),
        "" if value.printed_value is None else number(value.printed_value, definition.decimals),
        AGREES_JA[value.agrees],
        _part(value.numerator),
        _part(value.denominator),
        value.numerator_place_ja or "",
        value.denominator_place_ja or "",
    )


def written(definition: Definition, value: Value | None) -> str:
    """A value of a year with its mark."""
    return NO_VALUE if value is None else definition.written(value.shown, value.status)


def named(place: str) -> str:
    """A place without the stroke between its heads."""
    return place.replace("/", "　")


def missing(
    definition: Definition, points: Mapping[int, Value], short: Mapping[int, str], years: Sequence[int]
) -> str:
    """Which of the years have no value and what they lack; empty where all have one."""
    lacking: dict[str, list[str]] = {}
    for year in years:
        value = points.get(year)
        if value is None or value.shown is None:
            # Every definition in force has a row for all libraries together.
            part = (value.missing_ja or "") if value else "この定義の期間の外"
            lacking.setdefault(part, []).append(short[year])
    listed = "、".join(f"{'・'.join(names)}は{part}" for part, names in lacking.items())
    return f"「{definition.name_ja}」を計算できない年度と、欠けている数値：{listed}。" if listed else ""


def agreement_ja(values: Sequence[Value]) -> str:
    """How many of the printed values are what is computed; empty where none is printed."""
    judged = [value.agrees for value in values if value.agrees is not None]
    return f"印刷値のある{len(judged)}件のうち{judged.count(True)}件が計算と一致。" if judged else ""


def break_rows(breaks: Sequence[Break], short: Mapping[int, str]) -> Rows:
    """The changes, under the numbers that the chart carries."""
    return [
        (
            str(position),
            span(short[b.fiscal_years[0]], short[b.fiscal_years[-1]]),
            date_ja(b.start),
            b.title_ja,
            "、".join(b.libraries_ja) or "全館",
            b.text_ja,
            b.source_ja,
        )
        for position, b in enumerate(breaks, start=1)
    ]


def _part(value: Decimal | None) -> str:
    """As many decimals as the figure has: parts are counts, yen, or counts times a price."""
    if value is None:
        return ""
    exponent = value.normalize().as_tuple().exponent
    return number(value, max(0, -exponent) if isinstance(exponent, int) else 0)
