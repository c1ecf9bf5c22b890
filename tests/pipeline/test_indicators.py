"""Indicators of the repository's own seeds: equal to the printed ones, and worked out by hand where none is printed."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.conftest import run_nenpo
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
# Indicator, place, year, numerator and denominator as they stand in the yearbook, the quotient, the rounded value.
BY_HAND = [
    ("loans_per_registered_person", "全館", 2024, 3009606, 107654, "27.956", "28.0"),
    ("loans_per_registered_person", "全館", 2020, 2668287, 117711, "22.668", "22.7"),
    ("loans_per_registered_person", "中央図書館", 2024, 548673, 22042, "24.892", "24.9"),
    ("loans_per_checkout", "全館", 2024, 3009606, 831025, "3.6216", "3.62"),
    ("loans_per_checkout", "北口図書館", 2024, 1119098, 327511, "3.4170", "3.42"),
    ("checkouts_per_registered_person", "全館", 2024, 831025, 107654, "7.7194", "7.72"),
    # Days of twelve libraries: 292+295+269+293+229+244+244+244+244+295+244+242.
    ("loans_per_library_day", "全館", 2024, 3009606, 3135, "960.002", "960.0"),
    ("persons_borrowing_per_library_day", "全館", 2024, 831025, 3135, "265.080", "265.1"),
    # The same without the closed branch room, whose visitors nobody counted.
    ("visitors_per_library_day", "全館", 2024, 1384660, 2906, "476.483", "476.5"),
    ("visitors_per_library_day", "全館", 2020, 920320, 968, "950.744", "950.7"),
    ("registration_rate_residents", "全館", 2024, 96230, 481158, "19.9997", "20.0"),
    ("residents_share_of_registered", "中央図書館", 2024, 18854, 22042, "85.537", "85.5"),
    ("turnover", "全館", 2024, 3009606, 943628, "3.1894", "3.19"),
    ("turnover", "北口図書館", 2024, 1119098, 214509, "5.2170", "5.22"),
    ("turnover_books", "全館", 2024, 2960188, 943628, "3.1370", "3.14"),
    ("turnover_books", "全館", 2020, 2605105, 1060846, "2.4557", "2.46"),
    ("turnover_materials", "全館", 2024, 3009606, 966131, "3.1151", "3.12"),
    ("turnover_general", "全館", 2024, 1608447, 645288, "2.4926", "2.49"),
    ("turnover_children", "全館", 2024, 1351741, 298340, "4.5309", "4.53"),
    ("holdings_per_inhabitant", "全館", 2024, 943628, 481158, "1.9612", "1.96"),
    ("materials_per_inhabitant", "全館", 2024, 966131, 481158, "2.0079", "2.01"),
    ("children_books_share", "中央図書館", 2024, 88863, 385132, "23.073", "23.1"),
    ("open_shelf_share", "全館", 2024, 676208, 943628, "71.660", "71.7"),
    ("open_shelf_share", "中央図書館", 2024, 127942, 385132, "33.220", "33.2"),
    ("freshness", "全館", 2024, 37643, 943628, "3.9892", "4.0"),
    ("freshness", "中央図書館", 2024, 8970, 385132, "2.3291", "2.3"),
    ("freshness_open_shelf", "全館", 2024, 37643, 676208, "5.5668", "5.6"),
    ("withdrawal_rate", "全館", 2024, 70236, 943628, "7.4432", "7.4"),
    ("withdrawal_rate", "中央図書館", 2024, 15374, 385132, "3.9919", "4.0"),
    ("removal_rate", "全館", 2024, 72415, 943628, "7.6741", "7.7"),
    ("visits_per_inhabitant", "全館", 2024, 1384660, 481158, "2.8778", "2.88"),
    ("loans_per_visit", "全館", 2024, 3009606, 1384660, "2.1735", "2.17"),
    ("loans_per_visit", "北口図書館", 2024, 1119098, 573353, "1.9518", "1.95"),
    ("persons_borrowing_per_open_day", "中央図書館", 2024, 151780, 292, "519.795", "520"),
    ("materials_cost_share", "全館", 2024, 65267428, 710361659, "9.1879", "9.2"),
    ("library_cost_per_loan_yen", "全館", 2024, 710361659, 3009606, "236.031", "236.0"),
    ("inhabitants_per_staff", "全館", 2024, 481158, 81, "5940.222", "5940.2"),
    ("loans_per_staff", "全館", 2024, 3009606, 81, "37155.630", "37155.6"),
    # 11 regular and 52 others; with 2 of schools.
    ("librarians_share", "全館", 2024, 63, 81, "77.778", "77.8"),
    ("librarians_share_with_school", "全館", 2024, 65, 81, "80.247", "80.2"),
    ("librarians_share_of_regular", "全館", 2024, 11, 27, "40.741", "40.7"),
]
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
