"""The cells of a filled sheet, to the character: text stays as typed, a number stays a number."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ingestion.errors import DeliveryError
from ingestion.forms.values import is_number, shown
from ingestion.plans.layout import Sheet
from ingestion.readings import folded
from ingestion.workbook import text

_LARGEST = 10**11


@dataclass(frozen=True)
class FilledRow:
    """A row of a filled sheet: where its fields stand, and what is written in them (None where nothing is)."""

    key: tuple[str, ...]
    row: int
    fields: dict[str, str | None]


@dataclass(frozen=True)
class FilledSheet:
    """A filled sheet, found by its heads."""

    where: str
    columns: dict[str, int]
    rows: tuple[FilledRow, ...]

    def at(self, row: FilledRow, head: str) -> str:
        """A field, for people: sheet, row, column."""
        return _at(self.where, row.row, self.columns[head], head)


def filled_sheet(page: Worksheet, sheet: Sheet, shown_as: str) -> FilledSheet:
    """Find the rows and fields of a sheet.

    Raises:
        DeliveryError: a head or row that is missing, unknown or there twice, a known cell that was changed, or something
            beside the fields.
    """
    where = f"{shown_as} シート「{sheet.name}」"
    cells = {
        place: found for place, cell in sorted(page._cells.items()) if (found := _said(cell.value)) != ""
    }
    head_row, columns = _heads(where, cells, sheet)
    rows: dict[tuple[str, ...], FilledRow] = {}
    wanted = {asked.known[: sheet.keys]: asked for asked in sheet.rows}
    for row in sorted({row for row, _ in cells if row > head_row}):
        said = {head: cells.get((row, column)) for head, column in columns.items()}
        _nothing_beside(where, cells, columns, row)
        key = tuple(said[head] or "" for head in sheet.known[: sheet.keys])
        at = _at(where, row, columns[sheet.known[0]], sheet.known[0])
        if key not in wanted:
            raise DeliveryError(
                f"{at}: 「{shown('・'.join(key))}」はこの計画にありません。様式の番号({_some(wanted)})に戻してください。"
            )
        if key in rows:
            raise DeliveryError(
                f"{at}: 「{'・'.join(key)}」は{rows[key].row}行にもあります。一行にしてください。"
            )
        for head, expected in zip(sheet.known, wanted[key].known, strict=True):
            if (said[head] or "") != expected:
                raise DeliveryError(
                    f"{_at(where, row, columns[head], head)}: 「{shown(said[head] or '')}」に変わっています。"
                    f"「{expected}」に戻すか、新しい様式を作ってください。"
                )
        rows[key] = FilledRow(key, row, {field.head: said[field.head] for field in sheet.fields})
    missing = [key for key in wanted if key not in rows]
    if missing:
        raise DeliveryError(f"{where}: 「{_some(missing)}」の行がありません。様式の行を戻してください。")
    return FilledSheet(where, columns, tuple(rows[key] for key in wanted))


def number(written: str, decimals: int, at: str) -> Decimal:
    """A figure; full-width digits and commas may stand in it, △ or - before it.

    Raises:
        DeliveryError: no number, too large, or with more decimals than the indicator has.
    """
    plain = folded(written).replace(" ", "")
    sign = -1 if plain[:1] in ("△", "-", "▲") else 1
    digits = plain.lstrip("△▲-") if sign < 0 else plain
    accepted = f"小数第{decimals}位までの数" if decimals else "整数"
    if not is_number(digits):
        raise DeliveryError(
            f"{at}: 「{shown(written)}」は数として読めません。{accepted}か空欄にしてください。"
        )
    value = Decimal(digits.replace(",", "")) * sign
    if abs(value) > _LARGEST:
        raise DeliveryError(f"{at}: 「{shown(written)}」は大きすぎます。{_LARGEST:,}以下の数にしてください。")
    if value != round(value, decimals):
        raise DeliveryError(f"{at}: 「{shown(written)}」は端数があります。{accepted}にしてください。")
    return value


def cover_texts(page: Worksheet, heads: tuple[str, ...], shown_as: str) -> dict[str, str]:
    """What stands beside the heads of the cover.

    Raises:
        DeliveryError: a head that is missing.
    """
    cells = {place: _said(cell.value) for place, cell in page._cells.items()}
    rows = {said: row for (row, column), said in cells.items() if column == 1}
    missing = [head for head in heads if head not in rows]
    if missing:
        raise DeliveryError(
            f"{shown_as} シート「{page.title}」: 「{'、'.join(missing)}」がありません。様式の表紙を戻してください。"
        )
    return {head: cells.get((rows[head], 2), "") for head in heads}


def _heads(where: str, cells: dict[tuple[int, int], str], sheet: Sheet) -> tuple[int, dict[str, int]]:
    first = sheet.known[0]
    found = [row for (row, _), said in cells.items() if said == first]
    if len(found) != 1:
        raise DeliveryError(
            f"{where}: 見出し「{first}」が{len(found)}か所にあります。様式のとおり一か所にしてください。"
        )
    columns: dict[str, int] = {}
    for (row, column), said in cells.items():
        if row != found[0]:
            continue
        if said not in sheet.heads or said in columns:
            listed = "、".join(sheet.heads)
            raise DeliveryError(
                f"{_at(where, row, column, '見出し')}: 見出し「{shown(said)}」は使えません。{listed} を一度ずつにしてください。"
            )
        columns[said] = column
    missing = [head for head in sheet.heads if head not in columns]
    if missing:
        raise DeliveryError(
            f"{where}の{found[0]}行: 見出し「{'、'.join(missing)}」がありません。様式の見出しに戻してください。"
        )
    return found[0], columns


def _nothing_beside(where: str, cells: dict[tuple[int, int], str], columns: dict[str, int], row: int) -> None:
    for (at_row, column), said in cells.items():
        if at_row == row and column not in columns.values():
            raise DeliveryError(
                f"{_at(where, row, column, '見出しなし')}: 見出しのない欄に「{shown(said)}」があります。"
                "見出しのある欄に移すか、空欄にしてください。"
            )


def _said(value: Any) -> str:
    """What a cell says: text untouched, anything else as a reader sees it."""
    if isinstance(value, str):
        return value if value.strip() else ""
    return text(value)


def _at(where: str, row: int, column: int, head: str) -> str:
    return f"{where}の{row}行 {get_column_letter(column)}列「{head}」"


def _some(keys: Iterable[tuple[str, ...]]) -> str:
    listed = ["・".join(key) for key in keys]
    return "、".join(listed[:5]) + ("ほか" if len(listed) > 5 else "")
