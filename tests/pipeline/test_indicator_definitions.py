"""What definitions of indicators do with figures: rounding, missing parts, dates, rivals, prices, and other cities."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.pipeline.indicator_laboratory import YEAR, Laboratory

pytestmark = pytest.mark.slow
ALIKE = {"renewals_count_as_loans": "false", "checkout_unit": "transaction", "population_day": "day_after"}


@pytest.fixture
def laboratory(published_var: Path) -> Laboratory:
    return Laboratory.on(published_var)


@pytest.mark.parametrize(
    ("loans", "population", "shown"),
    [
        (1, 20, "0.1"),  # 0.05
        (49_999_999, 1_000_000_000, "0.0"),  # 0.049999999
        (13, 20, "0.7"),  # 0.65, which a binary fraction would round down
        (2_850_000, 1_000_000, "2.9"),  # 2.85
        (2_849_999, 1_000_000, "2.8"),
    ],
)
def test_a_half_is_rounded_up_exactly(
    laboratory: Laboratory, loans: int, population: int, shown: str
) -> None:
    laboratory.figure("99001", "loans", loans)
    laboratory.figure("99001", "population", population)
    found = laboratory.indicator("99001", "loans_per_inhabitant")
    assert found["shown"] == Decimal(shown)
    assert found["value"] == pytest.approx(loans / population, abs=1e-15)


def test_999999_of_a_million_is_shown_as_rounded_but_is_not_all(laboratory: Laboratory) -> None:
    laboratory.figure("99001", "reservations_filled", 999_999)
    laboratory.figure("99001", "reservations", 1_000_000)
    found = laboratory.indicator("99001", "fill_rate")
    assert (found["shown"], found["value"]) == (Decimal("100"), 99.9999)


def test_a_missing_part_is_named(laboratory: Laboratory) -> None:
    laboratory.figure("99001", "loans", 100)
    found = laboratory.indicator("99001", "loans_per_inhabitant")
    assert (found["status"], found["missing_ja"], found["value"]) == ("not_computable", "人口", None)
    closed = {"place_kind": "library", "library_code": "01", "row_path": "本館"}
    laboratory.figure("99001", "loans", 100, **closed)
    laboratory.figure("99001", "visitors", None, value_status="closed", **closed)
    found = laboratory.indicator("99001", "loans_per_visit", place="01")
    assert (found["status"], found["missing_ja"]) == ("not_computable", "入館者数(休館・閉室)")


def test_nothing_is_divided_by_nought(laboratory: Laboratory) -> None:
    laboratory.figure("99001", "loans", 100)
    laboratory.figure("99001", "population", 0)
    found = laboratory.indicator("99001", "loans_per_inhabitant")
    assert (found["status"], found["missing_ja"], found["shown"]) == ("not_computable", "分母が0", None)


@pytest.mark.parametrize("status", ["approximate", "estimate", "provisional"])
def test_an_indicator_is_no_better_than_its_parts(laboratory: Laboratory, status: str) -> None:
    laboratory.figure("99001", "loans", 100, value_status=status)
    laboratory.figure("99001", "population", 50)
    assert laboratory.indicator("99001", "loans_per_inhabitant")["status"] == status


def test_a_definition_holds_on_its_days_only(laboratory: Laboratory) -> None:
    for table in ("raw_catalog__indicators", "raw_catalog__indicator_parts"):
        laboratory.connection.execute(
            f"insert into raw.{table} select * replace (date '2025-04-01' as valid_from) from raw.{table}"
            " where indicator_id = 'loans_per_inhabitant'"
        )
    change = "update raw.raw_catalog__indicators set {} where indicator_id = 'loans_per_inhabitant' and valid_from {}"
    laboratory.connection.execute(change.format("valid_to = date '2025-03-31'", "< date '2025-04-01'"))
    laboratory.connection.execute(change.format("decimals = 3", "= date '2025-04-01'"))
    for year in (2018, 2024, 2025):
        laboratory.figure("99001", "loans", 2, fiscal_year=year)
        laboratory.figure("99001", "population", 3, fiscal_year=year)
    found = {year: laboratory.indicator("99001", "loans_per_inhabitant", year=year) for year in (2024, 2025)}
    assert {year: row["shown"] for year, row in found.items()} == {
        2024: Decimal("0.7"),
        2025: Decimal("0.667"),
    }
    assert found[2025]["valid_from"] == date(2025, 4, 1)
    with pytest.raises(ValueError, match="not enough values"):
        laboratory.indicator("99001", "loans_per_inhabitant", year=2018)


def test_rivals_stand_side_by_side(laboratory: Laboratory) -> None:
    laboratory.figure("99001", "registered_persons", 300)
    laboratory.figure("99001", "registered_persons", 240, conditions="residence=resident", row_path="市内")
    laboratory.figure("99001", "population", 1000)
    rates = [laboratory.indicator("99001", f"registration_rate{end}")["shown"] for end in ("", "_residents")]
    assert rates == [Decimal("30"), Decimal("24")]


def test_the_total_per_day_is_the_sum_of_the_rounded_ones_and_its_rival_is_not(
    laboratory: Laboratory,
) -> None:
    for code, visitors, days in (("01", 1005, 100), ("02", 333, 200), ("03", None, 50)):
        place = {"place_kind": "library", "library_code": code, "row_path": code}
        laboratory.figure("99001", "visitors", visitors, **place)
        laboratory.figure("99001", "open_days", days, **place)
    # 1005/100 = 10.05 -> 10.1, 333/200 = 1.665 -> 1.7; the third has days without visitors.
    assert laboratory.indicator("99001", "visitors_per_day")["shown"] == Decimal("11.8")
    rival = laboratory.indicator("99001", "visitors_per_library_day")
    # (1005+333)/(100+200) = 4.46
    assert (rival["shown"], rival["denominator"]) == (Decimal("4.5"), 300)


def test_the_effect_needs_the_price_of_the_city(laboratory: Laboratory) -> None:
    laboratory.figure("99001", "loans", 1234)
    laboratory.figure("99001", "library_cost_yen", 1_000_000)
    without = laboratory.indicator("99001", "service_effect_yen")
    assert (without["status"], without["missing_ja"]) == ("not_computable", "単価")
    for day, yen in ((date(2020, 4, 1), 1000), (date(YEAR, 4, 1), 1500), (date(YEAR + 1, 4, 1), 9000)):
        laboratory.insert("raw.raw_catalog__unit_prices", municipality_code="99001", measure_id="loan_unit_price_yen",
                          valid_from=day, yen=yen, authority_ja="要覧")  # fmt: skip
    # 1234 x 1500
    assert laboratory.indicator("99001", "service_effect_yen")["shown"] == 1_851_000
    # 1,851,000 / 1,000,000 = 1.851
    assert laboratory.indicator("99001", "service_effect_ratio")["shown"] == Decimal("1.85")


def test_the_population_is_that_of_the_day_that_the_city_defines(laboratory: Laboratory) -> None:
    laboratory.city("99001", "砂丘市", population_day="first_day")
    laboratory.city("99002", "湖畔市", population_day="day_after")
    for code in ("99001", "99002"):
        laboratory.figure(code, "loans", 1000)
        for day, persons in ((date(YEAR, 4, 1), 100), (date(YEAR + 1, 4, 1), 200)):
            laboratory.insert("marts.dim_population", municipality_code=code, as_of_date=day, persons=persons)
    shown = [laboratory.indicator(code, "loans_per_inhabitant")["shown"] for code in ("99001", "99002")]
    assert shown == [10, 5]


def test_a_stock_of_another_day_counts_only_where_its_source_is_not_final(laboratory: Laboratory) -> None:
    laboratory.figure("99001", "loans", 30)
    laboratory.figure("99001", "registered_persons", 10, as_of_date=date(YEAR, 10, 1))
    assert laboratory.indicator("99001", "loans_per_registered_person")["missing_ja"] == "登録者数"
    laboratory.figure("99002", "loans", 30)
    laboratory.figure(
        "99002", "registered_persons", 10, as_of_date=date(YEAR, 10, 1), value_status="provisional"
    )
    assert laboratory.indicator("99002", "loans_per_registered_person")["status"] == "provisional"


def test_a_city_without_totals_has_the_sum_of_its_libraries_if_all_are_there(laboratory: Laboratory) -> None:
    for library in ("01", "02"):
        laboratory.insert("marts.dim_library", municipality_code="99001", library_code=library,
                          valid_from=date(2000, 4, 1), yearbook_path=f"分館{library}")  # fmt: skip
    place = {
        "place_kind": "library",
        "value_status": "approximate",
        "row_path": "分館01",
        "library_code": "01",
    }
    laboratory.figure("99001", "loans", 3000, **place)
    laboratory.figure("99001", "books_held", 1000, **place)
    assert laboratory.indicator("99001", "turnover")["status"] == "not_computable"
    assert laboratory.indicator("99001", "turnover", place="分館01")["shown"] == 3
    place |= {"row_path": "分館02", "library_code": "02"}
    laboratory.figure("99001", "loans", 2000, **place)
    laboratory.figure("99001", "books_held", 3000, **place)
    found = laboratory.indicator("99001", "turnover")
    assert (found["shown"], found["status"]) == (Decimal("1.25"), "approximate")
    assert "2館の和" in found["numerator_place_ja"]


@pytest.fixture
def two_cities(laboratory: Laboratory) -> Callable[[dict[str, str], dict[str, str]], Laboratory]:
    def make(first: dict[str, str], second: dict[str, str]) -> Laboratory:
        laboratory.city("99001", "砂丘市", **first)
        laboratory.city("99002", "湖畔市", **second)
        for code in ("99001", "99002"):
            for measure, value in (
                ("loans", 3000),
                ("persons_borrowing", 900),
                ("registered_persons", 400),
            ):
                laboratory.figure(code, measure, value)
        return laboratory

    return make


TwoCities = Callable[[dict[str, str], dict[str, str]], Laboratory]


def test_cities_that_define_alike_stand_side_by_side(two_cities: TwoCities) -> None:
    laboratory = two_cities(ALIKE, ALIKE)
    rows = [laboratory.compared(code, "loans_per_checkout") for code in ("99001", "99002")]
    assert [(row["shown"], row["refused_ja"]) for row in rows] == [(Decimal("3.33"), None)] * 2
    assert rows[0]["definition_key"] == rows[1]["definition_key"]
    assert "checkout_unit=transaction renewals_count_as_loans=false" in rows[0]["definition_key"]


def test_another_definition_is_refused_with_both_named(two_cities: TwoCities) -> None:
    laboratory = two_cities(ALIKE, {**ALIKE, "renewals_count_as_loans": "true"})
    refused = [laboratory.compared(code, "loans_per_registered_person") for code in ("99001", "99002")]
    assert [(row["shown"], row["value"]) for row in refused] == [(None, None)] * 2
    for row in refused:
        assert "延長を貸出に数える" in row["refused_ja"] and "延長を貸出に数えない" in row["refused_ja"]
    # What does not touch the renewals may still be compared.
    assert laboratory.compared("99002", "checkouts_per_registered_person")["shown"] == Decimal("2.25")


def test_a_definition_that_is_not_stated_is_refused_by_name(two_cities: TwoCities) -> None:
    laboratory = two_cities(ALIKE, {})
    sentence = "貸出人数の数え方、貸出の延長の数え方の定義が、湖畔市では示されていません。"
    assert laboratory.compared("99002", "loans_per_checkout")["refused_ja"] == sentence
    assert laboratory.compared("99001", "loans_per_checkout")["refused_ja"] is None
