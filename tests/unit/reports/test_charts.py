"""Charts as SVG."""

import re

import pytest

from reports.chart_style import WIDTH_PT
from reports.charts import ChartData, Mark, draw
from reports.fonts import Font

YEARS = ("R4", "R5", "R6")


def data(kind: str, series: tuple[str, ...], value: float = 1_234) -> ChartData:
    marks = tuple(Mark(year, name, value * (i + 1)) for year in YEARS for i, name in enumerate(series))
    return ChartData(kind, YEARS, series, marks, "冊", None)


@pytest.mark.parametrize("kind", ["trend", "bar", "stacked_bar", "heat_map"])
@pytest.mark.parametrize("count", [1, 2, 4, 11])
def test_every_kind_is_drawn_with_the_one_font(kind: str, count: int, font: Font) -> None:
    series = tuple(f"館{number}" for number in range(count))
    svg = draw(data(kind, series), font)
    assert set(re.findall(r'font-family="([^"]+)"', svg)) == {font.family}
    assert "R6" in svg
    # A chart of one series says what it shows in its caption.
    assert count == 1 or all(name in svg for name in series)
    assert float(re.findall(r'width="([\d.]+)"', svg)[0]) == pytest.approx(WIDTH_PT, rel=0.05)


def test_a_trend_of_one_series_shows_its_numbers(font: Font) -> None:
    assert svg_has(draw(data("trend", ("計",)), font), "1,234")


def test_figures_of_nothing_can_be_drawn(font: Font) -> None:
    for kind in ("trend", "bar", "heat_map"):
        assert draw(data(kind, ("計",), value=0), font)


def svg_has(svg: str, text: str) -> bool:
    return f">{text}<" in svg
