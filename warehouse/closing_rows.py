"""Closings as rows: what the warehouse under construction holds of them (tables `raw_closings__*`)."""

from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest
from typing import Any

from warehouse.closing_changes import changes
from warehouse.closings import Basis, Closing

Row = dict[str, Any]

_KEY = {
    "municipality_code": "VARCHAR",
    "period_kind": "VARCHAR",
    "period": "VARCHAR",
    "revision": "INTEGER",
}
CLOSING_TABLES: dict[str, dict[str, str]] = {
    "raw_closings__periods": {
        **_KEY,
        "is_latest": "BOOLEAN",
        "closed_at": "TIMESTAMP",
        "act_ja": "VARCHAR",
        "build_id": "VARCHAR",
        "deliveries_hash": "VARCHAR",
        "definitions_hash": "VARCHAR",
        "code_hash": "VARCHAR",
        "cells": "INTEGER",
        "cells_hash": "VARCHAR",
        # Whether the next revision, or the figures of now, rest on the very same.
        "is_unchanged": "BOOLEAN",
    },
    "raw_closings__changes": {
        **_KEY,
        "position": "INTEGER",
        "cause": "VARCHAR",
        "subject": "VARCHAR",
        "text_ja": "VARCHAR",
    },
    "raw_closings__cells": {
        **_KEY,
        "edition": "INTEGER",
        "table_no": "VARCHAR",
        "table_id": "VARCHAR",
        "fiscal_year": "INTEGER",
        "as_of_date": "DATE",
        "row_path": "VARCHAR",
        "column_path": "VARCHAR",
        "measure_id": "VARCHAR",
        "value": "DECIMAL(18,4)",
        "value_text": "VARCHAR",
        "value_status": "VARCHAR",
        "source": "VARCHAR",
    },
    "raw_closings__months": {
        **_KEY,
        "fiscal_year": "INTEGER",
        "month": "DATE",
        "position": "INTEGER",
        "measure_id": "VARCHAR",
        "library_code": "VARCHAR",
        "value": "DECIMAL(18,4)",
        "value_status": "VARCHAR",
        "last_year_value": "DECIMAL(18,4)",
        "running_value": "DECIMAL(18,4)",
        "last_year_running_value": "DECIMAL(18,4)",
        "open_days": "INTEGER",
        "per_open_day": "DECIMAL(18,4)",
        "is_complete": "BOOLEAN",
        "delivered_until": "DATE",
        "libraries_missing": "INTEGER",
        "is_last_year_complete": "BOOLEAN",
        "is_running_complete": "BOOLEAN",
        "is_last_year_running_complete": "BOOLEAN",
        "unknown_value": "DECIMAL(18,4)",
        "is_sample": "BOOLEAN",
    },
}
_CELLS = {"fiscal_year": "raw_closings__cells", "month": "raw_closings__months"}


def closing_rows(closings: Sequence[Closing], now: Callable[[Closing], Basis]) -> dict[str, list[Row]]:
    """Rows by raw table name.

    Args:
        closings: all of them, each period's revisions in order.
        now: what the figures of a closing's period rest on now.
    """
    rows: dict[str, list[Row]] = {table: [] for table in CLOSING_TABLES}
    for closing, following in zip_longest(closings, closings[1:]):
        is_latest = following is None or _period(following) != _period(closing)
        later = now(closing) if is_latest or following is None else following.basis
        changed = changes(closing.basis, later)
        key = {name: getattr(closing, name) for name in _KEY}
        rows["raw_closings__periods"].append(
            {
                **key,
                "is_latest": is_latest,
                "closed_at": closing.closed_at.removesuffix("+00:00"),
                "act_ja": closing.act_ja,
                "build_id": closing.build_id,
                "deliveries_hash": closing.basis.deliveries_hash,
                "definitions_hash": closing.basis.definitions_hash,
                "code_hash": closing.basis.code_hash,
                "cells": closing.cells,
                "cells_hash": closing.cells_hash,
                "is_unchanged": not changed,
            }
        )
        rows["raw_closings__changes"] += [
            {**key, "position": n, **vars(change)} for n, change in enumerate(changed, 1)
        ]
        table = _CELLS[closing.period_kind]
        rows[table] += [{**dict.fromkeys(CLOSING_TABLES[table]), **key, **cell} for cell in _cells(closing)]
    return rows


def _period(closing: Closing) -> tuple[str, str]:
    return closing.municipality_code, closing.period


def _cells(closing: Closing) -> Iterable[Row]:
    return closing.frame().iter_rows(named=True)
