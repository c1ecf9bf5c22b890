"""Which changes a chart names for its series, and in which words."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from warehouse.annotations import annotation_notes, annotations_for
from warehouse.open import Build, Published

CITY = "99001"
# id, first day, last day, precision, kind, libraries, place, measures, first and last fiscal year, whether on charts
CHANGES = [
    (
        "flood",
        "2020-03-03",
        "2020-05-24",
        "day",
        "closure",
        [],
        None,
        ["loans", "visitors"],
        2019,
        2020,
        True,
    ),
    ("rule", "2020-04-01", "2020-05-24", "day", "counting_rule", [], None, ["visitors"], 2020, 2020, True),
    ("counters", "2021-04-01", None, "year", "counting_rule", ["02"], None, ["visitors"], 2021, 2021, True),
    ("phone", "2022-06-01", None, "month", "service_start", [], None, ["reservations"], 2022, 2022, True),
    ("shut", "2023-12-31", None, "day", "closure", ["02"], None, ["loans"], 2024, None, True),
    ("winter", "2023-12-01", "2024-02-01", "month", "closure", ["01"], None, ["loans"], 2023, 2023, True),
    ("one_year", "2023-04-01", "2023-04-01", "year", "closure", [], None, ["dispatches"], 2023, 2023, True),
    ("post", "2023-04-01", None, "day", "service_start", [], "駅", ["loans"], 2023, 2023, True),
    ("silent", "2023-06-01", None, "day", "plan", [], None, ["loans"], 2023, 2023, False),
]


@pytest.fixture
def published(tmp_path: Path) -> Iterator[Published]:
    path = tmp_path / "build.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "create table dim_annotation (municipality_code varchar, annotation_id varchar, start_date date,"
            " end_date date, precision varchar, kind varchar, library_codes varchar[], place_ja varchar, measures varchar[],"
            " first_fiscal_year bigint, last_fiscal_year bigint, show_on_charts boolean, title_ja varchar,"
            " text_ja varchar)"
        )
        connection.executemany(
            f"insert into dim_annotation values ('{CITY}', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [[*change, change[0], f"{change[0]}。"] for change in CHANGES],
        )
        connection.execute("create table dim_fiscal_year as select 2020 as fiscal_year, 'R2' as short_ja")
    opened = Published(path, Build("b1", datetime(2026, 4, 1, tzinfo=UTC), ""))
    yield opened
    opened.close()


def labels(published: Published, measures: list[str], first: int, last: int, *libraries: str) -> list[str]:
    return [a.label_ja for a in annotations_for(published, CITY, measures, first, last, libraries)]


def test_changes_of_the_measures_in_the_order_of_the_years(published: Published) -> None:
    found = annotations_for(published, CITY, ["visitors", "open_days"], 2020, 2024)
    assert [(a.fiscal_year, a.date, a.kind, a.text_ja) for a in found] == [
        (2020, date(2020, 3, 3), "closure", "flood。"),
        (2020, date(2020, 4, 1), "counting_rule", "rule。"),
        (2021, date(2021, 4, 1), "counting_rule", "counters。"),
    ]


def test_the_date_is_told_as_exactly_as_it_is_known(published: Published) -> None:
    assert labels(published, ["visitors"], 2020, 2024) == [
        "flood(2020年3月3日から5月24日まで)",
        "rule(2020年4月1日から5月24日まで)",
        "counters(2021年度から)",
    ]
    assert labels(published, ["reservations"], 2020, 2024) == ["phone(2022年6月)"]
    assert labels(published, ["dispatches"], 2020, 2024) == ["one_year(2023年度)"]
    assert labels(published, ["loans"], 2023, 2023) == [
        "post(2023年4月1日)",
        "winter(2023年12月から2024年2月まで)",
    ]


def test_only_years_that_the_change_reaches(published: Published) -> None:
    assert labels(published, ["loans", "visitors"], 2021, 2022) == ["counters(2021年度から)"]
    assert labels(published, ["reservations"], 2023, 2024) == []


def test_a_closure_that_lasts_stands_under_the_first_year_it_reaches(published: Published) -> None:
    (shut,) = annotations_for(published, CITY, ["loans"], 2030, 2034)
    assert (shut.fiscal_year, shut.label_ja) == (2030, "shut(2023年12月31日から)")


def test_at_some_libraries_only_what_concerns_them_or_all(published: Published) -> None:
    assert labels(published, ["loans"], 2020, 2024, "02", "03") == [
        "flood(2020年3月3日から5月24日まで)",
        "shut(2023年12月31日から)",
    ]


def test_nothing_of_another_city_or_series(published: Published) -> None:
    assert annotations_for(published, "99002", ["loans"], 2020, 2024) == []
    assert annotations_for(published, CITY, [], 2020, 2024) == []


def test_lines_begin_with_the_name_of_the_year(published: Published) -> None:
    assert annotation_notes(published, CITY, ["visitors"], 2020, 2024)[1:] == [
        "R2 rule(2020年4月1日から5月24日まで)",
        "2021 counters(2021年度から)",
    ]
