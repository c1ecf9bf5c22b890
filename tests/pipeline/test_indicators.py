"""Indicators of the repository's own seeds: equal to the printed ones, and worked out by hand where none is printed."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.conftest import run_nenpo
from tests.pipeline.indicators_by_hand import BY_HAND
from warehouse.open import Published, open_published

pytestmark = pytest.mark.slow
CITY = "28204"
# As printed, with its line in the city's register (2-(1)-01): 95,672 / 943,628 is 10.14 %.
PRINTED_OTHERWISE = [("class_share", 2024, "3 社会科学", Decimal("10.1"), Decimal("10.2"))]
# Indicator, place kind, fiscal years and number of places that the yearbook prints.
PRINTED = {
    ("loans_per_inhabitant", "all"): (range(2020, 2025), 1),
    ("registration_rate", "all"): (range(2020, 2025), 1),
    # The budget of the year after is printed as well.
    ("library_cost_per_inhabitant_yen", "all"): (range(2020, 2026), 1),
    ("materials_cost_per_inhabitant_yen", "all"): (range(2020, 2026), 1),
    ("books_cost_per_inhabitant_yen", "all"): (range(2020, 2026), 1),
    ("fill_rate", "all"): (range(2020, 2025), 1),
    ("visitors_per_day", "all"): (range(2020, 2025), 1),
    ("loans_per_open_day", "all"): (range(2022, 2025), 1),
    ("loans_per_open_day", "library"): (range(2022, 2025), 12),
    ("persons_borrowing_per_open_day", "all"): (range(2024, 2025), 1),
    ("class_share", "class"): (range(2024, 2025), 10),
    ("general_books_share", "all"): (range(2024, 2025), 1),
    ("children_books_share", "all"): (range(2024, 2025), 1),
    ("children_share_of_registered", "all"): (range(2024, 2025), 1),
    ("adults_share_of_registered", "all"): (range(2024, 2025), 1),
    ("residents_share_of_registered", "all"): (range(2024, 2025), 1),
}
# Visitors per day: four libraries at first, eleven when the branch rooms count, ten when one of them is closed.
VISITED = {2020: 4, 2021: 12, 2022: 12, 2023: 12, 2024: 11}
OTHER_CITIES = [
    ("43100", "loans_per_registered_person", 2024, 2750250, 297396, "9.2", "final"),
    ("43100", "loans_per_checkout", 2024, 2750250, 823325, "3.34", "final"),
    ("43100", "checkouts_per_registered_person", 2024, 823325, 297396, "2.77", "final"),
    ("43100", "turnover", 2024, 2750250, 1664554, "1.65", "final"),
    # 320,000+40,000+120,000+40,000 of 184,000+43,000+44,000+8,000; visitors 200,000+37,000+66,000+40,000.
    ("40220", "turnover", 2019, 520000, 279000, "1.86", "approximate"),
    ("40220", "loans_per_visit", 2019, 520000, 343000, "1.52", "approximate"),
]


@pytest.mark.parametrize(("indicator_id", "place_kind"), PRINTED)
def test_what_the_yearbook_prints_is_what_is_computed(
    published: Published, indicator_id: str, place_kind: str
) -> None:
    years, places = PRINTED[indicator_id, place_kind]
    rows = published.rows(
        "select fiscal_year, place, shown, printed_value, agrees from fct_indicators where municipality_code = ?"
        " and indicator_id = ? and place_kind = ? and printed_value is not null order by fiscal_year",
        [CITY, indicator_id, place_kind],
    )
    assert [row[0] for row in rows] == [year for year in years for _ in range(places)]
    otherwise = [(indicator_id, *row[:4]) for row in rows if row[4] is not True]
    assert otherwise == (PRINTED_OTHERWISE if indicator_id == "class_share" else [])


@pytest.mark.parametrize(("year", "libraries"), VISITED.items())
def test_visitors_per_day_of_each_library_are_as_printed(
    published: Published, year: int, libraries: int
) -> None:
    rows = published.rows(
        "select agrees from fct_indicators where municipality_code = ? and indicator_id = 'visitors_per_day'"
        " and fiscal_year = ? and place_kind = 'library' and status = 'final'",
        [CITY, year],
    )
    assert rows == [(True,)] * libraries


def test_no_other_printed_indicator_escapes(published: Published) -> None:
    printed = published.rows(
        "select distinct indicator_id, place_kind from fct_indicators where printed_value is not null"
    )
    assert set(printed) == {*PRINTED, ("visitors_per_day", "library")}
    disagreeing = published.rows(
        "select indicator_id, fiscal_year, place, shown, printed_value from fct_indicators where not agrees"
    )
    assert disagreeing == PRINTED_OTHERWISE


@pytest.mark.parametrize(
    ("indicator_id", "place", "year", "numerator", "denominator", "quotient", "shown"), BY_HAND
)
def test_worked_out_by_hand(
    published: Published, indicator_id: str, place: str, year: int, numerator: int, denominator: int,
    quotient: str, shown: str,
) -> None:  # fmt: skip
    rows = published.rows(
        "select numerator, denominator, value, shown from fct_indicators where municipality_code = ?"
        " and indicator_id = ? and place = ? and fiscal_year = ?",
        [CITY, indicator_id, place, year],
    )
    step = 10 ** -len(quotient.partition(".")[2])
    assert rows == [(numerator, denominator, pytest.approx(float(quotient), abs=step / 2), Decimal(shown))]


def test_every_indicator_is_printed_worked_out_or_without_a_price(published: Published) -> None:
    checked = {indicator for indicator, _ in PRINTED} | {row[0] for row in BY_HAND}
    known = {row[0] for row in published.rows("select indicator_id from dim_indicator")}
    assert known - checked == {"service_effect_yen", "service_effect_ratio"}


def test_every_definition_has_a_row_in_every_year_of_a_city(published: Published) -> None:
    rows = published.rows(
        "select municipality_code, fiscal_year, count(*), count(*) filter (where (status = 'not_computable')"
        " = (missing_ja is not null) and (shown is null) = (status = 'not_computable'))"
        " from fct_indicators where place_kind = 'all' group by all"
    )
    # Shares by class are of no use for all classes together.
    of_all = len(published.rows("select indicator_id from dim_indicator")) - 1
    assert {(row[2], row[3]) for row in rows} == {(of_all, of_all)}
    years = {year for code, year, _, _ in rows if code == CITY}
    assert years >= set(range(2020, 2026))


def test_what_is_missing_is_said(published: Published) -> None:
    missing = dict(
        published.rows(
            "select indicator_id, missing_ja from fct_indicators where municipality_code = ? and fiscal_year = 2020"
            " and place_kind = 'all' and status = 'not_computable'",
            [CITY],
        )
    )
    assert missing["service_effect_yen"] == "単価"
    assert missing["freshness"] == "増加冊数"
    assert missing["loans_per_open_day"] == "館ごとの個人貸出数"
    (closed,) = published.rows(
        "select missing_ja from fct_indicators where municipality_code = ? and fiscal_year = 2024"
        " and indicator_id = 'visitors_per_day' and place = '分室/越木岩'",
        [CITY],
    )
    assert closed == ("入館者数(休館・閉室)",)


@pytest.mark.parametrize(
    ("code", "indicator_id", "year", "numerator", "denominator", "shown", "status"), OTHER_CITIES
)
def test_other_cities_have_what_their_figures_allow(
    published: Published, code: str, indicator_id: str, year: int, numerator: int, denominator: int,
    shown: str, status: str,
) -> None:  # fmt: skip
    rows = published.rows(
        "select numerator, denominator, shown, status from fct_indicators where municipality_code = ?"
        " and indicator_id = ? and fiscal_year = ? and place_kind = 'all'",
        [code, indicator_id, year],
    )
    assert rows == [(numerator, denominator, Decimal(shown), status)]
    (compared,) = published.rows(
        "select shown, refused_ja from rpt_indicator__comparable where municipality_code = ? and indicator_id = ?"
        " and fiscal_year = ?",
        [code, indicator_id, year],
    )
    # Neither city says how it counts.
    assert compared[0] is None and "示されていません" in compared[1]


def test_tables_that_give_the_same_figure_agree(published: Published) -> None:
    contradictions = published.rows(
        "select municipality_code, fiscal_year, measure_id, conditions, library_code, list(distinct value)"
        " from rpt_yearbook__located where is_shown and of_measure_id is null and place_kind in ('all', 'library')"
        " and value is not null and measure_id in (select measure_id from dim_measure where quantity is not null)"
        " group by all having count(distinct value) > 1"
    )
    assert contradictions == []


def test_the_closure_of_2020_breaks_the_series_of_what_is_lent(published: Published) -> None:
    rows = published.rows(
        "select distinct indicator_id, fiscal_year from rpt_indicator__breaks where municipality_code = ?"
        " and annotation_id = (select annotation_id from dim_annotation where municipality_code = ?"
        " and list_contains(measures, 'loans') and list_contains(measures, 'reservations_filled'))",
        [CITY, CITY],
    )
    assert ("loans_per_inhabitant", 2020) in rows and ("fill_rate", 2020) in rows
    assert {year for _, year in rows} == {2020}
    assert not {indicator for indicator, _ in rows} & {"holdings_per_inhabitant", "librarians_share"}


def test_loans_by_class_come_from_deliveries_and_add_up(small_var: Path) -> None:
    delivered = open_published(small_var)
    rows = delivered.rows(
        "select place_kind, ndc_code, numerator, denominator, numerator_place_ja from fct_indicators"
        " where municipality_code = ? and fiscal_year = 2024 and indicator_id = 'turnover_general'"
        " and place_kind in ('all', 'class') order by all",
        [CITY],
    )
    delivered.close()
    whole, *classes = rows
    assert [row[1] for row in classes] == list("0123456789")
    assert sum(row[2] for row in classes) == whole[2]
    assert sum(row[3] for row in classes) == whole[3]
    assert {"見本データから集計" in row[4] for row in rows} == {True}


def test_the_command_prints_them_with_their_definitions(published_var: Path) -> None:
    options = ["--municipality", "nishinomiya", "--fiscal-year", "2024", "--format", "jsonl"]
    done = run_nenpo("indicators", *options, var=published_var)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    first = rows[0]
    assert (first["indicator_id"], first["shown"], first["agrees"]) == ("loans_per_inhabitant", 6.3, True)
    assert first["formula_ja"] == "個人貸出数÷人口"
    refused = run_nenpo("indicators", "--municipality", "minato", var=published_var)
    assert (refused.returncode, "指標はありません" in refused.stderr) == (1, True)
