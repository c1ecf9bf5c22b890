"""The table of figures that lead to their parts, read off a page."""

import re
from html import unescape

from streamlit.testing.v1 import AppTest

_ROW = re.compile(r"<tr.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)


def lines_of(app: AppTest) -> list[list[str]]:
    """The cells of the figures table as HTML, heads first."""
    (table,) = [
        e.proto.body for e in app.get("html") if 'class="nenpo-table simple nenpo-parts"' in e.proto.body
    ]
    return [_CELL.findall(row) for row in _ROW.findall(table)]


def texts_of(app: AppTest) -> list[list[str]]:
    """The cells of the figures table as text."""
    return [[unescape(re.sub(r"<[^>]*>", "", cell)) for cell in line] for line in lines_of(app)]


def figures_of(app: AppTest) -> dict[str, int]:
    """Last figure of each line by its head."""
    return {line[0]: int(line[-1].replace(",", "")) for line in texts_of(app)[1:]}
