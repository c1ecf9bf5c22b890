"""Which days a delivery speaks of."""

import calendar
from datetime import date, timedelta
from decimal import Decimal

import duckdb

from ingestion.layout import Layout


def set_apart(
    connection: duckdb.DuckDBPyConnection, layout: Layout, problem_number: int, share: Decimal
) -> None:
    """Set aside the few rows that lie apart from the delivery's months.

    A date that was mistyped would otherwise claim a month of its own and take away what was delivered for it. Months
    that follow each other are one run; the run with most rows is the delivery, and another one belongs to it only when
    it holds more than a few rows: some things do not happen every month.

    Args:
        connection: holds the table `typed`.
        layout: of the feed.
        problem_number: written to the rows that lie apart.
        share: of the rows (0 to 1) that counts as a few.
    """
    if layout.is_snapshot:
        return
    month = f"cast(date_trunc('month', \"{layout.day_column}\") as date)"
    rows: dict[date, int] = dict(
        connection.execute(
            f"select {month} as month, count(*) from typed where problem is null group by all order by all"
        ).fetchall()
    )
    runs: list[list[date]] = []
    for found in rows:
        if runs and found == _next_month(runs[-1][-1]):
            runs[-1].append(found)
        else:
            runs.append([found])
    few = share * sum(rows.values())
    most = max(runs, key=lambda run: sum(rows[m] for m in run), default=[])
    apart = [m for run in runs if run is not most and sum(rows[m] for m in run) <= few for m in run]
    if apart:
        connection.execute(
            f'update typed set problem = $number, problem_value = cast(cast("{layout.day_column}" as date) as varchar)'
            f" where problem is null and list_contains($apart, {month})",
            {"number": problem_number, "apart": apart},
        )


def covered(days: tuple[date, ...], *, is_snapshot: bool, unit: str) -> list[date]:
    """The days that a delivery stands for, ascending.

    A snapshot stands for its day. Records of a single day stand for that day; of several, for every month they touch,
    or with unit `days` for the days from the first to the last.

    Args:
        days: on which rows were accepted, ascending.
        is_snapshot: of the layout.
        unit: `months` or `days`.
    """
    if is_snapshot or len(days) == 1:
        return list(days)
    if unit == "days":
        return [days[0] + timedelta(n) for n in range((days[-1] - days[0]).days + 1)]
    months = sorted({day.replace(day=1) for day in days})
    return [m + timedelta(n) for m in months for n in range(calendar.monthrange(m.year, m.month)[1])]


def _next_month(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
