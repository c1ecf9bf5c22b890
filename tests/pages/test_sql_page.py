"""The page for analysts' SQL without a browser: what runs, what is refused, what the session and the address hold."""

import os
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboards.app_pages.sql import running
from dashboards.app_pages.sql.examples import EXAMPLES
from dashboards.app_pages.sql.results import TITLE_JA
from tests.pages.opening import html_of, opened, table_of
from warehouse.open import open_published
from warehouse.sandbox import Limits, run_query

pytestmark = pytest.mark.slow

ENDLESS = "with recursive t as (select 1 as a union all select a + 1 from t) select count(*) from t"
# What gives no row without deliveries, which the build of the tests has none of.
COUNTED = ("館ごとの", "分類(綱)ごとの", "曜日ごとの", "集計値と公表値")


@pytest.fixture(autouse=True)
def fresh_caches() -> None:
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def app(published_var: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    return opened(published_var, monkeypatch, "sql")


def run(app: AppTest, sql: str) -> AppTest:
    app.text_area(key=running.EDITOR).set_value(sql)
    return next(button for button in app.button if button.label == "実行").click().run()


def pressed(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def said(app: AppTest) -> str:
    return "\n".join(box.value for box in (*app.error, *app.info))


def children() -> set[str]:
    """Processes that this one has started and that have not ended."""
    tasks = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return {child for task in tasks for child in task.read_text().split()}


def test_the_rows_are_those_of_the_mart(app: AppTest, published_var: Path) -> None:
    sql = (
        "select fiscal_year as 年度, row_path as 行, value as 値 from rpt_yearbook__shown"
        " where municipality_code = '28204' and table_no = '4-(1)' and column_path = '貸出冊数/合計'"
        " order by 1, 2"
    )
    run(app, sql)
    mart = open_published(published_var).rows(sql)
    assert table_of(app, TITLE_JA) == [(str(year), row, f"{value:,.0f}") for year, row, value in mart]
    assert ("2024", "合計", "3,009,606") in table_of(app, TITLE_JA)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title_ja)
def test_an_example_runs(example, published_var: Path) -> None:  # type: ignore[no-untyped-def]
    result = run_query(open_published(published_var).path, example.of("28204"), Limits())
    assert bool(result.frame.height) != example.title_ja.startswith(COUNTED)


def test_an_example_fills_the_editor_and_does_not_run(app: AppTest) -> None:
    pressed(app, "sql_example_0")
    assert app.text_area(key=running.EDITOR).value == EXAMPLES[0].of("28204")
    assert table_of(app, TITLE_JA) == [] and not said(app)


def test_an_address_fills_the_editor_and_does_not_run(
    published_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(published_var, monkeypatch, "sql", sql="select 41 + 1 as answer", kind="bar", x="answer")
    assert app.text_area(key=running.EDITOR).value == "select 41 + 1 as answer"
    assert table_of(app, TITLE_JA) == [] and not said(app)
    assert app.query_params["kind"] in ("bar", ["bar"])


def test_what_ran_stands_in_the_address(app: AppTest) -> None:
    run(app, "select 41 + 1 as answer")
    assert app.query_params["sql"] in ("select 41 + 1 as answer", ["select 41 + 1 as answer"])


def test_a_query_too_long_for_an_address_runs_all_the_same(app: AppTest) -> None:
    run(app, f"select length('{'あ' * 3000}') as letters")
    assert table_of(app, TITLE_JA) == [("3,000",)]
    assert app.text_area(key=running.EDITOR).value.startswith("select length")


def test_hostile_parameters_fall_back_with_a_sentence(
    published_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(
        published_var, monkeypatch, "sql", sql="x" * 20_000, table='"; drop table dim_word; --', q="a" * 500
    )
    assert not app.exception and not app.error
    assert "SQL・表が見つからない" in said(app)
    assert app.text_area(key=running.EDITOR).value == ""


def test_a_column_that_the_result_does_not_have_is_not_drawn(
    published_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(published_var, monkeypatch, "sql")
    run(app, "select 'あ' as x, 1 as y")
    app.query_params.update({"kind": "bar", "x": "nothing", "y": "x"})
    app.run()
    assert "横軸・縦軸が見つからない" in said(app)


def test_the_history_gives_a_query_back(app: AppTest) -> None:
    run(app, "select 1 as first")
    run(app, "select nothing")
    run(app, "select 2 as second")
    labels = [b.label for b in app.button if b.key and b.key.startswith("sql_past_")]
    assert ["second" in labels[0], "nothing" in labels[1], "first" in labels[2]] == [True] * 3
    pressed(app, "sql_past_2")
    assert app.text_area(key=running.EDITOR).value == "select 1 as first"
    assert table_of(app, TITLE_JA) == []


def test_the_history_keeps_the_last_twenty(app: AppTest) -> None:
    for number in range(22):
        app.session_state["sql_wanted"] = f"select {number} as n"
        app.run()
    labels = [b.label for b in app.button if b.key and b.key.startswith("sql_past_")]
    assert len(labels) == 20 and "21" in labels[0] and "select 2 " in labels[-1]


def test_a_long_result_is_cut_and_says_so(app: AppTest) -> None:
    run(app, "select range as n from range(1000000)")
    words = "\n".join(caption.value for caption in app.caption)
    assert len(table_of(app, TITLE_JA)) == 200
    assert "10,000行を超えたため" in words and "初めの200行" in words


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        ("from read_csv('/etc/passwd')", "ファイル・拡張機能・設定は使えません"),
        ("copy dim_word to '/tmp/nenpo-sql-page.csv'", "SELECT文だけ"),
        ("attach '/tmp/nenpo-sql-page.db'", "SELECT文だけ"),
        ("install httpfs", "SELECT文だけ"),
        ("set threads = 8", "SELECT文だけ"),
        ("select 1; select 2", "一つだけ"),
        ("", "一つだけ"),
        ("select repeat('x', 2000000000)", "中止しました"),
        (
            "select count(*) from dim_date a, dim_date b, dim_date c, dim_date d where a.date_day < d.date_day",
            "中止",
        ),
        (ENDLESS, "中止しました"),
        ("select nothing", "SQLに誤り"),
        ("select [1] as wide", "列「wide」"),
    ],
)
def test_abuse_is_refused_in_one_sentence_and_the_page_goes_on(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, sql: str, sentence: str
) -> None:
    monkeypatch.setattr(running, "LIMITS", Limits(memory_mib=128, seconds=2, rows=100, result_mib=1))
    before = children()
    run(app, sql)
    assert sentence in said(app).replace("\\", "")
    assert not app.exception and len(app.error) == 1
    assert children() == before
    assert not list(Path("/tmp").glob("nenpo-sql-page*"))
    run(app, "select 1 as alive")
    assert table_of(app, TITLE_JA) == [("1",)] and not app.error


def test_the_words_of_duckdb_are_folded_away_below_the_sentence(app: AppTest) -> None:
    run(app, "select 1,\n  nothing from dim_word")
    (sentence,) = (box.value for box in app.error)
    assert sentence.replace("\\", "") == (
        "SQLに誤りがあります：その名前の列はありません（2行目3文字目「nothing」）。"
    )
    (fold,) = (each for each in app.expander if each.label.startswith("詳細"))
    assert not fold.proto.expanded
    assert 'Referenced column "nothing" not found' in fold.code[0].value
    run(app, "select 1 as alive")
    assert not [each for each in app.expander if each.label.startswith("詳細")]


def test_a_third_query_waits_for_its_turn(app: AppTest) -> None:
    assert running._TURNS.acquire(blocking=False) and running._TURNS.acquire(blocking=False)
    try:
        app.text_area(key=running.EDITOR).set_value("select 1 as alive")
        with pytest.raises(RuntimeError, match="timed out"):
            next(button for button in app.button if button.label == "実行").click().run(timeout=2)
    finally:
        running._TURNS.release()
        running._TURNS.release()


def test_the_dictionary_finds_by_meaning(published_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(published_var, monkeypatch, "sql", q="返却期限 最も", table="fct_daily")
    found = table_of(app, "見つかった表と列")
    assert ("fct_checkout_situations.oldest_due_date",) in [row[:1] for row in found]
    assert [row[0] for row in table_of(app, "fct_dailyの列")][:3] == [
        "municipality_code",
        "fiscal_year",
        "date_day",
    ]
    assert "渡した点数" in html_of(app)
