"""Opening days as printed, closing days where libraries close."""

import numpy as np

from sample.figures import Figures
from sample.year import opening, year_of
from tests.sample.delivered import FISCAL_YEAR


def test_the_year_runs_from_april_to_march() -> None:
    year = year_of(FISCAL_YEAR)
    assert (str(year.first), str(year.last), len(year.days)) == ("2024-04-01", "2025-03-31", 365)
    assert year.month(0) == (0, 30) and year.month(11) == (334, 365)
    assert (year.month_name(0), year.month_name(9)) == ("202404", "202501")
    assert len(year_of(2023).days) == 366


def test_libraries_open_as_many_days_as_printed_and_close_on_mondays_first(figures: Figures) -> None:
    year = year_of(FISCAL_YEAR)
    opened = opening(figures, year)
    is_monday = (year.days.astype(np.int64) + 3) % 7 == 0
    for code, path in figures.libraries.items():
        assert opened[code].sum() == figures.printed("t01_6_visitors", "開館日数", path)
        assert not (opened[code] & is_monday).any()
