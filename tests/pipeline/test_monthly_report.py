"""The mart of the monthly report against sums that are made by hand from what was delivered."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from tests.pipeline import monthly_city as city
from tests.pipeline.monthly_city import (
    HILL,
    MAIN,
    Cells,
    cells,
    city_build,
    city_var,
    last_year,
    lent,
)
from tests.seeds_tree import CODE
from warehouse.open import Published, open_published

__all__ = ["cells", "city_build", "city_var"]
pytestmark = pytest.mark.slow

APRIL, MAY, JUNE = date(2024, 4, 1), date(2024, 5, 1), date(2024, 6, 1)
ALL = ""


@pytest.mark.parametrize("month", city.MONTHS)
def test_loans_are_the_sum_of_what_was_delivered(cells: Cells, month: date) -> None:
    found = {library: cells[month, "loans", library]["value"] for library in (MAIN, HILL, ALL)}
    assert found == {MAIN: lent(month, MAIN), HILL: lent(month, HILL), ALL: lent(month, MAIN, HILL)}
    children = [
        row for day in city.days(month) for row in city.loans_of(day) if row["audience_code"] == "児童"
    ]
    if month != JUNE:
        assert cells[month, "loans_children", ALL]["value"] == len(children)


def test_the_mart_equals_the_facts_of_days(cells: Cells, city_build: Published) -> None:
    """By another way than the mart's, which counts months of the cube."""
    quantities = {"loans": "handed_out", "visitors": "visits", "open_days": "open_days"}
    for measure, quantity in quantities.items():
        facts = city_build.rows(
            "select date_trunc('month', date_day)::date, library_code, sum(value)::bigint from fct_daily"
            " where municipality_code = ? and quantity = ? group by all",
            [CODE, quantity],
        )
        found = {(m, library): cells[m, measure, library]["value"] for m, library, _ in facts}
        assert found == {(m, library): value for m, library, value in facts}, measure
        assert facts


def test_last_year_and_the_year_so_far_stand_beside_the_month(cells: Cells) -> None:
    april, may = cells[APRIL, "loans", MAIN], cells[MAY, "loans", MAIN]
    assert april["last_year_value"] == lent(last_year(APRIL), MAIN)
    assert april["running_value"] == april["value"] == lent(APRIL, MAIN)
    assert may["last_year_value"] == lent(last_year(MAY), MAIN)
    assert may["running_value"] == lent(APRIL, MAIN) + lent(MAY, MAIN)
    assert may["last_year_running_value"] == lent(last_year(APRIL), MAIN) + lent(last_year(MAY), MAIN)
    assert cells[last_year(MAY), "loans", MAIN]["last_year_value"] is None
    # A stock stands beside that of last year and adds up to nothing.
    cards = cells[MAY, "cards", ALL]
    assert (cards["value"], cards["last_year_value"], cards["running_value"]) == (4, 3, None)
    # Requests did not come in April, so the year so far is not known.
    requests = cells[MAY, "requests", ALL]
    assert (requests["value"], requests["running_value"]) == (4, None)


def test_a_figure_for_each_day_open_is_rounded_half_up(cells: Cells) -> None:
    days = {library: sum(city.is_open(day, library) for day in city.days(APRIL)) for library in (MAIN, HILL)}
    for library, opened_days in (*days.items(), (ALL, sum(days.values()))):
        loans = lent(APRIL, *((library,) if library else (MAIN, HILL)))
        exact = Decimal(loans) / opened_days
        cell = cells[APRIL, "loans", library]
        assert cell["open_days"] == opened_days
        assert cell["per_open_day"] == exact.quantize(Decimal("0.1"), ROUND_HALF_UP)
    assert (APRIL, "open_days", ALL) not in cells


def test_a_month_under_way_says_until_which_day(cells: Cells) -> None:
    june = cells[JUNE, "loans", ALL]
    assert (june["is_complete"], june["delivered_until"]) == (False, city.UNTIL)
    assert (june["is_running_complete"], june["per_open_day"]) == (False, None)
    # The Mondays in it are no gaps, and whole months have none.
    assert date(2024, 6, 10).weekday() == 0
    assert all(cells[month, "loans", ALL]["is_complete"] for month in city.MONTHS[:-1])


def test_what_was_not_delivered_is_no_nought(cells: Cells) -> None:
    # Its loans came and there were none; its gate is broken; the visitors of June have not come.
    assert cells[MAY, "loans", HILL]["value"] == 0
    gate, visitors = cells[MAY, "visitors", HILL], cells[MAY, "visitors", ALL]
    assert gate["value"] is None
    assert (visitors["is_complete"], visitors["libraries_missing"], visitors["per_open_day"]) == (
        False,
        1,
        None,
    )
    assert not [place for place in cells if place[:2] in ((JUNE, "visitors"), (APRIL, "requests"))]
    assert {month for month, _, _ in cells} == set(city.MONTHS)


def test_the_year_so_far_in_march_is_the_year_of_the_yearbook(small_var: Path) -> None:
    """Of the bundled sample: every measure and library that both count."""
    published = open_published(small_var)
    try:
        found = published.rows(
            """
            select months.measure_id, months.library_code, months.running_value, years.value
            from rpt_monthly__cells as months
            inner join (
                select municipality_code, fiscal_year, measure_id, coalesce(library_code, '') as library_code,
                    any_value(value) as value
                from rpt_yearbook__located
                where basis = 'computed' and value is not null and of_measure_id is null and conditions = ''
                    and place_kind in ('all', 'library')
                group by all having count(distinct value) = 1
            ) as years using (municipality_code, fiscal_year, measure_id, library_code)
            where month(months.month) = 3 and months.running_value is not null
            """
        )
    finally:
        published.close()
    assert len(found) > 100
    assert [line for line in found if line[2] != line[3]] == []
