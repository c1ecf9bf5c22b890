"""A delivery against those whose days it takes over."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import duckdb

# A correction changes a few rows. One that halves a month is more likely a part of it, or another file altogether.
_LEAST_SHARE, _FROM_ROWS = 0.5, 100


def differences(new: Path, held: Mapping[Path, Sequence[date]], day: str) -> list[tuple[date, int, int, int]]:
    """Rows added, removed and kept, by first day of the month.

    Args:
        new: file of the delivery.
        held: the days that change hands, by file of the delivery that holds for them until now.
        day: name of the column with the day of a row.
    """
    if not held:
        return []
    with duckdb.connect(config={"threads": 1, "memory_limit": "1GB"}) as connection:
        connection.execute("create temp table hands (file varchar, day date)")
        connection.executemany(
            "insert into hands values (?, ?)", [(str(path), d) for path, days in held.items() for d in days]
        )
        # A hash a row: the columns themselves need not be held in memory.
        counted = (
            f"select cast(date_trunc('month', t.{day}) as date) as month, hash(t) as row_key, count(*) as times"
            " from ({rows}) as t group by all"
        )
        told = "* exclude (delivery_id, row_number, is_sample)"
        old_rows = " union all ".join(
            f"select {told} from read_parquet('{path}') where {day} in (select day from hands where file = '{path}')"
            for path in held
        )
        new_rows = f"select {told} from read_parquet('{new}') where {day} in (select day from hands)"
        found = connection.execute(
            "select month, sum(greatest(coalesce(n.times, 0) - coalesce(o.times, 0), 0)),"
            " sum(greatest(coalesce(o.times, 0) - coalesce(n.times, 0), 0)),"
            " sum(least(coalesce(n.times, 0), coalesce(o.times, 0)))"
            f" from ({counted.format(rows=new_rows)}) as n full outer join ({counted.format(rows=old_rows)}) as o"
            " using (month, row_key) group by month order by month"
        ).fetchall()
    return [(month, int(added), int(removed), int(kept)) for month, added, removed, kept in found]


def shrinks(found: Sequence[tuple[date, int, int, int]]) -> tuple[date, int, int] | None:
    """The first month that would lose more than half of its rows: month, rows before, rows now."""
    for month, added, removed, kept in found:
        before, now = kept + removed, kept + added
        if before >= _FROM_ROWS and now < _LEAST_SHARE * before:
            return month, before, now
    return None
