"""No built-in download goes round the export service; in the browser, the walk through all pages looks for one."""

import ast

from dashboards.registry import ROOM
from dashboards.theme import CHART_CONFIG

# Elements of Streamlit that bring a tool bar, a menu or a download of their own.
WITH_A_DOWNLOAD = {
    "altair_chart",
    "area_chart",
    "audio",
    "bar_chart",
    "bokeh_chart",
    "data_editor",
    "dataframe",
    "graphviz_chart",
    "image",
    "line_chart",
    "map",
    "metric",
    "pydeck_chart",
    "pyplot",
    "scatter_chart",
    "vega_lite_chart",
    "video",
}


def _calls() -> list[tuple[str, ast.Call]]:
    return [
        (f"{file.relative_to(ROOM)}:{node.lineno}", node)
        for file in sorted(ROOM.rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]


def test_no_page_calls_for_an_element_with_a_download_of_its_own() -> None:
    found = [
        place
        for place, call in _calls()
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in WITH_A_DOWNLOAD
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "st"
    ]
    assert found == []


def test_every_chart_is_drawn_with_the_common_settings() -> None:
    charts = [
        (place, {k.arg: ast.unparse(k.value) for k in call.keywords})
        for place, call in _calls()
        if isinstance(call.func, ast.Attribute) and call.func.attr == "plotly_chart"
    ]
    assert charts
    assert CHART_CONFIG["displayModeBar"] is False
    assert [place for place, given in charts if given.get("config") != "CHART_CONFIG"] == []
    assert [place for place, given in charts if "alt" not in given] == []
