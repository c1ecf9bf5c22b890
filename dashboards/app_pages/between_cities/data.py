"""What cities have of each indicator in a year, and whether it may stand beside those of others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from dashboards.indicators import COLUMNS, Definition
from dashboards.places import Municipality
from dashboards.published import frame

# What the columns of `every_value` are called where people read them.
VALUE_HEADS = (
    "年度", "自治体コード", "自治体", "指標コード", "定義の始まり", "指標", "区分", "値（丸めない）", "値", "単位", "状態",
    "定義の組", "自治体の定義", "並べない理由", "計算", "定義", "根拠",
)  # fmt: skip


@dataclass(frozen=True)
class Compared:
    """An indicator of a city; `shown` None where it may not stand beside others, `refused_ja` says why.

    Cities with the same `definition_key` are comparable.
    """

    municipality: Municipality
    shown: Decimal | None
    status: str
    definition_key: str
    city_definition_ja: str | None
    refused_ja: str | None

    @property
    def is_computed(self) -> bool:
        """Whether there is a value, though it may be refused."""
        return self.status != "not_computable"


def years() -> dict[int, int]:
    """How many cities have any value in each fiscal year, oldest first; years without one are left out."""
    rows = frame(
        "select fiscal_year, count(distinct municipality_code) from rpt_indicator__comparable"
        " where status != 'not_computable' group by fiscal_year order by fiscal_year"
    )
    return dict(rows.iter_rows())


def compared(cities: Sequence[Municipality], fiscal_year: int) -> Mapping[Definition, list[Compared]]:
    """By definition in force, in the order of the catalogue: each city that has figures in the year, in the order of `cities`."""
    rows = frame(
        f"""
        select {COLUMNS}, municipality_code, c.shown, c.status, definition_key, city_definition_ja, refused_ja
        from rpt_indicator__comparable as c
        join (from fct_indicators select municipality_code, fiscal_year, indicator_id, valid_from where place_kind = 'all')
            using (municipality_code, fiscal_year, indicator_id)
        join dim_indicator using (indicator_id, valid_from)
        where fiscal_year = ?
        order by position, valid_from
        """,
        fiscal_year,
    )
    parts = COLUMNS.count(",") + 1
    by_code = {city.code: city for city in cities}
    found: dict[Definition, list[Compared]] = {}
    for row in rows.iter_rows():
        code, *rest = row[parts:]
        found.setdefault(Definition(*row[:parts]), []).append(Compared(by_code[code], *rest))
    order = list(by_code)
    return {d: sorted(of, key=lambda c: order.index(c.municipality.code)) for d, of in found.items()}


def comparable(found: Sequence[Compared]) -> list[list[Compared]]:
    """Cities whose figures may stand in one picture: two or more with the same definition."""
    by_key: dict[str, list[Compared]] = {}
    for one in found:
        if one.shown is not None:
            by_key.setdefault(one.definition_key, []).append(one)
    return [of for of in by_key.values() if len(of) > 1]


def every_value(fiscal_year: int, group_ja: str) -> pl.DataFrame:
    """The group of the year, of every city, with definitions."""
    return frame(
        """
        select c.fiscal_year, c.municipality_code, m.name_ja as municipality_ja, c.indicator_id, d.valid_from, d.name_ja,
            d.group_ja, c.value, c.shown, d.unit_ja, c.status, c.definition_key, c.city_definition_ja, c.refused_ja,
            d.formula_ja, d.definition_ja, d.authority_ja
        from rpt_indicator__comparable as c
        join fct_indicators as f using (municipality_code, fiscal_year, indicator_id)
        join dim_indicator as d on d.indicator_id = f.indicator_id and d.valid_from = f.valid_from
        join dim_municipality as m on m.municipality_code = c.municipality_code
        where c.fiscal_year = ? and d.group_ja = ? and f.place_kind = 'all'
        order by d.position, d.valid_from, c.municipality_code
        """,
        fiscal_year,
        group_ja,
    )
