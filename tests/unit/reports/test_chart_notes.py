"""The lines under a chart over years."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from reports import chart_notes
from reports.charts import ChartData
from tests.unit.reports.samples import matrix, plan
from tests.unit.reports.test_paper import pages

EDITION = SimpleNamespace(
    municipality_code="99001", edition=2024, short_year_names={2021: "R3", 2022: "R4", 2023: "R5", 2024: "R6"}
)


def asked(
    monkeypatch: pytest.MonkeyPatch, series: list[tuple[str, str | None]], year: int | None
) -> list[Any]:
    """What the warehouse is asked for a chart of R4 and R5 that draws these series."""
    monkeypatch.setattr(chart_notes, "annotation_notes", lambda *arguments: list(arguments))
    published = SimpleNamespace(rows=lambda *_: series)
    drawn = ChartData("trend", ("R4", "R5"), ("計",), (), "冊", year)
    table, wanted = SimpleNamespace(table_id="t01"), plan("trend", ("合計",), ("計",))
    return chart_notes.chart_notes(published, EDITION, table, wanted, drawn)  # type: ignore[arg-type]


def test_all_libraries_together_have_the_changes_of_any(monkeypatch: pytest.MonkeyPatch) -> None:
    found = asked(monkeypatch, [("loans", "01"), ("loans", None), ("visitors", "01")], None)
    assert found[1:] == ["99001", ["loans", "visitors"], 2022, 2023, ()]


def test_libraries_have_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(monkeypatch, [("loans", "02"), ("loans", "01")], None)[-1] == ["01", "02"]


def test_a_chart_of_one_year_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(monkeypatch, [("loans", None)], 2024) == []


def test_they_stand_under_the_picture(
    document: Callable[..., dict[str, Any]], pdf_of: Callable[[dict[str, Any]], bytes]
) -> None:
    data = document(matrix())
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>'
    )
    picture = {"svg": svg, "width": 483, "caption": "図　見本", "alt": "見本"}
    data["chapters"][0]["tables"][0]["chart"] = picture | {
        "notes": ["R2 全館休館(2020年3月から)", "R6 丘は閉室"]
    }
    text = "".join(pages(pdf_of(data)))
    assert "図見本" in text
    assert text.index("図見本") < text.index("R2全館休館(2020年3月から)R6丘は閉室")
