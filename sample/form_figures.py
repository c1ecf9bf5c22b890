"""Figures of the monthly forms: a printed year given back to its months."""

from decimal import Decimal
from typing import Literal

from sample.counts import spread, stream
from sample.figures import Figures

_MONTHS = 12
# What a stock grows by in a month, as a share of the printed one.
_GROWTH = 0.001


def by_month(
    figures: Figures, table_id: str, row: str, column: str, over_months: Literal["sum", "last"]
) -> list[Decimal] | None:
    """What each month from April reports, so that the year comes out as printed; null where no number is printed.

    A flow is split over the months by chance; a stock grows a little to the printed one, which the last month
    reports.
    """
    printed = figures.table(table_id).get((row, column))
    if printed is None or printed.number is None:
        return None
    exponent = printed.number.as_tuple().exponent
    unit = Decimal(1).scaleb(min(int(exponent), 0))
    count = int(printed.number / unit)
    if over_months == "sum":
        rng = stream(figures.municipality.municipality_code, figures.fiscal_year, table_id, row, column)
        return [int(part) * unit for part in spread(count, rng.uniform(0.7, 1.3, _MONTHS), rng)]
    return [round(count * (1 - _GROWTH * left)) * unit for left in reversed(range(_MONTHS))]
