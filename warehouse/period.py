"""A month or a fiscal year of a municipality, as something that can be closed."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from warehouse.closings import PeriodKind
from warehouse.errors import UserError

# A period is over when its last day is over in the office.
OFFICE = ZoneInfo("Asia/Tokyo")


@dataclass(frozen=True)
class Period:
    """`name`: `2024` for the fiscal year of that 1 April, `2024-05` for a month."""

    municipality_code: str
    kind: PeriodKind
    name: str

    @property
    def first(self) -> date:
        """Its first day."""
        year, month = (int(part) for part in f"{self.name}-04".split("-")[:2])
        return date(year, month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        if self.kind == "fiscal_year":
            return date(self.first.year + 1, 3, 31)
        return self.first.replace(day=calendar.monthrange(self.first.year, self.first.month)[1])

    @property
    def span(self) -> tuple[date, date]:
        """First and last day whose deliveries its figures may rest on: how things stood before and after belongs to it."""
        return self.first - timedelta(1), self.last + timedelta(1)

    @property
    def label_ja(self) -> str:
        """What readers call it."""
        return (
            f"{self.name}年度" if self.kind == "fiscal_year" else f"{self.first.year}年{self.first.month}月"
        )

    def is_over(self, now: datetime) -> bool:
        """Whether its last day was over at a moment."""
        return now.astimezone(OFFICE).date() > self.last


def period_of(municipality_code: str, month: str | None, fiscal_year: int | None) -> Period:
    """The period that was asked for.

    Raises:
        UserError: not exactly one of the two, or no such month or year.
    """
    if (month is None) == (fiscal_year is None):
        raise UserError("「--month 2026-05」か「--fiscal-year 2025」のどちらか一つを指定してください。")
    if month is None:
        if fiscal_year is None or not 1900 <= fiscal_year <= 2100:
            raise UserError(f"年度「{fiscal_year}」は使えません。西暦4桁で書いてください(例 2025)。")
        return Period(municipality_code, "fiscal_year", str(fiscal_year))
    if not re.fullmatch(r"(19|20)\d{2}-(0[1-9]|1[0-2])", month):
        raise UserError(f"月「{month}」は読めません。西暦と月で書いてください(例 2026-05)。")
    return Period(municipality_code, "month", month)
