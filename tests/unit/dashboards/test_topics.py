"""The catalogue of topics, and what is said to have moved."""

from decimal import Decimal

import pytest

from dashboards.chart_marks import Mark
from dashboards.cube.measures import COUNTED_JA
from dashboards.registry import ROOM, page_entries
from dashboards.topic.catalogue import topics
from dashboards.topic.charts import ROWS_DRAWN, bars, drawn_lines, months
from dashboards.topic.figures import Division, Line, largest_changes
from dashboards.topic.sections import HEADS_JA, table


def division(*lines: Line) -> Division:
    return Division("貸出", "点", 0, lines)


def line(name: str, now: int | None, before: int | None = None, *, is_withheld: bool = False) -> Line:
    figures = [None if value is None else Decimal(value) for value in (now, before)]
    return Line(name, name, figures[0], figures[1], is_withheld=is_withheld)


def test_every_topic_is_a_page_of_its_own() -> None:
    scripts = {entry.path: entry.script for entry in page_entries() if entry.section_ja == "業務統計"}
    assert set(scripts) == set(topics())
    for topic_id, script in scripts.items():
        assert f'show("{topic_id}")' in (ROOM / script).read_text(encoding="utf-8")


@pytest.mark.parametrize("topic_id", list(topics()))
def test_a_topic_asks_for_every_division_that_managers_want(topic_id: str) -> None:
    topic = topics()[topic_id]
    assert {"library", "month", "weekday", "age", "ndc", "audience"} <= set(topic.divisions)
    assert set(topic.divisions) <= set(HEADS_JA)
    keys = [part.key for part in topic.parts]
    assert len(set(keys)) == len(keys)
    assert {part.daily for part in topic.parts if part.daily} <= set(COUNTED_JA)


def test_the_largest_changes_come_first_up_or_down() -> None:
    lines = (line("甲", 10, 20), line("乙", 105, 100), line("丙", 50, 20), line("丁", 7, 7), line("戊", 900))
    assert [found.name_ja for found in largest_changes(division(*lines))] == ["丙", "甲", "乙"]
    assert largest_changes(None) == []


def test_a_withheld_figure_is_a_mark_and_no_bar() -> None:
    found = division(line("若者", None, is_withheld=True), line("大人", 30))
    assert table(found, "年齢層", "今年", "前年")[1] == [("若者", "＊"), ("大人", "30")]
    assert [drawn.name_ja for drawn in drawn_lines(found)] == ["大人"]


def test_of_many_words_the_largest_are_drawn_in_the_order_of_print() -> None:
    lines = [line(f"{n:03}", n) for n in range(ROWS_DRAWN + 5)]
    assert [drawn.name_ja for drawn in drawn_lines(division(*lines))] == [
        f"{n:03}" for n in range(5, ROWS_DRAWN + 5)
    ]


def test_last_year_is_drawn_beside_this_one_only_where_it_is_known() -> None:
    alone = bars(division(line("甲", 10)), "今年", "前年")
    assert [trace.name for trace in alone.data] == ["今年"]
    beside = bars(division(line("甲", 10, 20)), "今年", "前年")
    assert [trace.name for trace in beside.data] == ["前年", "今年"]


def test_changes_of_one_month_share_a_mark_and_others_have_none() -> None:
    marks = [Mark(1, "4月"), Mark(2, "4月"), Mark(3, "13月")]
    figure = months(division(line("4月", 10), line("5月", None), line("6月", 12)), "今年", "前年", marks)
    assert [note.text for note in figure.layout.annotations] == ["注1・注2"]
    assert figure.data[0].y == (10.0, None, 12.0)
