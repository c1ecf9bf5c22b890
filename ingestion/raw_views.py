"""What the ledger says holds, as views and tables of the warehouse under construction (schema `raw`)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb

from catalog.load import Catalog
from ingestion.feeds.layouts import LAYOUTS
from ingestion.form_file import FEED as FORM_FEED
from ingestion.layout import Layout
from ingestion.ledger import Ledger, Winner
from ingestion.parquet_file import date_column, delivery_id, parquet_columns, parquet_path
from ingestion.write import write_rows

Row = dict[str, Any]

_FORM_COLUMNS = {
    "raw_form__figures": {
        "municipality_code": "VARCHAR",
        "month_date": "DATE",
        "table_id": "VARCHAR",
        "row_path": "VARCHAR",
        "column_path": "VARCHAR",
        "value": "VARCHAR",
        "is_sample": "BOOLEAN",
    },
    "raw_form__entries": {
        "municipality_code": "VARCHAR",
        "month_date": "DATE",
        "table_id": "VARCHAR",
        "entry_row": "INTEGER",
        "entry_no": "INTEGER",
        "column_path": "VARCHAR",
        "value": "VARCHAR",
        "is_sample": "BOOLEAN",
    },
}
_LEDGER_COLUMNS = {
    "raw_ingest__deliveries": {
        "delivery_id": "VARCHAR",
        "municipality_code": "VARCHAR",
        "feed": "VARCHAR",
        "file_name": "VARCHAR",
        "content_hash": "VARCHAR",
        "first_day": "DATE",
        "last_day": "DATE",
        "rows_delivered": "BIGINT",
        "rows_accepted": "BIGINT",
        "rows_quarantined": "BIGINT",
        "state": "VARCHAR",
        "reason_ja": "VARCHAR",
        "is_sample": "BOOLEAN",
        "delivered_seq": "INTEGER",
    },
    "raw_ingest__winners": {
        "municipality_code": "VARCHAR",
        "feed": "VARCHAR",
        "day": "DATE",
        "delivery_id": "VARCHAR",
    },
    "raw_ingest__months": {
        "municipality_code": "VARCHAR",
        "feed": "VARCHAR",
        "month_date": "DATE",
        "state_hash": "VARCHAR",
    },
    "raw_ingest__quarantine": {
        "delivery_id": "VARCHAR",
        "file_name": "VARCHAR",
        "feed": "VARCHAR",
        "row_number": "BIGINT",
        "column_name": "VARCHAR",
        "value_shown": "VARCHAR",
        "reason_code": "VARCHAR",
        "reason_ja": "VARCHAR",
    },
    "raw_ingest__differences": {
        "delivery_id": "VARCHAR",
        "feed": "VARCHAR",
        "month_date": "DATE",
        "rows_added": "BIGINT",
        "rows_removed": "BIGINT",
        "rows_kept": "BIGINT",
    },
    "raw_ingest__foldings": {
        "delivery_id": "VARCHAR",
        "feed": "VARCHAR",
        "column_name": "VARCHAR",
        "original": "VARCHAR",
        "folded": "VARCHAR",
        "rows": "BIGINT",
    },
}
RAW_DELIVERIES = (*_LEDGER_COLUMNS, *(layout.view for layout in LAYOUTS.values()), *_FORM_COLUMNS)


def write_raw(connection: duckdb.DuckDBPyConnection, catalog: Catalog, var: Path) -> None:
    """Bring the raw layer up to the ledger.

    Args:
        connection: the one writer of the file; schema `raw` exists.
        catalog: says the layout of each feed.
        var: the installation's state.
    """
    ledger = Ledger(var)
    try:
        winners = ledger.winners()
        tables = _ledger_rows(ledger, winners)
    finally:
        ledger.close()
    for name, columns in _LEDGER_COLUMNS.items():
        write_rows(connection, name, columns, tables[name])
    covered = Counter(row["delivery_id"] for row in tables["raw_ingest__covered"])
    won = Counter(winner.delivery_id for winner in winners)
    files = {w.delivery_id: (w, covered[w.delivery_id] == won[w.delivery_id]) for w in winners}
    layouts = {(code, m.spec.feed): m.spec.layout for code, maps in catalog.column_maps.items() for m in maps}
    for layout in LAYOUTS.values():
        of_layout = [
            (_path(var, winner), is_whole)
            for winner, is_whole in files.values()
            if layouts.get((winner.municipality_code, winner.feed)) == layout.name
        ]
        _view(connection, layout, sorted(of_layout))
    forms = sorted(_path(var, winner) for winner, _ in files.values() if winner.feed == FORM_FEED)
    for name, columns in _FORM_COLUMNS.items():
        _form_table(connection, name, columns, forms)


def active_hash(var: Path) -> str:
    """One hash of everything that holds."""
    ledger = Ledger(var)
    try:
        return ledger.active_hash()
    finally:
        ledger.close()


def _ledger_rows(ledger: Ledger, winners: list[Winner]) -> dict[str, list[Row]]:
    deliveries = ledger.rows("deliveries")
    covered = ledger.rows("covered")
    by_id = {row["delivery_id"]: row for row in deliveries}
    days, won = Counter(row["delivery_id"] for row in covered), Counter(w.delivery_id for w in winners)
    return {
        "raw_ingest__deliveries": [
            {
                **{k: row[k] for k in _LEDGER_COLUMNS["raw_ingest__deliveries"] if k in row},
                "state": _state(row, days, won),
                "delivered_seq": row["seq"],
            }
            for row in deliveries
        ],
        "raw_ingest__winners": [vars(winner) for winner in winners],
        "raw_ingest__months": _months(winners, by_id),
        "raw_ingest__quarantine": [
            {**row, **{k: by_id[row["delivery_id"]][k] for k in ("file_name", "feed")}}
            for row in ledger.rows("quarantine")
        ],
        "raw_ingest__differences": [
            {**row, "month_date": row["month"], "feed": by_id[row["delivery_id"]]["feed"]}
            for row in ledger.rows("differences")
        ],
        "raw_ingest__foldings": [
            {**row, "feed": by_id[row["delivery_id"]]["feed"]} for row in ledger.rows("foldings")
        ],
        "raw_ingest__covered": covered,
    }


def _state(row: Row, days: Mapping[str, int], won: Mapping[str, int]) -> str:
    if row["is_refused"]:
        return "refused"
    if not won[row["delivery_id"]]:
        return "superseded"
    return "accepted" if won[row["delivery_id"]] == days[row["delivery_id"]] else "partly_superseded"


def _months(winners: Iterable[Winner], by_id: Mapping[str, Row]) -> list[Row]:
    """What holds in each month, as one hash: the contents and the days they hold for, nothing else."""
    held: dict[tuple[str, str, date], list[str]] = {}
    for winner in winners:
        key = (winner.municipality_code, winner.feed, winner.day.replace(day=1))
        held.setdefault(key, []).append(f"{winner.day} {by_id[winner.delivery_id]['content_hash']}")
    return [
        {
            "municipality_code": code,
            "feed": feed,
            "month_date": month,
            "state_hash": sha256("\n".join(parts).encode()).hexdigest()[:32],
        }
        for (code, feed, month), parts in held.items()
    ]


def _view(connection: duckdb.DuckDBPyConnection, layout: Layout, files: list[tuple[Path, bool]]) -> None:
    columns = ", ".join(f'"{name}"' for name in parquet_columns(layout))
    nothing = ", ".join(
        f'cast(null as {type_}) as "{name}"' for name, type_ in parquet_columns(layout).items()
    )
    parts = []
    whole = ", ".join(f"'{path}'" for path, is_whole in files if is_whole)
    if whole:
        parts.append(f"select {columns} from read_parquet([{whole}])")
    partly = ", ".join(f"'{path}'" for path, is_whole in files if not is_whole)
    if partly:
        # Some days of these deliveries are held by later ones.
        parts.append(
            f"select {columns} from read_parquet([{partly}]) where (delivery_id, {date_column(layout)}) in"
            " (select (delivery_id, day) from raw.raw_ingest__winners)"
        )
    sql = " union all ".join(parts) or f"select {nothing} where false"
    connection.execute(f"create or replace view raw.{layout.view} as {sql}")


def _form_table(
    connection: duckdb.DuckDBPyConnection, name: str, columns: dict[str, str], files: list[Path]
) -> None:
    write_rows(connection, name, columns, [])
    if files:
        listed = ", ".join(f"'{path}'" for path in files)
        which = "is_entry" if "entry_no" in columns else "not is_entry"
        connection.execute(
            f"insert into raw.{name} select {', '.join(columns)} from read_parquet([{listed}]) where {which}"
            " order by delivery_id, row_number"
        )


def _path(var: Path, winner: Winner) -> Path:
    content = winner.delivery_id.removeprefix(delivery_id(winner.municipality_code, winner.feed, ""))
    return parquet_path(var, winner.municipality_code, winner.feed, content)
