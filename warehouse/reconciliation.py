"""Computed against published, counted: apart for what events give and for what forms give."""

from dataclasses import dataclass
from typing import Any

import duckdb

STATUSES = ("equal", "different", "not_computable")
KINDS = ("events", "forms")

Counts = dict[str, int]


@dataclass(frozen=True)
class Reconciliation:
    """Compared places by status, over all and by kind, and every place whose two figures differ."""

    total: Counts
    by_kind: dict[str, Counts]
    differences: tuple[dict[str, Any], ...]


def reconciliation(connection: duckdb.DuckDBPyConnection) -> Reconciliation:
    """Count the rows of yearbook.rpt_yearbook__reconciliation; `compared` is the sum of the other counts."""
    counted = {
        (kind, status): number
        for kind, status, number in connection.execute(
            "select basis_kind, status, count(*) from yearbook.rpt_yearbook__reconciliation group by all"
        ).fetchall()
    }
    by_kind = {kind: _counts({s: counted.get((kind, s), 0) for s in STATUSES}) for kind in KINDS}
    total = _counts({s: sum(n for (_, status), n in counted.items() if status == s) for s in STATUSES})
    return Reconciliation(total, by_kind, _differences(connection))


def _counts(by_status: Counts) -> Counts:
    return {"compared": sum(by_status.values()), **by_status}


def _differences(connection: duckdb.DuckDBPyConnection) -> tuple[dict[str, Any], ...]:
    names = (
        "municipality_code",
        "edition",
        "table_no",
        "fiscal_year",
        "row_path",
        "column_path",
        "computed_value",
        "published_value",
        "reason_ja",
    )
    found = connection.execute(
        f"select {', '.join(names)} from yearbook.rpt_yearbook__reconciliation"
        " where status = 'different' order by all"
    ).fetchall()
    return tuple(
        {
            **row,
            "computed_value": float(row["computed_value"]),
            "published_value": float(row["published_value"]),
        }
        for row in (dict(zip(names, values, strict=True)) for values in found)
    )
