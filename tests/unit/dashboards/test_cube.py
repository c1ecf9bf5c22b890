"""The cube as pages ask it, against sums that anybody can do by hand."""

from dataclasses import replace
from pathlib import Path

import pytest

from dashboards.cube.dimensions import UNKNOWN_KEY, dimensions
from dashboards.cube.measures import (
    COUNTED,
    Measure,
    dimensions_of,
    fiscal_years,
    go_together,
    limits,
    measures,
    with_deliveries,
)
from dashboards.cube.members import words_of
from dashboards.cube.query import Answer, ask, same_month_last_year
from dashboards.cube.request import Request
from tests.unit.dashboards.small_cube import CODE, make, spoil

AGE = "age_two"


@pytest.fixture(scope="module")
def small_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of a made-up city."""
    var = tmp_path_factory.mktemp("cube") / "all"
    make(var)
    return var


@pytest.fixture(autouse=True)
def opened(small_build: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is what the pages read; caches are kept by the id of a build."""
    monkeypatch.setenv("NENPO_VAR", str(small_build))


def measure(key: str) -> Measure:
    """A measure that the build has."""
    return next(m for m in measures(CODE) if m.key == key)


def asked(
    key: str, rows: str, columns: str | None = None, years: tuple[int, ...] = (2024,), **filters: str
) -> Answer:
    """An answer by the keys of its dimensions."""
    known = dimensions()
    chosen = tuple((known[name], word) for name, word in filters.items())
    return ask(Request(CODE, measure(key), years, known[rows], known[columns] if columns else None, chosen))


def test_the_measures_are_those_with_figures_and_say_what_divides_them() -> None:
    found = measures(CODE)
    assert [m.key for m in found] == ["loans", "visits", "open_days", "held", "staff"]
    assert [m.key for m in found if m.is_stock] == ["held", "staff"]
    assert with_deliveries() == [CODE]
    assert fiscal_years(CODE, measure("loans")) == [2023, 2024]
    divided = [d.key for d in dimensions_of(CODE, measure("loans"))]
    assert divided == [
        "fiscal_year", "library_group", "library", "ndc1", "ndc2", "ndc3", "audience", AGE, "age_group", "residence",
        "month",
    ]  # fmt: skip
    # Ends of years have no months, and what is counted daily has weekdays.
    assert [d.key for d in dimensions_of(CODE, measure("held"))] == [
        "fiscal_year",
        "library_group",
        "library",
    ]
    assert "weekday" in [d.key for d in dimensions_of(CODE, measure("visits"))]


def test_a_table_of_two_dimensions_adds_up() -> None:
    answer = asked("loans", "library", "ndc1")
    assert answer.wide().rows() == [
        ("中央館", None, 70, None, 70),
        ("丘の上館", 20, 6, None, 26),
        ("浜分室", None, None, 5, 5),
        ("合計", 20, 76, 5, 101),
    ]
    assert answer.wide().columns == ["館", "4　自然科学", "9　文学", "分類なし", "合計"]
    assert answer.total == 101
    assert not answer.is_sample and asked("visits", "library").is_sample


def test_the_library_is_that_of_the_day() -> None:
    answer = asked("loans", "library_group", None)
    # The small library left the branch rooms in June.
    assert answer.wide().rows() == [("中央館", 70), ("分室", 11), ("丘の上館", 20), ("合計", 101)]
    by_day = asked("visits", "library_group", "weekday")
    assert by_day.value("分室", "3") == 4 and by_day.value("丘の上館", "3") == 1


def test_months_stand_in_the_order_of_the_fiscal_year() -> None:
    assert asked("loans", "month").wide().rows() == [
        ("4月", 70), ("5月", 6), ("6月", 20), ("3月", 5), ("合計", 101),
    ]  # fmt: skip


def test_filters_and_what_is_not_known_are_words_like_others() -> None:
    assert asked("loans", "ndc3", ndc1="9", month="4").wide().rows() == [
        ("913　（日本文学）", 70), ("合計", 70),
    ]  # fmt: skip
    unknown = asked("loans", "library", ndc1=UNKNOWN_KEY)
    assert unknown.wide().rows() == [("浜分室", 5), ("合計", 5)]


