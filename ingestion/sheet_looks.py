"""The look of the workbooks that staff fill in: titles and heads, and fields in one colour."""

import xlsxwriter
from xlsxwriter.format import Format

FIELD = {"bg_color": "#FFF9D6", "border": 1, "locked": False}


def looks(workbook: xlsxwriter.Workbook) -> dict[str, Format]:
    """What every such workbook has; `closed` is a place where nothing is to be written."""
    return {
        "title": workbook.add_format({"bold": True, "font_size": 14}),
        "how": workbook.add_format({"font_color": "#555555"}),
        "head": workbook.add_format(
            {"bold": True, "bg_color": "#E8ECEF", "border": 1, "text_wrap": True, "valign": "vcenter"}
        ),
        "closed": workbook.add_format({"bg_color": "#DDDDDD", "border": 1}),
    }
