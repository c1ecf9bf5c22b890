"""The month of a city as the mart has it, with the names of everything in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from warehouse.errors import UserError
from warehouse.open import Published

_FIGURES = """
select m.name_ja, m.unit_ja, m.decimals, coalesce(l.name_ja, '') as library_ja, c.* exclude (municipality_code, position)
from rpt_monthly__cells as c
inner join dim_measure as m using (measure_id)
left join (select distinct library_code, name_ja, position from dim_library where municipality_code = $1) as l
    using (library_code)
where c.municipality_code = $1 and c.month = $2
order by c.position, c.library_code = '', l.position, c.library_code
"""
_DELIVERIES = """
select d.file_name, d.feed, o.first_day, o.last_day, o.days, d.rows_accepted, d.state, d.is_sample
from rpt_ingest__of_month as o
inner join rpt_ingest__deliveries as d using (delivery_id)
where o.municipality_code = $1 and o.month = $2
order by d.feed, o.first_day, d.delivered_seq
"""
# The first measure that is told for each day open, in whichever month.
_DRAWN = """
select m.name_ja, m.unit_ja, m.decimals, c.fiscal_year, c.month, c.value, c.is_complete
from rpt_monthly__cells as c
inner join dim_measure as m using (measure_id)
where c.municipality_code = $1 and c.library_code = '' and c.fiscal_year between $2 - 1 and $2
    and (c.fiscal_year < $2 or c.month <= $3) and c.value is not null
    and c.measure_id = (
        select arg_min(measure_id, position) from rpt_monthly__cells
        where municipality_code = $1 and library_code = '' and per_open_day is not null
    )
order by c.month
"""
# What adds up over days and came in one of the eleven months before.
_ABSENT = """
select m.name_ja from rpt_monthly__cells as c
inner join dim_measure as m using (measure_id)
where c.municipality_code = $1 and c.month >= $2 - interval 11 months and m.as_of is null
group by m.name_ja
having max(c.month) filter (where c.month <= $2) < $2
order by max(c.position)
"""
_ERA = (
    "select era_name_ja || if(era_year = 1, '元', cast(era_year as varchar)) from dim_date where date_day = ?"
)


@dataclass(frozen=True)
class Figure:
    """A measure of a library, or of all together (`library_code` is ''), in its month."""

    name_ja: str
    unit_ja: str
    decimals: int
    library_ja: str
    fiscal_year: int
    month: date
    measure_id: str
    library_code: str
    value: Decimal | None
    value_status: str
    last_year_value: Decimal | None
    running_value: Decimal | None
    last_year_running_value: Decimal | None
    open_days: int | None
    per_open_day: Decimal | None
    is_complete: bool
    delivered_until: date | None
    libraries_missing: int
    is_last_year_complete: bool | None
    is_running_complete: bool | None
    is_last_year_running_complete: bool | None
    unknown_value: Decimal
    is_sample: bool


@dataclass(frozen=True)
class DrawnMonth:
    """A figure of all libraries in the picture of the months."""

    name_ja: str
    unit_ja: str
    decimals: int
    fiscal_year: int
    month: date
    value: Decimal
    is_complete: bool


@dataclass(frozen=True)
class Delivery:
    """A delivery that tells of the month: from which day to which, and its rows in all."""

    file_name: str
    feed: str
    first_day: date
    last_day: date
    days: int
    rows: int
    state: str
    is_sample: bool


@dataclass(frozen=True)
class Month:
    """Everything that a report of a month is made from; `absent_ja`: what came before and has not come now."""

    municipality_code: str
    system_ja: str
    month: date
    fiscal_year: int
    month_ja: str
    years_ja: dict[int, str]
    figures: tuple[Figure, ...]
    deliveries: tuple[Delivery, ...]
    drawn: tuple[DrawnMonth, ...]
    absent_ja: tuple[str, ...]

    @property
    def is_final(self) -> bool:
        """Whether every figure is that of a closed month."""
        return all(figure.value_status == "final" for figure in self.figures)

    @property
    def is_sample(self) -> bool:
        """Whether generated records are in it."""
        return any(figure.is_sample for figure in self.figures)

    def by_measure(self) -> list[tuple[Figure, ...]]:
        """The figures of each measure, in the order of the report; all libraries together last."""
        ids = dict.fromkeys(figure.measure_id for figure in self.figures)
        return [tuple(f for f in self.figures if f.measure_id == measure_id) for measure_id in ids]


def report_months(published: Published, municipality_code: str) -> list[date]:
    """The first days of the months that have a report, newest first."""
    rows = published.rows(
        "select distinct month from rpt_monthly__cells where municipality_code = ? order by month desc",
        [municipality_code],
    )
    return [month for (month,) in rows]


def read_month(published: Published, municipality_code: str, month: date) -> Month:
    """The month as the mart has it.

    Args:
        published: the open build.
        municipality_code: five digits.
        month: its first day.

    Raises:
        UserError: nothing was delivered of that month; the sentence says which months there are.
    """
    [(name_ja, system_ja)] = published.rows(
        "select name_ja, library_system_name_ja from dim_municipality where municipality_code = ?",
        [municipality_code],
    )
    known = report_months(published, municipality_code)
    if month not in known:
        raise UserError(_nothing(name_ja, month, known))
    frame = published.frame(_FIGURES, [municipality_code, month])
    figures = tuple(Figure(**row) for row in frame.iter_rows(named=True))
    fiscal_year = figures[0].fiscal_year
    [(era_ja,)] = published.rows(_ERA, [month])
    return Month(
        municipality_code,
        system_ja,
        month,
        fiscal_year,
        f"{era_ja}年{month.month}月（{month.year}年{month.month}月）",
        dict(published.rows("select fiscal_year, label_ja from dim_fiscal_year")),
        figures,
        tuple(Delivery(*row) for row in published.rows(_DELIVERIES, [municipality_code, month])),
        tuple(DrawnMonth(*row) for row in published.rows(_DRAWN, [municipality_code, fiscal_year, month])),
        tuple(name_ja for (name_ja,) in published.rows(_ABSENT, [municipality_code, month])),
    )


def _nothing(name_ja: str, month: date, known: Sequence[date]) -> str:
    if not known:
        return f"{name_ja}の納品データがないため、月報を作れません。「nenpo ingest」で取り込み、「nenpo build」で集計してください。"
    return (
        f"{name_ja}には{month:%Y-%m}の納品データがないため、月報を作れません。"
        f"{known[-1]:%Y-%m}から{known[0]:%Y-%m}までの、納品データのある月を選んでください。"
    )
