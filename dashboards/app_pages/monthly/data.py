"""The month that is shown, its tables as on paper, and the report itself."""

from collections.abc import Callable
from datetime import date
from functools import partial

import polars as pl

from dashboards.downloads import pdf_or_words
from dashboards.published import frame, published
from reports.monthly.document import title_ja
from reports.monthly.figures import Month, read_month, report_months

_CELLS = """
select c.month, m.name_ja, m.unit_ja, coalesce(l.name_ja, '全館') as library_ja, c.value, c.value_status,
    c.last_year_value, c.running_value, c.last_year_running_value, c.open_days, c.per_open_day, c.is_complete,
    c.delivered_until, c.libraries_missing, c.is_sample
from rpt_monthly__cells as c
inner join dim_measure as m using (measure_id)
left join (select distinct library_code, name_ja, position from dim_library where municipality_code = $1) as l
    using (library_code)
where c.municipality_code = $1 and c.month = $2
order by c.position, c.library_code = '', l.position
"""
CELL_HEADS = (
    "月",
    "項目",
    "単位",
    "館",
    "当月",
    "状態",
    "前年同月",
    "年度累計",
    "前年度累計",
    "開館日数",
    "開館1日",
    "そろっているか",
    "納品のある最後の日",
    "数値のない館",
    "見本か",
)


def codes_with_months() -> frozenset[str]:
    """Municipalities that have a report of any month."""
    return frozenset(frame("select distinct municipality_code from rpt_monthly__cells")["municipality_code"])


def months(municipality_code: str) -> list[date]:
    """The months that have a report, newest first."""
    return report_months(published(), municipality_code)


def month_of(municipality_code: str, month: date) -> Month:
    return read_month(published(), municipality_code, month)


def cells(month: Month) -> pl.DataFrame:
    """The figures of the month as the mart has them, a row a figure."""
    return frame(_CELLS, month.municipality_code, month.month)


def pdf_of(month: Month, publisher_ja: str) -> Callable[[], bytes]:
    """What makes the report as a PDF when somebody asks for it."""
    return partial(_pdf, month, publisher_ja)


def _pdf(month: Month, publisher_ja: str) -> bytes:
    from reports.monthly.export import monthly_pdf

    found = published()
    make = partial(monthly_pdf, found, month.municipality_code, month.month)
    return pdf_or_words(make, title_ja(month), publisher_ja, found.build)
