"""A workbook of several tables: names that Excel takes, contents with links, equal bytes for equal tables."""

import time
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from reports.excel import Binding, sheet_names, workbook_bytes
from tests.unit.reports.table_samples import BUILD, page, table

BINDING = Binding("砂場市立図書館　年報", "砂場市立図書館", BUILD.built_at)
PAGES = [page(), page(table(table_no="4-(3)-イ分室内訳")), page(table(table_no="予算"))]


def test_contents_lead_to_every_sheet() -> None:
    book = load_workbook(BytesIO(workbook_bytes(PAGES, BINDING)))
    assert book.sheetnames == ["目次", "4-(1)", "4-(3)-イ分室内訳", "予算"]
    contents = book["目次"]
    assert [cell.value for cell in contents[3]] == ["表番号", "表題", "章", "年度", "単位"]
    assert [cell.value for cell in contents[5]] == [
        "4-(3)-イ分室内訳",
        "貸出の状況",
        "利用統計",
        "令和6年度",
        "冊",
    ]
    assert [contents.cell(row, 1).hyperlink.location for row in (4, 5, 6)] == [
        "'4-(1)'!A1",
        "'4-(3)-イ分室内訳'!A1",
        "'予算'!A1",
    ]


def test_one_table_needs_no_contents() -> None:
    assert load_workbook(BytesIO(workbook_bytes([page()], BINDING))).sheetnames == ["4-(1)"]


@pytest.mark.parametrize(
    ("numbers", "wanted"),
    [
        (["4-(1)", "予算"], ["4-(1)", "予算"]),
        (["1/2", "a:b", "[x]*?\\'"], ["1_2", "a_b", "_x_____"]),
        (["a", "A", "a"], ["a", "A_2", "a_3"]),
        (["目次", "History"], ["目次_2", "History_2"]),
        (["あ" * 40, "あ" * 40], ["あ" * 31, "あ" * 29 + "_2"]),
        ([""], ["_"]),
    ],
)
def test_sheet_names_are_such_as_excel_takes(numbers: list[str], wanted: list[str]) -> None:
    assert sheet_names(numbers) == wanted


def test_the_same_tables_of_a_build_are_the_same_bytes() -> None:
    first = workbook_bytes(PAGES, BINDING)
    time.sleep(1.1)
    assert workbook_bytes(PAGES, BINDING) == first


def test_the_file_bears_the_time_of_the_build_alone() -> None:
    content = workbook_bytes(PAGES, BINDING)
    properties = load_workbook(BytesIO(content)).properties
    assert properties.created == properties.modified == BUILD.built_at.replace(tzinfo=None)
    assert (properties.title, properties.creator) == ("砂場市立図書館　年報", "砂場市立図書館")
    with ZipFile(BytesIO(content)) as archive:
        assert len({entry.date_time for entry in archive.infolist()}) == 1
