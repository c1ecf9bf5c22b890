"""A mistake in a hand-kept CSV of the seeds is refused with file, row and what would be accepted."""

from pathlib import Path

import pytest

from catalog.errors import CatalogError
from catalog.load import load
from tests import seeds_tree as tree
from tests.seeds_tree import change

REGISTER, NOTES = tree.REGISTER, f"{tree.DELIVERY}/notes.csv"

# File, text, its replacement, the row, parts of the sentence.
MISTAKES = {
    "unknown heading": (
        REGISTER,
        "reason_ja\n",
        "reason\n",
        1,
        ["identity,reason」", "identity,reason_ja」"],
    ),
    "missing heading": (
        REGISTER,
        ",status_used,",
        ",",
        1,
        ["as_used,identity", "as_used,status_used,identity"],
    ),
    "headings in another order": (NOTES, "marker,text_ja", "text_ja,marker", 1, ["marker,text_ja」にして"]),
    "too few items": (REGISTER, ",290+140=430", "", 2, ["12個", "13個"]),
    "too many items": (NOTES, "ある。", "ある。,いる。", 2, ["6個", "5個"]),
    "blank row": (NOTES, "text_ja\n", "text_ja\n\n", 2, ["0個", "5個"]),
    "unknown kind": (REGISTER, ",repair,", ",mend,", 2, ["kind", "「mend」", "'repair'", "'undecided'"]),
    "unknown field": (REGISTER, ",value,", ",status,", 2, ["field", "「status」", "'row_path'"]),
    "no year": (NOTES, "2023,", "R5,", 2, ["fiscal_year_from", "「R5」", "西暦4桁の年度か空欄"]),
}


@pytest.mark.parametrize(("file", "old", "new", "row", "parts"), MISTAKES.values(), ids=MISTAKES)
def test_is_refused(seeds: Path, file: str, old: str, new: str, row: int, parts: list[str]) -> None:
    change(seeds / file, old, new)
    with pytest.raises(CatalogError) as caught:
        load(seeds)
    said = str(caught.value)
    assert said.startswith(f"seeds/{file} {row}行目")
    assert [part for part in parts if part not in said] == []


def test_values_stay_as_they_were_written(seeds: Path) -> None:
    change(seeds / REGISTER, "value,14,140,", 'value," 0,014 ",△ 42,')
    (line,) = load(seeds).registers[tree.CODE]
    assert (line.as_read, line.as_used, line.status_used) == (" 0,014 ", "△ 42", "")


@pytest.mark.parametrize(
    "content", [b'register_id\n"1\n', "見出し".encode("cp932")], ids=["quote left open", "cp932"]
)
def test_a_file_that_is_no_csv_in_utf_8(seeds: Path, content: bytes) -> None:
    (seeds / REGISTER).write_bytes(content)
    with pytest.raises(CatalogError, match=f"seeds/{REGISTER}: CSVとして読めません"):
        load(seeds)


def test_an_empty_file_lacks_its_headings(seeds: Path) -> None:
    (seeds / NOTES).write_text("", encoding="utf-8")
    with pytest.raises(CatalogError, match=f"seeds/{NOTES} 1行目: 見出しが「」です"):
        load(seeds)
