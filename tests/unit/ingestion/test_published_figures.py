"""Files of printed figures become rows of text, or a sentence that names file and row."""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from catalog.errors import CatalogError
from catalog.load import Edition, load
from ingestion.feeds.published_figures import CELL_COLUMNS, FILE_COLUMNS, deliveries, read_cells, read_files
from tests import seeds_tree as tree
from tests.seeds_tree import change, tiny_seeds

CARDS = f"{tree.DELIVERY}/{tree.CARDS}.csv"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return tiny_seeds(tmp_path)


def edition(seeds: Path) -> Edition:
    (found,) = load(seeds).editions
    return found


def cells(seeds: Path) -> list[dict[str, Any]]:
    return read_cells(edition(seeds), seeds)


def refusal(seeds: Path) -> str:
    with pytest.raises(CatalogError) as caught:
        cells(seeds)
    return str(caught.value)


def test_a_row_a_cell_in_the_order_of_files_and_rows(seeds: Path) -> None:
    found = cells(seeds)
    assert [row["file_name"].rpartition("/")[2] for row in (found[0], found[28], found[-1])] == [
        f"{tree.LOANS}.csv",
        f"{tree.HOLDINGS}.csv",
        f"{tree.CARDS}.csv",
    ]
    assert [row["row_number"] for row in found[:3]] == [2, 3, 4]
    assert found[1] == {
        "municipality_code": "99001",
        "edition": 2024,
        "file_name": f"seeds/{tree.DELIVERY}/{tree.LOANS}.csv",
        "row_number": 3,
        "table_no": "1-(1)",
        "fiscal_year": "2022",
        "as_of_date": "",
        "row_path": "本館",
        "column_path": "貸出冊数/一般",
        "value": "1,100",
        "value_status": "",
    }
    assert all(row.keys() == CELL_COLUMNS.keys() for row in found)


def test_everything_stays_the_text_that_was_delivered(seeds: Path) -> None:
    texts = ["007", "△ 42", " 1 2 ", "24.30%", "1e5", "NULL", "(481,158)", "12\n34"]
    change(
        seeds / CARDS,
        "3-(1),2023,,注/再交付,件数,12,\n",
        "".join(f'3-(1),2023,,注/再交付,件数,"{text}",\n' for text in texts),
    )
    assert [row["value"] for row in cells(seeds)][-len(texts) :] == texts


def test_rows_end_as_windows_ends_them(seeds: Path) -> None:
    plain = cells(seeds)
    path = seeds / CARDS
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert cells(seeds) == plain


def test_deliveries_are_the_csv_files_without_the_notes_in_name_order(seeds: Path) -> None:
    folder = seeds / tree.DELIVERY
    (folder / "t00_first.csv").write_text(tree.HEADINGS, encoding="utf-8")
    (folder / "remarks.txt").write_text("", encoding="utf-8")
    assert [path.name for path in deliveries(edition(seeds))] == [
        "t00_first.csv",
        f"{tree.LOANS}.csv",
        f"{tree.HOLDINGS}.csv",
        f"{tree.CARDS}.csv",
    ]


def test_a_file_of_headings_alone_has_no_cells(seeds: Path) -> None:
    (seeds / CARDS).write_text(tree.HEADINGS, encoding="utf-8")
    assert {row["table_no"] for row in cells(seeds)} == {"1-(1)", "2-(1)"}


def test_each_file_is_known_by_the_hash_of_its_bytes(seeds: Path) -> None:
    found = read_files(edition(seeds), seeds)
    assert [row.keys() for row in found] == [FILE_COLUMNS.keys()] * 3
    assert found[2]["file_name"] == f"seeds/{CARDS}"
    assert found[2]["sha256"] == hashlib.sha256((seeds / CARDS).read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("old", "new", "row", "parts"),
    [
        (
            tree.HEADINGS,
            tree.HEADINGS.replace("value,", "count,"),
            1,
            ["「count」は知られていません", "value_status"],
        ),
        (tree.HEADINGS, tree.HEADINGS.replace(",value_status", ",value_status,note"), 1, ["「note」"]),
        (tree.HEADINGS, tree.HEADINGS.replace("as_of_date,", ""), 1, ["「as_of_date」がありません"]),
        (tree.HEADINGS, "", 1, ["「3-(1)」は知られていません"]),
        (
            tree.HEADINGS,
            tree.HEADINGS.replace("row_path,column_path", "column_path,row_path"),
            1,
            ["順が違います"],
        ),
        (tree.HEADINGS, tree.HEADINGS.replace("value,", "value,value,"), 1, ["順が違います"]),
        ("人数,100,\n", "人数,100\n", 4, ["6個", "先頭「3-(1)」", "7個"]),
        ("人数,100,\n", "人数,1,100,\n", 4, ["8個", "7個"]),
        ("人数,100,\n", "人数,100,\n\n", 5, ["0個", "7個"]),
        ("人数,100,\n", '人数,"100,\n', 4, ["引用符の閉じ方"]),
        ("人数,100,\n", '人数,"1"00,\n', 4, ["引用符の閉じ方"]),
    ],
    ids=[
        "unknown heading",
        "one heading more",
        "missing heading",
        "no headings",
        "headings in another order",
        "heading twice",
        "too few cells",
        "too many cells",
        "blank row",
        "quote left open",
        "quote inside",
    ],
)
def test_a_broken_structure_is_refused(seeds: Path, old: str, new: str, row: int, parts: list[str]) -> None:
    change(seeds / CARDS, old, new)
    said = refusal(seeds)
    assert said.startswith(f"seeds/{CARDS} {row}行目: ")
    assert [part for part in parts if part not in said] == []


def test_an_empty_file_is_refused(seeds: Path) -> None:
    (seeds / CARDS).write_bytes(b"")
    assert refusal(seeds).startswith(f"seeds/{CARDS} 1行目: 見出し「table_no」がありません。")


def test_bytes_that_are_not_utf_8_are_found_to_the_byte(seeds: Path) -> None:
    row = "3-(1),2023,,注/再交付,件数,12,\n".encode()
    before = tree.HEADINGS.encode() + row * 500
    (seeds / CARDS).write_bytes(before + "一般".encode("cp932") + b"\n")
    said = refusal(seeds)
    assert said == (
        f"seeds/{CARDS} 502行目: {len(before) + 1}バイト目の文字が読めません。UTF-8で保存してください。"
    )
