"""Calendars, the list of rules, comparisons and drafts: their content and what a reader takes away."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from streamlit.testing.v1 import AppTest

from tests.pages.opening import opened, table_of, words_of
from tests.pages.reader import Reader
from tests.pages.small_rules import on_small_seeds
from tests.pages.test_app import fresh_caches
from tests.unit.lending_rules.small_books import DRAFT

pytestmark = pytest.mark.slow

__all__ = ["fresh_caches", "on_small_seeds"]  # the fixtures hold here too

VAN = """\
rules:
  - rule_id: thursday
    questions: [delivery.run_date]
    in_force_from: 2020-04-01
    repealed_on: null
    citations: [{document: 要項, article: "1"}]
    when: [{fact: run, equals: 1}]
    then: {outcome: date, expression: {fact: "on", weekday: thursday}}
  - rule_id: ordered_the_day_before
    questions: [delivery.order_deadline]
    in_force_from: 2020-04-01
    repealed_on: null
    citations: [{document: 要項, article: "2"}]
    then: {outcome: date, expression: {fact: "on", weekday: wednesday, at: "10:00"}}
"""


def _download(reader: Reader, button: str, folder: Path) -> Path:
    with reader.page.expect_download() as started:
        reader.page.get_by_role("button", name=button, exact=False).click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path


def test_a_month_of_a_library_is_shown_and_taken_away(reader: Reader, tmp_path: Path) -> None:
    reader.open("opening-calendar", municipality="nishinomiya", library="中央図書館", month="2025-05")
    assert reader.faults() == []
    grid = reader.page.locator(".nenpo-month")
    # Monday 5 May is a holiday and open; the 12th is an ordinary Monday.
    assert "休館" in grid.locator("td", has_text="12").first.inner_text()
    assert "09:30" in grid.locator("td", has_text="5").first.inner_text()
    listed = reader.page.inner_text(".nenpo-table")
    assert "月曜日" in listed and "第2条第2項第2号" in listed
    days = json.loads(_download(reader, "JSON", tmp_path).read_text(encoding="utf-8"))
    assert len(days) == 31 and days[4]["day"] == "2025-05-05"
    events = Calendar.from_ical(_download(reader, "iCalendar", tmp_path).read_bytes()).walk("VEVENT")
    assert len(events) == len([day for day in days if day["open"] is not None])
    reader.page.get_by_role("button", name="次の月").click()
    reader.page.wait_for_url(lambda url: "month=2025-06" in url)
    reader.wait_until_whole()
    assert reader.parameters()["library"] == "中央図書館"


def test_the_days_of_the_van_are_shown_with_their_deadlines(on_small_seeds: Callable[..., AppTest]) -> None:
    app = on_small_seeds("delivery-calendar", limit=VAN, month="2025-06")
    assert not app.exception and not app.error
    rows = table_of(app, "巡回する学校　2025年6月の一覧")
    assert [row[0] for row in rows] == [f"2025年6月{day}日(木)" for day in (5, 12, 19, 26)]
    assert rows[0][1:] == ("1回目", "2025年6月4日(水) 10:00", "要項 1・2")
    assert len(app.get("download_button")) == 2


def test_without_a_van_the_page_says_so(on_small_seeds: Callable[..., AppTest]) -> None:
    app = on_small_seeds("delivery-calendar")
    assert not app.exception and not app.error and not app.info
    assert "学校への配送の規則は、どの自治体の資料にもありません。" in words_of(app)


def test_an_article_is_found_and_leads_to_a_decision(
    published_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(published_var, monkeypatch, "rules", municipality="nishinomiya", q="第2条第2項第3号 木曜日")
    assert not app.exception
    rows = table_of(app, "規則")
    assert rows and all("第2条第2項第3号" in row[0] for row in rows)
    assert any("第1木曜日に休みます" in row[1] for row in rows)
    app = opened(
        published_var, monkeypatch, "rules", municipality="nishinomiya", rule="closed_on_first_thursday"
    )
    assert len(table_of(app, "この規則の版")) >= 1
    assert any("その日に開いているか" in str(link.proto.label) for link in app.get("page_link"))


def test_a_rule_is_listed_on_its_days_only(on_small_seeds: Callable[..., AppTest]) -> None:
    before = on_small_seeds("rules", on="2020-03-31")
    assert table_of(before, "規則") == []
    after = on_small_seeds("rules", on="2020-04-01", question="quantity.max_items")
    assert len(table_of(after, "規則")) == 1


def test_two_days_of_one_municipality_stand_side_by_side(on_small_seeds: Callable[..., AppTest]) -> None:
    app = on_small_seeds("compare-rules", between="days", on="2020-03-31", on_b="2020-04-01")
    rows = {row[0]: row[1:] for row in table_of(app, "答えのちがい")}
    assert rows["答え"] == ("資料に定めがありません", "全体 10点", "ちがう")


def test_two_municipalities_have_libraries_of_their_own(reader: Reader) -> None:
    asked = {"kind": "opening_hours", "query": "hours", "on": "2025-06-04"}
    reader.open(
        "compare-rules", municipality="nishinomiya", municipality_b="munakata", library="北部図書館", **asked
    )
    assert "必須の項目「宗像市の図書館・分室」を入れてください。" in reader.page.inner_text(".nenpo-answer")
    reader.choose("宗像市の図書館・分室（必須）", "須恵分館")
    assert reader.page.locator(".nenpo-answer").count() == 2
    assert reader.parameters()["library_b"] == "須恵分館"
    assert reader.faults() == []


def test_the_fault_of_a_draft_is_shown_with_its_line(on_small_seeds: Callable[..., AppTest]) -> None:
    app = on_small_seeds("draft", on="2027-04-01")
    app.text_area(key="draft_text").input(DRAFT.replace("    repealed_on: null\n", "")).run()
    assert not app.exception
    ((place, said),) = table_of(app, "改定案の直すところ")
    assert place == "2行目" and "repealed_on: この項目は必須です" in said


def test_a_draft_answers_beside_the_rules_in_force(on_small_seeds: Callable[..., AppTest]) -> None:
    app = on_small_seeds("draft", on="2027-04-01")
    app.text_area(key="draft_text").input(DRAFT).run()
    assert not app.exception and not app.error
    rows = {row[0]: row[1:] for row in table_of(app, "答えのちがい")}
    assert rows["答え"] == ("全体 10点", "全体 12点", "ちがう")
    app.text_area(key="draft_text").input("").run()
    next(button for button in app.button if button.label == "写しを改定案に入れる").click().run()
    assert date(2027, 4, 1).isoformat() in app.text_area(key="draft_text").value
    assert not app.exception and not app.error
