"""The quantities that readers may ask the cube for: what they are called, what they count, what divides them."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from dashboards.cube.dimensions import Dimension, dimensions
from dashboards.published import frame


@dataclass(frozen=True)
class Measure:
    """A quantity of the cube or of the days.

    Args:
        key: the quantity.
        name_ja: what readers call it.
        unit_ja: unit of its figures.
        definition_ja: what is counted.
        is_stock: stands at the end of a year, so years and months never add up.
        counts_persons: small figures are divided no further by age or residence.
        decimals: with which figures are written.
        in_cube: whether months have it.
        in_daily: whether days have it.
    """

    key: str
    name_ja: str
    unit_ja: str
    definition_ja: str
    is_stock: bool = False
    counts_persons: bool = False
    decimals: int = 0
    in_cube: bool = True
    in_daily: bool = False

    @property
    def can_be_per_open_day(self) -> bool:
        """Whether it adds up over days on which a library is open."""
        return not self.is_stock and self.key != OPEN_DAYS


OPEN_DAYS = "open_days"
# Quantities that are counted from records; those of the monthly form are named in dim_measure.
COUNTED = (
    Measure(
        "loans", "貸出", "点", "貸し出した資料の数。個人と団体の両方を含みます。延長を数えるかどうかは自治体の定義によります。",
        counts_persons=True,
    ),
    Measure(
        "checkouts", "貸出人数", "人", "資料を借りた人の延べ数。同じ人の一度の貸出を1と数えます。",
        counts_persons=True, in_daily=True,
    ),
    Measure("renewals", "延長", "点", "貸出期間を延長した資料の数。", counts_persons=True),
    Measure(
        "handed_out", "窓口で渡した資料（日ごと）", "点", "その日に渡した資料の数。曜日で分けるときに使います。",
        in_cube=False, in_daily=True,
    ),
    Measure("reservations", "予約", "件", "受け付けた予約の数。", counts_persons=True),
    Measure("reservations_filled", "予約による提供", "件", "予約された資料を渡した数。", counts_persons=True),
    Measure("visits", "入館者", "人", "入口で数えた入館者の延べ数。", in_daily=True),
    Measure(OPEN_DAYS, "開館日", "日", "館ごとに数えた開館日の合計。", in_daily=True),
    Measure("registered", "登録者(年度末)", "人", "年度末に有効な登録のある人の数。", is_stock=True, counts_persons=True),
    Measure("registered_groups", "登録団体(年度末)", "団体", "年度末に有効な登録のある団体の数。", is_stock=True),
    Measure("held", "所蔵(年度末)", "点", "年度末に所蔵する資料の数。", is_stock=True),
    Measure("added", "受入", "点", "購入・寄贈・編入で加えた資料の数。"),
    Measure("removed", "除籍・管理換", "点", "除籍または管理換で減った資料の数。"),
    Measure("moved", "所蔵館変更による増減", "点", "館どうしで資料を移したための増減。全館では0になります。"),
    Measure("population", "人口", "人", "自治体が選んだ日の人口。", is_stock=True),
)  # fmt: skip
COUNTED_JA = {measure.key: measure.name_ja for measure in COUNTED}

_REPORTED = """
select f.measure, any_value(m.name_ja), any_value(m.unit_ja), any_value(m.definition_ja), any_value(m.decimals),
       bool_or(f.over_months = 'last') as is_stock
from fct_reported_figures as f join dim_measure as m on m.measure_id = f.measure
where f.municipality_code = $1 and not list_contains($2, f.measure)
group by f.measure order by min(f.table_id), f.measure
"""
_HELD_BY = """
select quantity, true as in_cube from fct_cube where municipality_code = $1 group by quantity
union all
select quantity, false from fct_daily where municipality_code = $1 group by quantity
"""
# A year whose figure cannot be given is none.
_YEARS = """
select distinct fiscal_year from {relation} as r
where municipality_code = $1 and quantity = $2
  and not exists (
      from rpt_ingest__limits as l
      where l.municipality_code = $1 and l.quantity = $2 and l.fiscal_year = r.fiscal_year and not l.is_computable
  )
order by fiscal_year
"""


def measures(municipality_code: str) -> list[Measure]:
    """Those that the build has figures of, counted ones first; empty where nothing was delivered."""
    held = set(frame(_HELD_BY, municipality_code).iter_rows())
    counted = [
        replace(m, in_cube=(m.key, True) in held, in_daily=m.in_daily and (m.key, False) in held)
        for m in COUNTED
        if (m.key, m.in_cube) in held
    ]
    reported = [
        Measure(key, name, unit, definition, is_stock, decimals=decimals)
        for key, name, unit, definition, decimals, is_stock in frame(
            _REPORTED, municipality_code, list(COUNTED_JA)
        ).iter_rows()
    ]
    return counted + reported


def with_deliveries() -> list[str]:
    """The municipalities whose figures are counted or reported: inhabitants alone are no figures of a library."""
    rows = frame(
        "select distinct municipality_code from fct_cube where quantity <> 'population' order by all"
    )
    return rows["municipality_code"].to_list()


def fiscal_years(municipality_code: str, measure: Measure) -> list[int]:
    """The years that have figures of a measure, oldest first."""
    relation = "fct_cube" if measure.in_cube else "fct_daily"
    rows = frame(_YEARS.format(relation=relation), municipality_code, measure.key)
    return rows["fiscal_year"].to_list()


def limits(municipality_code: str, measure: Measure) -> list[tuple[int, str]]:
    """Year and reason of figures that cannot be given, or not for the whole year."""
    rows = frame(
        "select fiscal_year, reason_ja from rpt_ingest__limits where municipality_code = ? and quantity = ?"
        " order by fiscal_year",
        municipality_code,
        measure.key,
    )
    return list(rows.iter_rows())


def dimensions_of(municipality_code: str, measure: Measure) -> list[Dimension]:
    """What figures of a measure can be divided by: the dimensions of which the build knows any word."""
    known = dimensions()
    found = set()
    if measure.in_cube:
        counts = frame(_filled(known), municipality_code, measure.key).row(0, named=True)
        found = {key for key, filled in counts.items() if filled}
    if measure.in_daily:
        found |= {key for key, dimension in known.items() if dimension.in_daily}
    if measure.is_stock:
        found -= {"month", "weekday"}
    return [dimension for key, dimension in known.items() if key in found]


def go_together(measure: Measure, used: Collection[Dimension]) -> bool:
    """Whether figures of a measure can be divided by all of these at once: weekdays only by what days have."""
    of_days = any(dimension.is_of_days for dimension in used)
    return not of_days or (measure.in_daily and all(dimension.in_daily for dimension in used))


def _filled(known: dict[str, Dimension]) -> str:
    """Which dimensions have a word at all; days are not in the cube."""
    counts = ", ".join(f'count({d.column}) > 0 as "{key}"' for key, d in known.items() if not d.is_of_days)
    return f"select {counts} from fct_cube where municipality_code = ? and quantity = ?"
