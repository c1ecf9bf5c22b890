"""A filled yearly form comes back: values and sources into the seeds, anything else refused with its cell."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from catalog.load import Catalog, load
from ingestion.errors import DeliveryError
from ingestion.surveys.read import ANSWER_HEADS, read_survey
from ingestion.surveys.write import write_answers
from reports.survey_workbook import survey_workbook
from tests import survey_texts
from tests.seeds_tree import tiny_seeds
from warehouse.surveys import SurveyAnswer, SurveyForm

TODAY = date(2024, 7, 1)
FIRST = 9


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return load(survey_texts.add_survey(tiny_seeds(tmp_path)))


def filled(catalog: Catalog, folder: Path, cells: dict[str, Any], year: int = 2023) -> Path:
    """The empty form of a year as the product writes it, with cells filled in as staff do."""
    items = catalog.surveys.forms[0].items_of(year).values()
    answers = tuple(
        SurveyAnswer(
            item.item_no, item.group_ja, item.name_ja, item.unit_ja, item.decimals, item.kind, "missing",
            item.required, item.answer == "text", None, None, None, None, item.definition_ja, None, "まだ", None,
        )
        for item in items
    )  # fmt: skip
    form = SurveyForm(
        "yearly", "砂丘調査", "協会", "年度。", ("ある。",), ("ない。",), "見本。", "99001", "砂丘市", "sakyu", year, answers,
    )  # fmt: skip
    path = folder / "filled.xlsx"
    path.write_bytes(survey_workbook(form, datetime(2024, 7, 1, tzinfo=UTC), draft=True))
    book = openpyxl.load_workbook(path)
    for place, value in cells.items():
        book["調査票"][place] = value
    book.save(path)
    return path


def test_the_first_item_stands_where_these_tests_fill_in(catalog: Catalog, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(filled(catalog, tmp_path, {}))["調査票"]
    assert [cell.value for cell in sheet[FIRST - 1]] == list(ANSWER_HEADS)
    assert [sheet[f"A{FIRST + i}"].value for i in range(6)] == [
        "1-01",
        "1-02",
        "1-03",
        "2-01",
        "2-02",
        "2-03",
    ]


def test_what_is_entered_stands_in_the_seeds_and_the_rest_stays(catalog: Catalog, tmp_path: Path) -> None:
    cells = {
        "J12": "１,００２", "K12": "台帳", "J13": 1290.94, "K13": "要覧", "J14": "指定管理", "K14": "条例",
    }  # fmt: skip
    path = filled(catalog, tmp_path, cells)
    written = write_answers(catalog, read_survey(path, path.name, catalog), TODAY)
    assert written == catalog.root / survey_texts.ANSWERS_2023
    # The area is what it was, so its day stays; the answer to 1-01 was left alone.
    assert written.read_text(encoding="utf-8") == (
        "item_no,value,source_ja,entered_on\n"
        "1-01,1841,窓口の記録,2024-06-03\n"
        "2-01,1002,台帳,2024-07-01\n"
        "2-02,1290.94,要覧,2024-06-03\n"
        "2-03,指定管理,条例,2024-07-01\n"
    )
    again = load(catalog.root)
    assert [a.value for f in again.surveys.answered if f.fiscal_year == 2023 for a in f.answers] == ["1841", "1002", "1290.94", "指定管理"]  # fmt: skip


def test_a_year_without_answers_gets_its_file(catalog: Catalog, tmp_path: Path) -> None:
    path = filled(catalog, tmp_path, {"J12": 3, "K12": "条例"}, year=2021)
    written = write_answers(catalog, read_survey(path, path.name, catalog), TODAY)
    assert written.name == "2021.csv"
    assert written.read_text(encoding="utf-8").endswith("2-01,3,条例,2024-07-01\n")


MISTAKES = {
    "no number": ({"J12": "三", "K12": "台帳"}, ["J12", "「三」", "数"]),
    "below nought": ({"J12": -3, "K12": "台帳"}, ["J12", "「-3」", "0以上"]),
    "fraction": ({"J12": 2.5, "K12": "台帳"}, ["J12", "「2.5」", "整数"]),
    "decimals": ({"J13": 1.234, "K13": "台帳"}, ["J13", "小数第2位"]),
    "no source": ({"J12": 3}, ["K12", "出どころ"]),
    "source without answer": ({"K12": "台帳"}, ["J12", "2-01"]),
    "formula": ({"J12": "=1+2", "K12": "台帳"}, ["J12", "数式"]),
    "text that could run": ({"J14": "＋cmd|x", "K14": "条例"}, ["J14", "＋cmd|x", "始まらない"]),
    "source that could run": ({"J14": "直営", "K14": "@SUM(A1)"}, ["K14", "始まらない"]),
    "unknown item": ({"A12": "9-99"}, ["A12", "「9-99」", "1-01"]),
    "item twice": ({"A12": "1-01"}, ["A12", "9行目"]),
    "beside the heads": ({"M12": 5}, ["M12", "「5」"]),
    "head changed": ({"J8": "答え"}, ["J8", "「答え」", "記入欄"]),
    "another form": ({"B3": "monthly"}, ["B3", "「monthly」", "yearly"]),
    "another city": ({"B4": "99999"}, ["B4", "99001"]),
    "another year": ({"B5": "2019"}, ["B5", "「2019」", "2021年度"]),
    "nothing entered": ({}, ["記入欄", "何も"]),
}


@pytest.mark.parametrize(("cells", "parts"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_refused_with_its_cell(
    catalog: Catalog, tmp_path: Path, cells: dict[str, Any], parts: list[str]
) -> None:
    path = filled(catalog, tmp_path, cells)
    with pytest.raises(DeliveryError) as caught:
        read_survey(path, "六月.xlsx", catalog)
    said = str(caught.value)
    assert said.startswith("六月.xlsx")
    assert [part for part in parts if part not in said] == []


def test_a_workbook_of_something_else_is_refused(catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(DeliveryError, match="シート「調査票」がありません"):
        read_survey(path, "other.xlsx", catalog)
