"""Rows on the standard output, as CSV or one JSON object a line."""

import csv
import json
import sys
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import click

from cli.published import jsonable

Rows = Sequence[tuple[Any, ...]]


def write_rows(columns: Sequence[str], rows: Rows, format_: str) -> None:
    """Write the rows in one of the two formats.

    Args:
        columns: their names.
        rows: values in the order of the names.
        format_: `csv` or `jsonl`.
    """
    write = _write_csv if format_ == "csv" else _write_jsonl
    write(columns, rows)


def _write_csv(columns: Sequence[str], rows: Rows) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_plain(value) for value in row] for row in rows)


def _write_jsonl(columns: Sequence[str], rows: Rows) -> None:
    for row in rows:
        record = {c: jsonable(v) for c, v in zip(columns, row, strict=True)}
        click.echo(json.dumps(record, ensure_ascii=False))


def _plain(value: Any) -> Any:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value
