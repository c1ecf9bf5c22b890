"""Cells of a tally, and the arithmetic that the printed tables do."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

# table_no, fiscal_year, row_path, column_path
Place = tuple[str, int, str, str]


class Figures(dict[Place, Decimal]):
    """Value by place; a place that is given twice must be given the same."""

    def put(self, table_no: str, fiscal_year: int, row: str, column: str, value: int | Decimal) -> None:
        """Note one cell."""
        place = (table_no, fiscal_year, row, column)
        assert self.setdefault(place, Decimal(value)) == value, place


def per(numerator: int | Decimal, denominator: int | Decimal, decimals: int) -> Decimal:
    """A quotient rounded half up."""
    return (Decimal(numerator) / Decimal(denominator)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def percent(part: int | Decimal, whole: int | Decimal, decimals: int) -> Decimal:
    """A share in hundredths, rounded half up."""
    return per(Decimal(part) * 100, whole, decimals)


def total(values: Iterable[int]) -> int:
    """The sum of counts."""
    return sum(values)
