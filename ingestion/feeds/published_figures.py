"""Layout `published_figures`: what a city printed, a row a cell, as it was read."""

import csv
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from catalog.errors import CatalogError
from catalog.load import Edition

HEADINGS = ("table_no", "fiscal_year", "as_of_date", "row_path", "column_path", "value", "value_status")

CELL_COLUMNS = {
    "municipality_code": "VARCHAR",
    "edition": "INTEGER",
    "file_name": "VARCHAR",
    "row_number": "INTEGER",
    **dict.fromkeys(HEADINGS, "VARCHAR"),
}
FILE_COLUMNS = {
    "municipality_code": "VARCHAR",
    "edition": "INTEGER",
    "file_name": "VARCHAR",
    "sha256": "VARCHAR",
}

# Files of an edition that are not figures.
_OTHER_FILES = {"notes.csv"}


def deliveries(edition: Edition) -> list[Path]:
    """The files of figures of an edition, in name order."""
    return [p for p in sorted(edition.folder.glob("*.csv")) if p.name not in _OTHER_FILES]


def read_files(edition: Edition, root: Path) -> list[dict[str, Any]]:
    """One row a delivered file with the hash of its content."""
    return [
        {**_key(edition, path, root), "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        for path in deliveries(edition)
    ]


def read_cells(edition: Edition, root: Path) -> list[dict[str, Any]]:
    """All cells of an edition as text.

    Args:
        edition: the printed yearbook.
        root: the seeds folder, for the paths in messages.

    Raises:
        CatalogError: an unreadable file, an unknown or missing heading, or a wrong number of cells in a row.
    """
    return [cell for path in deliveries(edition) for cell in _read(edition, path, root)]


def _read(edition: Edition, path: Path, root: Path) -> Iterator[dict[str, Any]]:
    key = _key(edition, path, root)
    shown = key["file_name"]
    with io.StringIO(_text(path, shown), newline="") as handle:
        reader = csv.reader(handle, strict=True)
        # A quote left open swallows rows to the end; the row after the last whole one is where it stands.
        whole = 0
        try:
            _check_headings(next(reader, []), shown)
            whole = reader.line_num
            for row in reader:
                if len(row) != len(HEADINGS):
                    raise CatalogError(
                        f"{shown} {reader.line_num}行目: 項目が{len(row)}個あります(先頭「{row[0] if row else ''}」)。"
                        f"{len(HEADINGS)}個({','.join(HEADINGS)})にしてください。"
                    )
                yield {**key, "row_number": reader.line_num, **dict(zip(HEADINGS, row, strict=True))}
                whole = reader.line_num
        except csv.Error as error:
            raise CatalogError(
                f"{shown} {whole + 1}行目: 引用符の閉じ方が正しくありません。CSVとして保存し直してください。"
            ) from error


def _text(path: Path, shown: str) -> str:
    """The whole content: a file decoded in pieces would count the place of a bad byte within its piece."""
    content = path.read_bytes()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise CatalogError(
            f"{shown} {row}行目: {error.start + 1}バイト目の文字が読めません。UTF-8で保存してください。"
        ) from error


def _check_headings(found: list[str], shown: str) -> None:
    for heading in found:
        if heading not in HEADINGS:
            raise CatalogError(
                f"{shown} 1行目: 見出し「{heading}」は知られていません。使える見出し: {','.join(HEADINGS)}。"
            )
    for heading in HEADINGS:
        if heading not in found:
            raise CatalogError(
                f"{shown} 1行目: 見出し「{heading}」がありません。{','.join(HEADINGS)} が要ります。"
            )
    if tuple(found) != HEADINGS:
        raise CatalogError(f"{shown} 1行目: 見出しの順が違います。{','.join(HEADINGS)} の順にしてください。")


def _key(edition: Edition, path: Path, root: Path) -> dict[str, Any]:
    return {
        "municipality_code": edition.municipality.municipality_code,
        "edition": edition.source.edition,
        "file_name": path.relative_to(root.parent).as_posix(),
    }
