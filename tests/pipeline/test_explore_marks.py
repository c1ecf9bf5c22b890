"""探索: what changed is numbered on the picture and told below it, on the screen and in what is taken away."""

import json
from pathlib import Path

import polars as pl
import pytest

from dashboards import downloads
from dashboards.takeaways import ChartTakeaway, FrameTakeaway
from tests.pages.opening import opened
from tests.pages.test_app import fresh_caches
from tests.pages.test_takeaways import Offers
from tests.pipeline.parts_table import texts_of

__all__ = ["fresh_caches"]
pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("axes", "place"),
    [
        ({}, '"text": "注1"'),
        ({"rows": "fiscal_year", "columns": "none"}, '"text": "注1"'),
        ({"picture": "heat"}, '"4月　注1"'),
        ({"rows": "month", "columns": "audience", "picture": "heat"}, '"4月　注1"'),
        ({"rows": "month", "columns": "none", "picture": "bars"}, '"4月　注1"'),
        ({"rows": "library", "columns": "month", "picture": "bars"}, None),
    ],
)
def test_a_change_is_numbered_on_the_picture_and_in_the_list_below_it(
    small_var: Path, monkeypatch: pytest.MonkeyPatch, axes: dict[str, str], place: str | None
) -> None:
    app = opened(small_var, monkeypatch, "explore", measure="loans", **axes)
    assert not app.exception and not app.error and not app.info
    (told,) = (caption.value for caption in app.caption if "越木岩分室は閉室" in caption.value)
    (chart,) = app.get("plotly_chart")
    drawn = json.dumps(json.loads(chart.proto.spec), ensure_ascii=False)
    if place is None:
        # Bars of libraries have no axis of time: a number would point at nothing.
        assert told.startswith("令和6年度") and "注" not in drawn
    else:
        assert told.startswith("注1　令和6年度") and place in drawn


def test_a_library_has_only_its_own_changes(small_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(small_var, monkeypatch, "explore", measure="loans", where_library="04")
    assert not [caption for caption in app.caption if "越木岩" in caption.value]
    (chart,) = app.get("plotly_chart")
    assert not json.loads(chart.proto.spec)["layout"].get("annotations")


@pytest.mark.parametrize("picture", ["trend", "heat", "bars"])
def test_picture_table_and_changes_are_taken_away(
    small_var: Path, monkeypatch: pytest.MonkeyPatch, picture: str
) -> None:
    offers = Offers(monkeypatch)
    app = opened(
        small_var, monkeypatch, "explore", measure="loans", rows="library", columns="month", picture=picture
    )
    chart, table = offers.taken
    assert isinstance(chart, ChartTakeaway) and isinstance(table, FrameTakeaway)
    drawn = {(mark.series, mark.category): mark.value for mark in chart.data.marks}
    (north,) = table.frame.filter(pl.first() == "北口図書館").iter_rows(named=True)
    if picture != "bars":
        assert drawn["北口図書館", "8月"] == north["8月"]
    else:
        assert north["合計"] in drawn.values()
    assert offers.names["name"] == "nishinomiya_explore_loans_library_sample"
    assert list(offers.files(table)) == [
        ".xlsx", "_excel.csv", "_machine.csv", "_cp932.csv", ".parquet",
    ]  # fmt: skip
    assert all(file.make() for each in offers.taken for file in offers.files(each).values())
    paper = offers.pdf()
    assert downloads.NO_PDF_JA not in paper
    assert "越木岩分室は閉室" in paper and "見本データによる数値を含む" in paper
    assert next(line for line in texts_of(app) if line[0] == "北口図書館")[-1] in paper
