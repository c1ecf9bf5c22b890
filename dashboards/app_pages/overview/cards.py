"""Headline figures and their years as HTML."""

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import urlencode

from dashboards.app_pages.overview.charts import sparkline
from dashboards.app_pages.overview.data import Headline
from dashboards.format import change, date_ja, number, span, table_ja
from dashboards.places import Yearbook
from warehouse.format import STATUS_JA


def cards(found: Sequence[Headline], yearbook: Yearbook, fiscal_year: int, names: Mapping[int, str]) -> str:
    return f'<div class="nenpo-cards">{"".join(_card(h, yearbook, fiscal_year, names) for h in found)}</div>'


def _card(headline: Headline, yearbook: Yearbook, fiscal_year: int, names: Mapping[int, str]) -> str:
    now = headline.at(fiscal_year)
    if now is None:
        return ""
    before = headline.at(fiscal_year - 1)
    against = (
        f"前年度比 {change(now.value, before.value, headline.decimals)}" if before else "前年度の数値なし"
    )
    first, last = names[headline.points[0].fiscal_year], names[headline.points[-1].fiscal_year]
    as_of = f"<small>{date_ja(now.as_of_date)}現在</small>" if now.as_of_date else ""
    status = STATUS_JA.get(now.status, "")
    query = urlencode({**yearbook.link, "table": headline.table_id, "fiscal_year": fiscal_year})
    return (
        f'<section class="nenpo-card" title="{escape(headline.definition_ja)}">'
        f'<div class="name"><a href="table?{escape(query)}" target="_self">{escape(headline.name_ja)}</a>{as_of}</div>'
        f'<div class="value">{number(now.value, headline.decimals)}'
        f"<small>{escape(headline.unit_ja)}　{status}</small></div>"
        f'<div class="change">{against}</div>'
        f'<div class="years">{span(first, last)}　{escape(table_ja(headline.table_no))}</div>'
        f"{_line(headline, first, last)}</section>"
    )


def _line(headline: Headline, first: str, last: str) -> str:
    """One year is no line."""
    if len(headline.points) < 2:
        return ""
    return f'<img src="{sparkline(headline.points)}" alt="{first}から{last}までの推移">'


def years_table(
    found: Sequence[Headline], names: Mapping[int, str]
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The numbers behind sparklines and charts: heads, then a row a measure with a column a fiscal year."""
    years = sorted({point.fiscal_year for headline in found for point in headline.points})
    rows = [(f"{h.name_ja}（{h.unit_ja}）", *(_figure(h, year) for year in years)) for h in found]
    return ("項目", *(names[year] for year in years)), rows


def _figure(headline: Headline, fiscal_year: int) -> str:
    point = headline.at(fiscal_year)
    return number(point.value, headline.decimals) if point else ""
