"""Rows and charts of a query, without a query."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from dashboards.app_pages.sql.charts import Wanted, picture
from dashboards.app_pages.sql.results import counted_ja, html, text_table
from warehouse.errors import UserError
from warehouse.sandbox import QueryResult

ROWS = pl.DataFrame({"館": ["本館", "分館", "本館"], "年度": [2023, 2023, 2024], "点数": [10, 20, 12]})


def test_figures_are_grouped_and_names_are_not() -> None:
    frame = pl.DataFrame(
        {
            "fiscal_year": [2024],
            "年度": [2024],
            "点数": [3009606],
            "value": [Decimal("-1163.5000")],
            "割合": [0.1 + 0.2],
            "ndc": ["007"],
            "日": [date(2024, 4, 1)],
            "真偽": [True],
            "なし": [None],
        }
    )
    assert text_table(frame).rows == (
        ("2024", "2024", "3,009,606", "△ 1,163.5", "0.3", "007", "2024-04-01", "真", "―"),
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [(1e20, "100,000,000,000,000,000,000"), (float("nan"), "NaN"), (float("inf"), "Infinity"), (0.0, "0")],
)
def test_no_number_is_written_with_an_exponent(value: float, text: str) -> None:
    assert text_table(pl.DataFrame({"n": [value]})).rows == ((text,),)


def test_text_cannot_become_markup() -> None:
    table = text_table(pl.DataFrame({"<b>x</b>": ["<script>alert(1)</script>"]}))
    assert "<script>" not in html(table) and "<b>x" not in html(table)


def test_an_empty_result_is_a_table_without_rows() -> None:
    table = text_table(pl.DataFrame({"a": [], "b": []}))
    assert table.heads == ("a", "b") and table.rows == ()


def test_what_is_cut_is_said() -> None:
    whole = QueryResult(pl.DataFrame({"a": range(200)}), False, 0.1)
    assert "初めの" not in counted_ja(whole)
    assert "初めの200行" in counted_ja(QueryResult(pl.DataFrame({"a": range(201)}), False, 0.1))
    assert "10,000行を超えた" in counted_ja(QueryResult(pl.DataFrame({"a": range(10_000)}), True, 0.1))


@pytest.mark.parametrize("kind", ["bar", "line"])
def test_a_place_with_two_figures_is_not_drawn_as_one(kind: str) -> None:
    with pytest.raises(UserError, match="複数の行"):
        picture(ROWS, Wanted(kind, "年度", "点数", None))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["bar", "line", "scatter"])
def test_a_chart_draws_every_row_by_its_series(kind: str) -> None:
    figure = picture(ROWS, Wanted(kind, "年度", "点数", "館"))  # type: ignore[arg-type]
    drawn = {(t.name, str(x), y) for t in figure.data for x, y in zip(t.x, t.y, strict=True)}
    years = ("2023.0", "2024.0") if kind == "scatter" else ("2023", "2024")
    assert drawn == {("本館", years[0], 10.0), ("分館", years[0], 20.0), ("本館", years[1], 12.0)}


def test_more_series_than_can_be_told_apart_are_refused() -> None:
    many = pl.DataFrame({"x": ["a"] * 7, "y": range(7), "館": [f"{n}館" for n in range(7)]})
    with pytest.raises(UserError, match="系列が7"):
        picture(many, Wanted("bar", "x", "y", "館"))


@pytest.mark.parametrize("kind", ["bar", "line", "scatter"])
def test_what_has_no_height_is_left_out(kind: str) -> None:
    rows = pl.DataFrame({"x": [1.0, 2.0, 3.0, 4.0], "y": [float("nan"), float("inf"), None, 5.0]})
    figure = picture(rows, Wanted(kind, "x", "y", None))  # type: ignore[arg-type]
    assert [list(trace.y) for trace in figure.data] == [[5.0]]


def test_nothing_to_draw_is_said() -> None:
    with pytest.raises(UserError, match="描ける値がありません"):
        picture(pl.DataFrame({"x": ["a"], "y": [None]}).cast({"y": pl.Int64}), Wanted("bar", "x", "y", None))
