"""A month on a page: chosen by its address, laid out from Sunday to Saturday."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html import escape

import streamlit as st

from dashboards.rules.values import FIRST_DAY, LAST_DAY
from dashboards.url_state import CHOSEN_ON_PAGE, UrlState, text_box
from lending_rules.dates import ONE_DAY, days_of_month, is_holiday, parsed_month

LAST_MONTH = LAST_DAY.replace(day=1)
_WEEK = "日月火水木金土"


@dataclass(frozen=True)
class Day:
    """A day of the grid. `kind`: its look; `lines`: what stands below its number."""

    kind: str
    lines: tuple[str, ...]


def pick_month(url: UrlState) -> date:
    """The first day of the month that the address names; this month where it names none."""
    asked = url.parse("month", "月", _month, None)
    if asked is not None:
        return asked
    today = date.today().replace(day=1)
    url.keep("month", f"{today:%Y-%m}")
    return today


def _month(text: str) -> date:
    first = parsed_month(text)
    if first is None or not FIRST_DAY <= first < LAST_MONTH:
        raise ValueError(text)
    return first


def month_boxes(first: date) -> None:
    """A box for the month and buttons to its neighbours."""
    neighbours = {"前の月": (first - ONE_DAY).replace(day=1), "次の月": days_of_month(first)[-1] + ONE_DAY}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        with st.container(width=160):
            text_box("month", "月（年-月）", f"{first:%Y-%m}")
        for label, month in neighbours.items():
            # A link to the page itself would leave the old month in the address bar.
            st.button(label, on_click=_write, args=(month,), disabled=not FIRST_DAY <= month < LAST_MONTH)


def _write(month: date) -> None:
    st.query_params["month"] = f"{month:%Y-%m}"
    st.session_state[CHOSEN_ON_PAGE] = True


def month_ja(first: date) -> str:
    return f"{first.year}年{first.month}月"


def grid(title_ja: str, first: date, days: Mapping[date, Day]) -> str:
    """The month as a table, a row a week."""
    empty: list[date | None] = [None] * ((first.weekday() + 1) % 7)
    cells = [*empty, *days_of_month(first)]
    cells += [None] * (-len(cells) % 7)
    weeks = [cells[n : n + 7] for n in range(0, len(cells), 7)]
    head = "".join(f'<th scope="col">{name}</th>' for name in _WEEK)
    body = "".join(f"<tr>{''.join(_cell(day, days) for day in week)}</tr>" for week in weeks)
    return (
        '<figure class="nenpo-month"><table>'
        f'<caption><span class="title">{escape(title_ja)}</span></caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></figure>"
    )


def _cell(day: date | None, days: Mapping[date, Day]) -> str:
    if day is None:
        return "<td></td>"
    found = days.get(day, Day("", ()))
    holiday = " holiday" if is_holiday(day) or day.weekday() == 6 else ""
    mark = '<span class="nenpo-unseen">（祝日）</span>' if is_holiday(day) else ""
    said = "".join(f"<div>{escape(line)}</div>" for line in found.lines)
    return f'<td class="{found.kind}"><div class="number{holiday}">{day.day}{mark}</div>{said}</td>'
