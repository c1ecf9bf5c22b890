"""Lines that do not hold the fields that the headings promise."""

import csv
from pathlib import Path

import duckdb

from ingestion.errors import DeliveryError

_REASONS = {
    "MISSING COLUMNS": "項目が足りません。途中で切れていないか確かめてください",
    "TOO MANY COLUMNS": "項目が多すぎます。引用符のない区切り文字がないか確かめてください",
    "UNQUOTED VALUE": "引用符が閉じていません。途中で切れていないか確かめてください",
}


def refuse_broken_lines(
    connection: duckdb.DuckDBPyConnection,
    text: Path,
    delimiter: str,
    shown_as: str,
    columns: int,
    delimiters: int,
) -> None:
    """Refuse a file with a line that was not read whole.

    Args:
        connection: holds the table `typed` and what `read_csv` rejected.
        text: what was read.
        delimiter: between fields.
        shown_as: the file's name for people.
        columns: how many fields a row has.
        delimiters: how many there are in the file.

    Raises:
        DeliveryError: with the first such line.
    """
    broken = connection.execute(
        "select line, error_type from reject_errors order by line, column_idx limit 1"
    ).fetchall()
    if not broken:
        (rows,) = connection.execute("select count(*) + 1 from typed").fetchall()[0]
        # DuckDB lets one empty field too many pass; the fields before it may have slipped.
        line = _first_long_line(text, delimiter, columns) if delimiters != (columns - 1) * rows else None
        broken = [(line, "TOO MANY COLUMNS")] if line else []
    for line, error_type in broken:
        why = _REASONS.get(error_type, "CSVとして読めません。引用符と区切り文字を確かめてください")
        raise DeliveryError(f"{shown_as} {line}行目: {why}(必要な項目の数は{columns})。")


def _first_long_line(path: Path, delimiter: str, columns: int) -> int | None:
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.reader(handle, delimiter=delimiter)
        before = 0
        for row in reader:
            if len(row) > columns:
                return before + 1
            before = reader.line_num
    return None
