"""How figures, changes and dates are written for Japanese readers."""

import re
from datetime import date
from decimal import Decimal
from html import escape

from warehouse.format import number as printed_number


def number(value: Decimal | None, decimals: int = 0) -> str:
    """`3,009,606`, `△ 1,163`; an absent figure is a dash."""
    return "―" if value is None else printed_number(value, decimals)


def change(now: Decimal, before: Decimal, decimals: int = 0) -> str:
    """Difference and percentage against the year before, such as `△ 82,887（△ 2.7%）`."""
    difference = now - before
    figures = signed(difference, decimals)
    if before == 0:
        return figures
    return f"{figures}（{signed(difference * 100 / abs(before), 1)}%）"


def signed(value: Decimal, decimals: int) -> str:
    """A difference: `+1,304`, `△ 1,163`, `±0`."""
    if round(value, decimals) == 0:
        return f"±{printed_number(Decimal(0), decimals)}"
    return printed_number(value, decimals) if value < 0 else f"+{printed_number(value, decimals)}"


def in_man(value: float) -> str:
    """Axis labels: `8億`, `301万`, `4,500`, `0.5`."""
    for unit, size in (("億", 100_000_000), ("万", 10_000)):
        if abs(value) >= size:
            return f"{value / size:,.10g}{unit}"
    return f"{value:,.10g}"


def axis_ticks(largest: float, smallest: float = 0.0, steps: int = 4) -> list[float]:
    """Round tick values from 0 (or below it) that cover the figures."""
    span = max(largest, 0.0) - min(smallest, 0.0)
    if span <= 0:
        return [0.0, 1.0]
    raw = span / steps
    magnitude = 10.0 ** _exponent(raw)
    step = next(m * magnitude for m in (1, 2, 2.5, 5, 10) if m * magnitude >= raw)
    below = -(-abs(min(smallest, 0.0)) // step)
    ticks = [-step * below if below else 0.0]
    while ticks[-1] < largest:
        ticks.append(ticks[-1] + step)
    return ticks


def _exponent(value: float) -> int:
    return Decimal(str(value)).adjusted()


def fiscal_year(year: int, label_ja: str) -> str:
    return f"{label_ja}（{year}）"


def span(first: str, last: str) -> str:
    """`R2～R6`, or `R6` alone."""
    return first if first == last else f"{first}～{last}"


def date_ja(day: date | None) -> str:
    return "" if day is None else f"{day.year}年{day.month}月{day.day}日"


def table_ja(table_no: str) -> str:
    """`表4-(1)`; a table that is printed without a number goes by its heading: `表「現行システムの概要」`."""
    return f"表{table_no}" if table_no[:1].isnumeric() else f"表「{table_no}」"


def unbroken(text: str) -> str:
    """HTML of words that stay on one line, such as a figure with its sign."""
    return f'<span class="nenpo-unbroken">{escape(text)}</span>'


def plain(text: str) -> str:
    """Text for headings and links, which Streamlit would read as Markdown: `13~22歳` has no line through it."""
    return re.sub(r"([\\`*_{}\[\]<>()#+\-.!~$:|])", r"\\\1", text)
