"""The figures as a table in which each figure leads to its parts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from dashboards.app_pages.explore.links import Way
from dashboards.cube.query import WITHHELD_JA, Answer, written
from dashboards.format import number
from dashboards.takeaways import FrameTakeaway, Origin
from warehouse.text_table import TextTable, kinds

# More would make a page that no browser scrolls with ease; the files hold everything.
ROWS_SHOWN = 150
COLUMNS_SHOWN = 40
MARK = "＊"

WayDown = Callable[[str | None, str | None], Way | None]
Line = tuple[str | None, str]


def figures_table(answer: Answer, title_ja: str, way_down: WayDown) -> str:
    """A head row, a line a word, totals last; what must not be told is a mark."""
    rows, columns = shown(answer.rows_shown(), ROWS_SHOWN), shown(answer.columns_shown(), COLUMNS_SHOWN)
    heads = "".join(_head(answer, line, way_down) for line in columns)
    body = "".join(_line(answer, row, columns, way_down) for row in rows)
    return (
        '<figure class="nenpo-table simple nenpo-parts"><div class="nenpo-scroll" tabindex="0" role="region" '
        f'aria-label="{escape(title_ja)}"><table><caption><span class="title">{escape(title_ja)}</span>'
        f'<span class="unit">（単位：{escape(answer.request.measure.unit_ja)}）</span></caption>'
        f'<thead><tr><th scope="col" class="stub">{escape(answer.request.rows.name_ja)}</th>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table></div></figure>"
    )


@dataclass(frozen=True)
class AnswerTakeaway(FrameTakeaway):
    """All figures of an answer; its PDF has what the page shows."""

    shown: TextTable

    def part(self, origin: Origin) -> TextTable:
        return self.shown


def takeaway(answer: Answer, title_ja: str) -> AnswerTakeaway:
    """The table to take away."""
    rows, columns = shown(answer.rows_shown(), ROWS_SHOWN), shown(answer.columns_shown(), COLUMNS_SHOWN)
    heads = (answer.request.rows.name_ja, *(name for _, name in columns))
    lines = tuple((name, *(_text(answer, key, column) for column, _ in columns)) for key, name in rows)
    frame = answer.wide()
    unit = f"（単位：{answer.request.measure.unit_ja}）"
    table = TextTable(f"{title_ja}{unit}", heads, kinds("figure", heads[1:]), lines)
    return AnswerTakeaway(title_ja, frame, tuple(frame.columns), table)


def shown(lines: Sequence[Line], most: int) -> list[Line]:
    """As many as a page can show; the total stays last."""
    return list(lines) if len(lines) <= most else [*lines[: most - 1], lines[-1]]


def cut_ja(answer: Answer) -> str:
    """What readers are told where the table does not show everything; empty where it does."""
    rows, columns = len(answer.rows), len(answer.columns)
    if rows < ROWS_SHOWN and columns < COLUMNS_SHOWN:
        return ""
    return (
        f"{rows:,}行{columns:,}列のうち、表に入るところだけを示しています。すべての数値はファイルにあります。"
    )


def figure_ja(answer: Answer, row: str | None, column: str | None) -> str:
    """A figure as readers see it."""
    decimals = 1 if answer.request.per_open_day else answer.request.measure.decimals
    return number(written(answer.value(row, column), decimals), decimals)


def _head(answer: Answer, line: Line, way_down: WayDown) -> str:
    key, name = line
    return f'<th scope="col">{_linked(escape(name), way_down(None, key))}</th>'


def _line(answer: Answer, row: Line, columns: Sequence[Line], way_down: WayDown) -> str:
    key, name = row
    head = f'<th scope="row" class="stub">{_linked(escape(name), way_down(key, None))}</th>'
    cells = "".join(_cell(answer, key, column, way_down) for column, _ in columns)
    kind = ' class="total"' if key is None else ""
    return f"<tr{kind}>{head}{cells}</tr>"


def _cell(answer: Answer, row: str | None, column: str | None, way_down: WayDown) -> str:
    text = _text(answer, row, column)
    if (row, column) in answer.withheld:
        return f'<td class="special" title="{WITHHELD_JA}">{text}</td>'
    has_figure = answer.value(row, column) is not None
    return f"<td>{_linked(text, way_down(row, column)) if has_figure else text}</td>"


def _text(answer: Answer, row: str | None, column: str | None) -> str:
    return MARK if (row, column) in answer.withheld else figure_ja(answer, row, column)


def _linked(text: str, way: Way | None) -> str:
    if way is None:
        return text
    if way.is_below_floor:
        return f'<span title="{WITHHELD_JA}">{text}</span>'
    return f'<a href="{escape(way.href)}" target="_self">{text}</a>'
