"""A workbook is read for its values only; whatever calculates, points outside or swells is refused."""

import struct
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula

from ingestion.errors import DeliveryError
from ingestion.workbook import opened, table_rows, text

SHEET = "xl/worksheets/sheet1.xml"
NO_WORKBOOK = "六月.xlsx: Excelのファイルとして開けません。xlsx形式で保存し直してください。"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workbook of one sheet; `book.xlsx` on disk, called `六月.xlsx` in what is said of it."""
    path = tmp_path / "book.xlsx"
    save(path, {"A1": "館", "B1": "入館者数", "A2": "本館", "B2": 815})
    return path


def save(path: Path, *sheets: dict[str, Any]) -> None:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for number, cells in enumerate(sheets, 1):
        sheet = workbook.create_sheet(f"表{number}")
        for place, value in cells.items():
            sheet[place] = value
    workbook.save(path)


def repack(path: Path, name: str, make: Callable[[bytes], bytes]) -> None:
    """Change or add one part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    parts[name] = make(parts.get(name, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)


def refusal(path: Path) -> str:
    with pytest.raises(DeliveryError) as caught, opened(path, "六月.xlsx"):
        pass
    return str(caught.value)


def rows(path: Path) -> list[list[str]]:
    return list(table_rows(path, "六月.xlsx"))


def test_values_come_as_a_reader_sees_them(path: Path) -> None:
    moment = datetime(2023, 6, 1, 9, 5)
    save(path, {"A1": "日付", "B1": " 館 ", "A2": date(2023, 6, 1), "B2": 1.0, "A4": moment, "B4": 1.5})
    assert rows(path) == [["日付", "館"], ["2023-06-01", "1"], ["", ""], ["2023-06-01 09:05:00", "1.5"]]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (date(2023, 6, 1), "2023-06-01"),
        (datetime(2023, 6, 1), "2023-06-01"),
        (datetime(2023, 6, 1, 0, 0, 1), "2023-06-01 00:00:01"),
        (time(9, 30), "09:30:00"),
        (0, "0"),
        (-3.0, "-3"),
        (0.5, "0.5"),
        (True, "True"),
        ("\u3000本館\n", "本館"),
    ],
)
def test_each_kind_of_value_has_one_text(value: object, shown: str) -> None:
    assert text(value) == shown


@pytest.mark.parametrize(
    "formula", ["=SUM(A1:A2)", "='[other.xlsx]表1'!A1", ArrayFormula("B3:B4", "=A1:A2*2")]
)
def test_a_formula_is_refused_with_sheet_and_cell(path: Path, formula: object) -> None:
    save(path, {"A1": "館"}, {"A1": "館", "B3": formula})
    assert refusal(path) == (
        "六月.xlsx シート「表2」のB3: 数式が入っています。値に置き換えて保存してください。"
    )


def test_a_formula_on_a_sheet_that_is_hidden_is_a_formula(path: Path) -> None:
    save(path, {"A1": "館"}, {"C9": "=1+1"})
    workbook = openpyxl.load_workbook(path)
    workbook["表2"].sheet_state = "veryHidden"
    workbook.save(path)
    assert "シート「表2」のC9: 数式" in refusal(path)


def test_a_text_that_only_looks_like_a_formula_is_a_text(path: Path) -> None:
    repack(path, SHEET, lambda sheet: sheet.replace("本館".encode(), b"=1+1"))
    assert rows(path)[1] == ["=1+1", "815"]


def test_a_link_to_another_file_is_refused(path: Path) -> None:
    repack(path, "xl/externalLinks/externalLink1.xml", lambda _: b"<externalLink/>")
    assert refusal(path) == (
        "六月.xlsx: 別のファイルへのリンクがあります。リンクを解除して値だけにしてください。"
    )


def test_macros_are_refused_whatever_the_file_is_called(path: Path) -> None:
    repack(path, "xl/vbaProject.bin", lambda _: b"macros")
    assert refusal(path) == ("六月.xlsx: マクロが入っています。マクロのないxlsx形式で保存してください。")


def test_a_part_that_swells_is_refused_before_anything_is_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("openpyxl opened a bomb")

    repack(path, "xl/media/image1.png", lambda _: bytes(2 * 1024 * 1024))
    monkeypatch.setattr(openpyxl, "load_workbook", never)
    assert "「xl/media/image1.png」の圧縮が200倍を超えています" in refusal(path)


def test_a_workbook_with_a_password_on_its_parts_is_refused(path: Path) -> None:
    content = bytearray(path.read_bytes())
    struct.pack_into("<H", content, content.index(b"PK\x01\x02") + 8, 0x1)
    path.write_bytes(content)
    assert "暗号がかかっています" in refusal(path)


def bomb(sheet: bytes) -> bytes:
    """Ten entities, each ten times the one before: a thousand million letters from some hundred."""
    names = "abcdefghij"
    entities = "".join(
        f'<!ENTITY {name} "{f"&{names[place - 1]};" * 10 if place else "7" * 10}">'
        for place, name in enumerate(names)
    )
    return f"<!DOCTYPE x [{entities}]>".encode() + sheet.replace(b"815", b"&j;")


def secret(sheet: bytes) -> bytes:
    """An entity that is another file of this machine."""
    entity = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{Path(__file__).as_uri()}">]>'
    return entity.encode() + sheet.replace(b"815", b"&a;")


@pytest.mark.parametrize("make", [bomb, secret, lambda sheet: sheet[:-40], lambda _: b""])
def test_a_sheet_that_is_no_plain_xml_is_refused(path: Path, make: Callable[[bytes], bytes]) -> None:
    repack(path, SHEET, make)
    assert refusal(path) == NO_WORKBOOK


def test_an_archive_that_is_no_workbook_is_refused(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", b"x")
    assert refusal(path) == NO_WORKBOOK


@pytest.mark.parametrize(
    ("sheets", "number"), [(({"A1": "館"}, {"A1": "館"}), 2), (({}, {}), 0)], ids=["two", "none"]
)
def test_a_table_stands_on_one_sheet(path: Path, sheets: tuple[dict[str, Any], ...], number: int) -> None:
    save(path, *sheets)
    with pytest.raises(DeliveryError) as caught:
        rows(path)
    assert str(caught.value) == (
        f"六月.xlsx: データのあるシートが{number}枚あります。1枚のシートにまとめてください。"
    )


def test_a_stray_cell_in_the_last_corner_ends_all_the_same(path: Path) -> None:
    save(path, {"A1": "館", "A3": "本館"})
    workbook = openpyxl.load_workbook(path)
    workbook["表1"]["XFD1048576"].number_format = "0.00"
    workbook.save(path)
    assert rows(path) == [["館"], [""], ["本館"]]
    workbook["表1"]["XFD1048576"] = 1
    workbook.save(path)
    with pytest.raises(
        DeliveryError, match=r"^六月\.xlsx シート「表1」のXFD1048576: 1行目に見出しのない列か"
    ):
        rows(path)
    save(path, {"A1": "館", "XFD1": "印"})
    with pytest.raises(DeliveryError, match="のXFD1: 1行目に見出しのない列か、200列より先に値があります。"):
        rows(path)


def test_empty_sheets_beside_the_table_do_no_harm(path: Path) -> None:
    save(path, {}, {"A1": "館", "A2": "本館"}, {})
    assert rows(path) == [["館"], ["本館"]]
