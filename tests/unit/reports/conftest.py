"""What the tests of paper share."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from reports.fonts import Font, find_font
from reports.table_sheet import table_sheet
from reports.typeset import typeset
from warehouse.printed_table import PrintedTable

BUILT_AT = datetime(2026, 4, 1, 3, tzinfo=UTC)


@pytest.fixture
def font() -> Font:
    """The installed font."""
    return find_font()


@pytest.fixture
def document() -> Callable[..., dict[str, Any]]:
    """Data of a small yearbook with the given tables, as the template takes it."""
    return _document


@pytest.fixture
def pdf_of(font: Font) -> Callable[[dict[str, Any]], bytes]:
    """Sets a document."""
    return lambda data: typeset(data, font, BUILT_AT)


def _document(*tables: PrintedTable, title: str = "個人貸出の状況") -> dict[str, Any]:
    sections = [
        {
            "title": f"{table.info.table_no}　{title}",
            "remarks": [f"（単位：{table.info.unit_ja}）"],
            "sheet": table_sheet(table),
            "notes": list(table.notes),
            "source": f"資料：{table.source}",
            "chart": None,
        }
        for table in tables
    ]
    return {
        "meta": {
            "title": "見本市立図書館　年報",
            "author": "見本市立図書館",
            "description": "見本",
            "font": "IPAexGothic",
            "stamp": "データ版 見本",
            "build": "sample",
            "built": {"year": 2026, "month": 4, "day": 1},
        },
        "cover": {
            "system": "見本市立図書館",
            "name": "年報",
            "year": "令和6年度",
            "imprint": [["版", "見本"]],
        },
        "contents": {"title": "目次", "notes": []},
        "chapters": [{"kind": "tables", "title": "4　利用統計", "tables": sections}],
    }
