"""The slower ways to write a value."""

from datetime import date, datetime

import pytest

from ingestion import readings


@pytest.mark.parametrize(
    "text",
    [
        "令和７年４月１日",
        "令和7年4月1日",
        "R7.4.1",
        "r7/4/1",
        "Ｒ７．４．１",
        "2025/4/1",
        "2025-04-01",
        "20250401",
        "２０２５年４月１日",
        " 2025/4/1 ",
    ],
)
def test_a_day_may_be_written_in_many_ways(text: str) -> None:
    assert readings.day(text) == date(2025, 4, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("令和元年5月1日", date(2019, 5, 1)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("S64.1.7", date(1989, 1, 7)),
        ("昭和39年10月10日", date(1964, 10, 10)),
        ("T15.12.24", date(1926, 12, 24)),
    ],
)
def test_eras_begin_and_end(text: str, expected: date) -> None:
    assert readings.day(text) == expected


@pytest.mark.parametrize(
    "text", ["平成31年5月1日", "令和元年4月30日", "2025/2/29", "2025/4", "4/1/2025", "昨日", ""]
)
def test_no_day(text: str) -> None:
    assert readings.day(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025/4/1 9:05", datetime(2025, 4, 1, 9, 5)),
        ("R7.4.1 ９：０５", datetime(2025, 4, 1, 9, 5)),
        ("20250401 09:05:30", datetime(2025, 4, 1, 9, 5, 30)),
        ("令和7年4月1日", datetime(2025, 4, 1)),
        ("2025/4/1 25:00", None),
        ("9:05", None),
    ],
)
def test_a_moment_is_a_day_with_a_time(text: str, expected: datetime | None) -> None:
    assert readings.moment(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("１２", 12),
        ("1,234", 1234),
        ("１，２３４，５６７", 1234567),
        ("△3", -3),
        ("▲3", -3),
        ("−3", -3),
        ("12,34", None),
        ("1.5", None),
        ("3冊", None),
        ("", None),
    ],
)
def test_a_whole_number(text: str, expected: int | None) -> None:
    assert readings.count(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("596ア", "596"),
        ("596ｱ", "596"),
        ("913.6", "913"),
        ("913.6ム", "913"),
        ("007", "007"),
        ("００７", "007"),
        ("Ｆ", "F"),
        ("Ｅ", "E"),
        ("Ｃ", "C"),
        ("Ｆム", "F"),
        ("Ｂ913.6", "913"),
        ("Ｒ 031", "031"),
        ("Ｈ726", "726"),
        ("ＬＦ", "F"),
        ("91", None),
        ("9136", None),
        ("不明", None),
        ("", None),
    ],
)
def test_a_class_mark_gives_its_class_or_the_city_s_own_symbol(text: str, expected: str | None) -> None:
    assert readings.ndc(text) == expected


def test_look_alike_characters_are_folded_by_the_table_and_by_width() -> None:
    assert readings.folded("⻄⻑　ｶﾞ １−２ ") == "西長 ガ 1-2"
