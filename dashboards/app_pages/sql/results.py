"""The rows of a query as readers see them and take them away."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl

from dashboards.app_pages.sql.data import LIMITS
from dashboards.simple_table import simple_table
from dashboards.takeaways import FrameTakeaway, Origin
from warehouse.sandbox import QueryResult
from warehouse.text_table import Kind, TextTable

TITLE_JA = "SQLの結果"
ROWS_SHOWN = 200
PROSE_CHARACTERS = 40
ABSENT = "―"
# Numbers that name something instead of counting it take no separator.
_NAMING = re.compile(r"year|edition|_no$|_code$|_id$|年$|年度$|年号$|番号$|符号$")


@dataclass(frozen=True)
class ResultTakeaway(FrameTakeaway):
    """All rows of a result; the page and its PDF show the first ones."""

    shown: TextTable

    def part(self, origin: Origin) -> TextTable:
        return self.shown


def text_table(frame: pl.DataFrame) -> TextTable:
    """The first rows as texts."""
    shown = frame.head(ROWS_SHOWN)
    texts = [tuple(_text(name, value) for value in shown[name].to_list()) for name in shown.columns]
    kinds = tuple(_kind(shown[name], column) for name, column in zip(shown.columns, texts, strict=True))
    return TextTable(TITLE_JA, tuple(shown.columns), kinds, tuple(zip(*texts, strict=True)))


def html(table: TextTable) -> str:
    """A result as a table of the page."""
    places = {
        kind: [i for i, found in enumerate(table.kinds) if found == kind] for kind in ("label", "prose")
    }
    return simple_table(
        table.title_ja, table.heads, table.rows, places["label"], places["prose"], caption=False
    )


def counted_ja(result: QueryResult) -> str:
    """How many rows there are, how many of them are shown, and whether more would have come."""
    rows = result.frame.height
    said = f"{rows:,}行　{result.seconds:.1f}秒。「{ABSENT}」は値がないこと(NULL)を示します。"
    if result.is_cut:
        said += f"結果が上限の{LIMITS.rows:,}行を超えたため、初めの{LIMITS.rows:,}行だけを取り出しました。"
    if rows > ROWS_SHOWN:
        said += f"画面には初めの{ROWS_SHOWN:,}行を示しています。取り出した行はすべてダウンロードにあります。"
    return said


def _kind(values: pl.Series, texts: tuple[str, ...]) -> Kind:
    if values.dtype.is_numeric():
        return "figure"
    return "prose" if any(len(text) > PROSE_CHARACTERS for text in texts) else "label"


def _text(name: str, value: Any) -> str:
    if value is None:
        return ABSENT
    if isinstance(value, bool):
        return "真" if value else "偽"
    if isinstance(value, int | Decimal | float):
        return _number(value, grouped=not _NAMING.search(name))
    return str(value)


def _number(value: float | Decimal, grouped: bool) -> str:
    if isinstance(value, float):
        # Fifteen digits are those that the figure had before it was stored in binary.
        value = Decimal(f"{value:.15g}")
    if not Decimal(value).is_finite():
        return str(value)
    text = f"{value:,f}" if grouped else f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"△ {text[1:]}" if text.startswith("-") else text
