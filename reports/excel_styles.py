"""How cells of a workbook look. Every look is registered once, however many cells have it."""

from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

# Comes with Windows and Office for the Mac; elsewhere another Japanese typeface takes its place.
FONT = {"font_name": "游ゴシック", "font_size": 10, "font_scheme": "none"}
_GREY = "#7F8C9A"
_GRID = {"border": 1, "border_color": _GREY, "valign": "vcenter"}
_ROLES: dict[str, dict[str, Any]] = {
    "item": {},
    "subtotal": {"bg_color": "#F3F6F9"},
    "total": {"bg_color": "#E6ECF2", "bold": True},
}
_KINDS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "valign": "vcenter"},
    "remark": {"align": "right", "valign": "vcenter"},
    "head": {**_GRID, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#D5DFE9"},
    "stub": {**_GRID, "text_wrap": True},
    "group": {**_GRID, "text_wrap": True, "align": "center"},
    "figure": {**_GRID, "align": "right"},
    "mark": {**_GRID, "align": "center"},
    "text": {**_GRID, "align": "left", "text_wrap": True},
    "note": {"text_wrap": True, "valign": "top"},
    "imprint": {"valign": "top", "font_size": 9, "font_color": "#5A6672"},
    "link": {**_GRID, "font_color": "#1F4E8C", "underline": 1},
}


class Styles:
    """The looks of one workbook."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._known: dict[tuple[str, str, str, bool], Format] = {}

    def __call__(self, kind: str, role: str = "item", number: str = "", *, quoted: bool = False) -> Format:
        """The look of a cell.

        Args:
            kind: what it is, such as `head` or `figure`.
            role: of its row; item, subtotal or total.
            number: number format.
            quoted: whether Excel is to keep the content text when somebody edits it.
        """
        key = (kind, role, number, quoted)
        if key not in self._known:
            more = {"num_format": number} if number else {}
            self._known[key] = self._workbook.add_format(
                {**_KINDS[kind], **_ROLES[role], **more, "quote_prefix": quoted}
            )
        return self._known[key]
