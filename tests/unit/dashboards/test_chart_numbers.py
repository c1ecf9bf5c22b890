"""Numbers read off a picture of the screen, and the picture for paper that is drawn from them."""

from datetime import date

import plotly.graph_objects as go
import pytest

from dashboards.chart_numbers import numbers_of
from dashboards.year_bars import year_bars
from reports.charts import Mark, picture
from reports.fonts import find_font

HEAD = ("貸出の推移（単位：冊）", "見本データによる数値を含む。", "資料：年報" * 40)


def lines() -> go.Figure:
    figure = go.Figure()
    figure.add_scatter(x=["R4", "R5", "R6"], y=[None, 2, 3], name="図書")
    figure.add_scatter(x=["R4", "R5", "R6"], y=[1, None, 5.5], name="音楽")
    figure.add_scatter(x=[None], y=[None], name="そのほか")
    return figure


def test_lines_keep_the_order_of_the_axis_and_their_gaps() -> None:
    data = numbers_of(lines(), "貸出", "冊")
    assert data is not None
    assert (data.kind, data.categories, data.series) == ("trend", ("R4", "R5", "R6"), ("図書", "音楽"))
    assert data.marks == (
        Mark("R5", "図書", 2),
        Mark("R6", "図書", 3),
        Mark("R4", "音楽", 1),
        Mark("R6", "音楽", 5.5),
    )


def test_bars_lie_unless_they_stand_for_years() -> None:
    standing = numbers_of(year_bars(["R5", "R6"], [1, 2], ["", ""], "R6"), "貸出")
    assert standing is not None and (standing.kind, standing.series) == ("trend", ("貸出",))
    figure = go.Figure(layout={"barmode": "stack"})
    for name, values in (("一致", [3, 4]), ("不一致", [None, 1])):
        figure.add_bar(x=values, y=["表1", "表2"], name=name, orientation="h")
    lying = numbers_of(figure, "突合")
    assert lying is not None and (lying.kind, lying.categories) == ("stacked_bar", ("表1", "表2"))
    assert Mark("表2", "不一致", 1) in lying.marks and len(lying.marks) == 3


def test_a_heat_map_gives_its_figures_and_not_its_shades() -> None:
    figure = go.Figure()
    figure.add_heatmap(x=["北", "南"], y=["中央"], z=[[3.0, None]], customdata=[[999.0, None]])
    data = numbers_of(figure, "予約")
    assert data is not None and (data.kind, data.marks) == ("heat_map", (Mark("北", "中央", 999),))


def test_months_are_named_and_days_too() -> None:
    figure = go.Figure()
    figure.add_scatter(x=[date(2024, 4, 1), date(2024, 5, 1)], y=[1, 2])
    months = numbers_of(figure, "")
    assert months is not None and months.categories == ("2024年4月", "2024年5月")
    figure.add_scatter(x=[date(2024, 4, 2)], y=[3])
    days = numbers_of(figure, "")
    assert days is not None and "2024年4月2日" in days.categories


def test_a_picture_of_nothing_is_none() -> None:
    assert numbers_of(go.Figure(), "") is None


@pytest.mark.parametrize("kind", ["trend", "bar", "stacked_bar", "heat_map"])
def test_a_picture_is_a_file_with_its_title_and_sources(kind: str) -> None:
    data = numbers_of(lines(), "貸出", "冊")
    assert data is not None
    data = data.__class__(kind, data.categories, data.series, data.marks, data.unit_ja, None)
    svg = picture(data, find_font(), "svg", HEAD).decode()
    assert all(text in svg for text in (HEAD[0], HEAD[1]))
    # A long source goes over several lines instead of out of the picture.
    assert svg.count("資料：年報") > 4 and HEAD[2] not in svg
    png = picture(data, find_font(), "png", HEAD)
    assert png.startswith(b"\x89PNG\r\n\x1a\n") and int.from_bytes(png[16:20], "big") > 1200
