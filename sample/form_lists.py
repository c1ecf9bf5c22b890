"""Events and exhibitions of the monthly forms: the printed entries, and rows for what the print counts beyond them."""

import re
from dataclasses import dataclass, field

from catalog.edition import RegisterLine
from sample.figures import MARK, Figures, PrintedCell

_TOTAL_ROW, _PARTNER, _WITH_PARTNER = "計", "連携先等", "うち連携"
_DATE = re.compile(r"(\d{1,2})/\d{1,2}")
# Where an added row stands in the year.
_ADDED_MONTH, _ADDED_PERIOD = 2, "6/1~6/30"
_LAST_MONTH = 11
_ADDED_TEXTS = {"カテゴリ": "見本", "行事名": "見本の展示", "開催期間": _ADDED_PERIOD}


@dataclass
class Entry:
    """A row of a list. `number` is its place in the print, null for an added row; `month`: 0 is April."""

    number: int | None
    month: int
    cells: dict[str, str] = field(default_factory=dict)


def entries(figures: Figures, table_id: str) -> list[Entry]:
    """The rows of a list in printed order; a row says in full what the print leaves to the row above."""
    columns = figures.edition.axes[table_id]["column"]
    found: list[Entry] = []
    above: dict[str, str] = {}
    for number, printed in _printed(figures, table_id).items():
        for column in columns:
            if column.is_carried and not printed.get(column.path):
                printed[column.path] = above.get(column.path, "")
        above = printed
        found.append(Entry(int(number), _month(printed), {c: text for c, text in printed.items() if text}))
    _add_what_is_counted(figures, table_id, found)
    return found


def _printed(figures: Figures, table_id: str) -> dict[str, dict[str, str]]:
    """Texts by entry and column; a number without its counter."""
    rows: dict[str, dict[str, str]] = {}
    for (row, column), cell in figures.table(table_id).items():
        if row.isdecimal():
            rows.setdefault(row, {})[column] = _text(figures, table_id, cell)
    return rows


def _text(figures: Figures, table_id: str, cell: PrintedCell) -> str:
    is_text = any(c.is_text for c in figures.edition.axes[table_id]["column"] if c.path == cell.column_path)
    return cell.text if is_text or cell.text == MARK or cell.number is None else str(cell.number)


def _month(cells: dict[str, str]) -> int:
    """The month of the first date of an entry; the last month for one without a date."""
    for column, text in cells.items():
        if column.endswith(("日時", "期間")) and (found := _DATE.search(text)):
            return (int(found.group(1)) - 4) % 12
    return _LAST_MONTH


def _add_what_is_counted(figures: Figures, table_id: str, found: list[Entry]) -> None:
    totals = {
        column: int(cell.number)
        for (row, column), cell in figures.table(table_id).items()
        if row == _TOTAL_ROW and cell.number is not None and "/" in column
    }
    missing = {c: total - sum(e.cells.get(c) == MARK for e in found) for c, total in totals.items()}
    _move_marks(figures.undecided(table_id), found, missing)
    added = [
        Entry(None, _ADDED_MONTH, {**_ADDED_TEXTS, column: MARK})
        for column, count in missing.items()
        for _ in range(count)
    ]
    with_partner = figures.printed(table_id, _TOTAL_ROW, _WITH_PARTNER) or 0
    without = with_partner - sum(_PARTNER in entry.cells for entry in found)
    for entry in added[: max(without, 0)]:
        entry.cells[_PARTNER] = "見本の連携先"
    found.extend(added)


def _move_marks(undecided: list[RegisterLine], found: list[Entry], missing: dict[str, int]) -> None:
    """Move marks that the register holds for undecided from libraries that have too many to those that lack some."""
    for line in undecided:
        lacking = next((c for c, count in missing.items() if count > 0), None)
        for entry in found:
            is_doubtful = (
                line.row_path.isdecimal()
                and entry.number == int(line.row_path)
                and entry.cells.get(line.column_path) == MARK
            )
            if lacking and is_doubtful and missing.get(line.column_path, 0) < 0:
                del entry.cells[line.column_path]
                entry.cells[lacking] = MARK
                missing[line.column_path] += 1
                missing[lacking] -= 1
