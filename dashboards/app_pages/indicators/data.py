"""Indicators of a city by definition, place and fiscal year, and the changes that break their series."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import polars as pl

from dashboards.indicators import COLUMNS, Definition, tables_in
from dashboards.places import Municipality
from dashboards.published import frame

# Place kinds as the mart has them, in the order in which they are offered.
KINDS_JA = {"all": "全館", "library": "館", "class": "類"}
# What the columns of `every_value` are called where people read them.
VALUE_HEADS = (
    "自治体コード", "年度", "指標コード", "定義の始まり", "指標", "区分", "内訳", "所", "館コード", "類", "値（丸めない）",
    "値", "単位", "状態", "欠けているもの", "分子", "分母", "分子の欄", "分母の欄", "印刷値", "印刷値と一致", "計算", "定義",
    "根拠",
)  # fmt: skip


@dataclass(frozen=True)
class Value:
    """An indicator of a place in a fiscal year; `shown` None where it cannot be computed, with what is missing."""

    fiscal_year: int
    place: str
    shown: Decimal | None
    status: str
    missing_ja: str | None
    numerator: Decimal | None
    denominator: Decimal | None
    numerator_place_ja: str | None
    denominator_place_ja: str | None
    printed_value: Decimal | None
    agrees: bool | None


@dataclass(frozen=True)
class Break:
    """A dated change with the fiscal years of the indicators that it touches."""

    fiscal_years: tuple[int, ...]
    start: date
    libraries_ja: tuple[str, ...]
    title_ja: str
    text_ja: str
    source_ja: str


# By definition and place, in the order of the mart.
Series = Mapping[tuple[Definition, str], Mapping[int, Value]]


def cities() -> list[str]:
    """Codes of those that have indicators."""
    return frame("select distinct municipality_code from fct_indicators order by 1")[
        "municipality_code"
    ].to_list()


def kinds(municipality_code: str) -> list[str]:
    """The place kinds with a value in any year; all libraries together always."""
    rows = frame(
        "select distinct place_kind from fct_indicators where municipality_code = ? and shown is not null",
        municipality_code,
    )
    found = {"all", *rows["place_kind"]}
    return [kind for kind in KINDS_JA if kind in found]


def series(municipality_code: str, kind: str) -> Series:
    """Every value of a place kind."""
    rows = frame(
        f"""
        select {COLUMNS}, fiscal_year, place, shown, status, missing_ja, numerator, denominator,
            numerator_place_ja, denominator_place_ja, printed_value, agrees
        from fct_indicators join dim_indicator using (indicator_id, valid_from)
        where municipality_code = ? and place_kind = ?
        order by position, valid_from, library_code, ndc_code, fiscal_year
        """,
        municipality_code,
        kind,
    )
    parts = COLUMNS.count(",") + 1
    found: dict[tuple[Definition, str], dict[int, Value]] = {}
    for row in rows.iter_rows():
        value = Value(*row[parts:])
        found.setdefault((Definition(*row[:parts]), value.place), {})[value.fiscal_year] = value
    return found


def years_with_values(found: Series) -> dict[int, int]:
    """How many values each fiscal year has, oldest first; every year of the city where none has any."""
    values = [value for points in found.values() for value in points.values()]
    computed = [value.fiscal_year for value in values if value.shown is not None]
    years = sorted(set(computed) or {value.fiscal_year for value in values})
    return {year: computed.count(year) for year in years}


def breaks(municipality_code: str, definitions: Collection[Definition], years: Sequence[int]) -> list[Break]:
    """The changes that touch one of these indicators within these fiscal years, oldest first."""
    rows = frame(
        """
        select list_sort(list(distinct b.fiscal_year)), b.start_date,
            (
                select coalesce(list(name_ja order by library_code), [])
                from (
                    select library_code, arg_max(name_ja, valid_from) as name_ja from dim_library
                    where municipality_code = ? and list_contains(b.library_codes, library_code)
                    group by library_code
                )
            ),
            b.title_ja, b.text_ja, b.source_ja
        from rpt_indicator__breaks as b
        where b.municipality_code = ? and list_contains(?, b.indicator_id) and list_contains(?, b.fiscal_year)
        group by b.annotation_id, b.start_date, b.library_codes, b.title_ja, b.text_ja, b.source_ja
        order by 1, b.start_date, b.annotation_id
        """,
        municipality_code,
        municipality_code,
        [d.indicator_id for d in definitions],
        list(years),
    )
    return [
        Break(tuple(years), start, tuple(libraries), title, text, source)
        for years, start, libraries, title, text, source in rows.iter_rows()
    ]


def table_links(
    municipality: Municipality, values: Collection[Value], fiscal_year: int
) -> dict[str, dict[str, str]]:
    """Parameters of the page 表 by the number and title of each table in which a part of these values stands."""
    places = [p for v in values for p in (v.numerator_place_ja, v.denominator_place_ja) if p]
    return {
        f"表{info.table_no}　{info.title_ja}": {
            **yearbook.link,
            "table": info.table_id,
            **({"fiscal_year": str(fiscal_year)} if fiscal_year in info.fiscal_years else {}),
        }
        for yearbook, info in tables_in(municipality, places)
    }


def every_value(municipality_code: str, kind: str, group_ja: str) -> pl.DataFrame:
    """The group in every year, with parts and definitions."""
    return frame(
        """
        select municipality_code, fiscal_year, indicator_id, valid_from, name_ja, group_ja, place_kind, place,
            library_code, ndc_code, value, shown, unit_ja, status, missing_ja, numerator, denominator,
            numerator_place_ja, denominator_place_ja, printed_value, agrees, formula_ja, definition_ja, authority_ja
        from fct_indicators join dim_indicator using (indicator_id, valid_from)
        where municipality_code = ? and place_kind = ? and group_ja = ?
        order by position, valid_from, library_code, ndc_code, fiscal_year
        """,
        municipality_code,
        kind,
        group_ja,
    )