def test_ends_of_years_do_not_add_up() -> None:
    both = (2023, 2024)
    assert asked("held", "library", years=both).wide().rows() == [("中央館", 1100), ("合計", 1100)]
    by_year = asked("held", "fiscal_year", years=both)
    assert by_year.wide().rows() == [("令和5年度（2023）", 1000), ("令和6年度（2024）", 1100)]
    assert by_year.total is None
    # What is reported every month counts as it stood last.
    assert asked("staff", "member").total == 28


def test_weekdays_come_from_the_days() -> None:
    assert asked("visits", "weekday").wide().rows() == [("火曜日", 12), ("水曜日", 5), ("合計", 17)]
    known = dimensions()
    assert go_together(measure("visits"), (known["weekday"], known["library"]))
    assert not go_together(measure("loans"), (known["weekday"], known["library"]))


def test_figures_per_open_day_are_divided_by_the_days_of_their_libraries() -> None:
    known = dimensions()
    request = Request(CODE, measure("loans"), (2024,), known["library"], known["ndc1"], per_open_day=True)
    answer = ask(request)
    assert answer.value("01", "9") == 70 / 20
    assert answer.value("02", "9") == 6 / 8
    assert answer.value("02", None) == 26 / 8
    assert answer.total == 101 / 38
    assert ask(replace(request, filters=((known["month"], "5"),))).value("02", None) == 6 / 3
    by_class = ask(replace(request, rows=known["ndc1"], columns=None))
    assert by_class.value("9", None) == 76 / 38
    only_visits = ask(replace(request, measure=measure("visits"), columns=None))
    assert only_visits.total == 17 / 20


def test_a_small_figure_of_persons_is_divided_no_further() -> None:
    answer = asked("loans", "library", AGE)
    assert answer.value("01", "0") == 30 and answer.value("02", "13") == 26
    # Five loans of the third library are one figure, and no word of its row tells who.
    assert answer.value("03", None) == 5
    assert {row for row, _ in answer.withheld} == {"03"}
    assert {column for _, column in answer.withheld} >= {"0", "13"}
    assert "03" not in answer.long()["row"].to_list()
    # It is no other figure of the same when it is asked for by filter.
    one_library = asked("loans", AGE, library="03")
    assert one_library.total == 5
    assert all(one_library.value(member.key) is None for member in one_library.rows)
    assert {m.key for m in one_library.rows} >= {"0", "13"}
    for age in ("0", "13"):
        by_library = asked("loans", "library", **{AGE: age})
        assert by_library.value("03") is None and ("03", None) in by_library.withheld
    # Twice divided: by residence what is already one age and one library.
    twice = asked("loans", "residence", library="02", month="5", **{AGE: "13"})
    assert twice.value("non_resident") is None
    # What counts no persons is divided as far as it goes.
    assert asked("visits", "library").withheld == frozenset()


def test_months_stand_beside_the_same_month_of_the_year_before() -> None:
    months = [
        (m.name_ja, now, before) for m, now, before in same_month_last_year(CODE, measure("loans"), 2024)
    ]
    assert months == [("4月", 70, 100), ("5月", 6, None), ("6月", 20, None), ("3月", 5, None)]


def test_the_words_of_a_measure_are_those_with_figures() -> None:
    loans = measure("loans")
    words = words_of(CODE, loans, dimensions_of(CODE, loans))
    assert [m.name_ja for m in words["ndc1"]] == ["4　自然科学", "9　文学", "分類なし"]
    assert [m.key for m in words["library"]] == ["01", "02", "03"]
    assert [m.key for m in words[AGE]] == ["0", "13", UNKNOWN_KEY]


def test_a_year_that_cannot_be_given_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "spoiled")
    spoil(tmp_path / "spoiled", 2023, "loans", "定義がありません。")
    monkeypatch.setenv("NENPO_VAR", str(tmp_path / "spoiled"))
    assert fiscal_years(CODE, measure("loans")) == [2024]
    assert limits(CODE, measure("loans")) == [(2023, "定義がありません。")]


def test_every_counted_measure_has_a_name_of_its_own() -> None:
    assert len({m.name_ja for m in COUNTED}) == len({m.key for m in COUNTED}) == len(COUNTED)


@pytest.mark.parametrize("word", ["'; drop table fct_cube; --", "x" * 10_000, "01' or '1'='1"])
def test_a_hostile_word_is_a_parameter_and_finds_nothing(word: str) -> None:
    known = dimensions()
    request = Request(CODE, measure("loans"), (2024,), known["month"], None, ((known["library"], word),))
    assert ask(request).rows == ()
    assert asked("loans", "month").total == 101
