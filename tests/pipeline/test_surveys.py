"""Yearly forms of a build: figures as printed, each from its query; what is carried over; what may leave the house."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import made_once, run_nenpo
from tests.seeds_tree import CODE, tiny_seeds
from tests.survey_texts import ANSWERS_2023, add_survey
from warehouse.open import Published, open_published
from warehouse.surveys import survey_form, survey_years

pytestmark = pytest.mark.slow

CITY, JLA, MEXT = "28204", "jla_public_library", "mext_social_education_library"
# Read off the tables of the yearbook (source 002), fiscal 2024 unless said otherwise.
PRINTED = {
    "1-01": 481_158,  # 1-(1), inhabitants on 1 April 2025
    "1-07": 292,  # 1-(6), central library
    "2-01": 26,  # 1-(2), 1 April 2025
    "2-02": 11,
    "2-03": 2,
    "2-04": 54,  # 52 A + 2 B
    "2-05": 54,  # 52 A + 2 school librarians of B
    "2-07": 0,
    "3-01": 943_628,  # 1-(3)
    "3-02": 298_340,
    "3-03": 676_208,  # 2-(2)
    "3-04": 37_643,  # 2-(3)
    "3-05": 33_147,
    "3-06": 15_451,
    "3-07": 14_204,
    "3-08": 70_236,
    "3-09": 219,  # 2-(6)
    "3-10": 210,
    "3-11": 24,
    "3-12": 22_503,  # 1-(3)
    "4-01": 107_654,  # 1-(4)
    "4-02": 12_132,
    "4-03": 96_230,  # 3-(1)
    "4-04": 3_009_606,  # 1-(5)
    "4-05": 2_960_188,
    "4-06": 1_351_741,
    "4-07": 49_418,
    "4-08": 831_025,
    "4-09": 156,  # 3-(3)
    "4-10": 9_858,
    "4-11": 1_016_434,  # 4-(3)-イ
    "5-01": 1_798,  # 5-(3)
    "5-02": 1_610,
    "5-03": 72_215,  # 5-(1)
    "5-04": 1_634,
    "5-06": 67,
    "6-01": 1_384_660,  # 1-(6)
    "7-01": 710_361_659,  # 1-(1), an estimate of the settlement
    "7-02": 65_267_428,
    "7-03": 56_859_704,
    "7-04": 783_322,  # budget of 2025 in thousand yen
    "7-05": 65_400,
}
# Items of the association's form that the yearbook does not give, and that are required.
OPEN = ["1-02", "1-04", "1-06", "2-06", "2-08", "3-13", "5-05", "6-02", "6-03"]


def test_every_calculated_item_is_the_printed_figure(published: Published) -> None:
    form = survey_form(published, CITY, JLA, 2024)
    calculated = {a.item_no: a.value for a in form.answers if a.status == "calculated"}
    assert calculated == {item_no: Decimal(value) for item_no, value in PRINTED.items()}
    assert [a.item_no for a in form.answers if a.kind == "calculated"] == list(PRINTED)
    estimates = [a.item_no for a in form.answers if a.value_status == "estimate"]
    assert estimates == ["7-01", "7-02", "7-03"]


def test_the_ministrys_form_asks_of_every_third_year(published: Published) -> None:
    years = survey_years(published, CITY)
    assert years[MEXT] == [2023, 2020]
    found = {a.item_no: a for a in survey_form(published, CITY, MEXT, 2023).answers}
    # Series of the yearbook print fiscal 2023 as well: rows R5 of 1-(3), 1-(6), 1-(4), 1-(5) and 3-(3).
    assert {no: a.value for no, a in found.items() if a.status == "calculated"} == {
        "3-01": 978_400, "3-02": 311_859, "3-04": 23_825, "4-01": 288, "4-02": 1_430_081, "4-03": 106_350,
        "4-04": 12_403, "4-05": 830_863, "4-06": 102_505, "4-07": 3_037_729, "4-08": 1_405_409, "4-09": 10_950,
    }  # fmt: skip
    # Tables of a single year do not.
    assert (found["3-03"].status, found["3-03"].value) == ("not_computable", None)
    assert "表2-(3) 合計/計・増加冊数/合計(2023年度)" in found["3-03"].trace_ja


def test_a_budget_is_never_taken_for_a_result(published: Published) -> None:
    # The yearbook prints the budget of 2025 in the row of settled accounts; no form of 2025 is laid out from it.
    assert max(survey_years(published, CITY)[JLA]) == 2024
    # The budget that followed fiscal 2023 stands in another column, and is not guessed.
    form = survey_form(published, CITY, JLA, 2023)
    assert {a.item_no: a.status for a in form.answers}["7-04"] == "not_computable"


def test_every_query_gives_the_figure(published: Published) -> None:
    cells = published.rows(
        "select status, value, value_text, query_sql from rpt_survey__cells where query_sql is not null"
    )
    assert len([c for c in cells if c[0] == "calculated"]) >= 2 * len(PRINTED)
    for status, value, value_text, query in cells:
        assert published.rows(query) == [(value if value_text is None else value_text,)], (status, query)


def test_items_with_a_figure_name_table_definition_and_document(published: Published) -> None:
    form = survey_form(published, CITY, JLA, 2024)
    (loans,) = [a for a in form.answers if a.item_no == "4-04"]
    for text in ("表1-(5) 全館・貸出冊数/合計(2024年度)", "個人に貸し出した", "図書館の概要 令和7年度"):
        assert text in loans.trace_ja


def test_an_item_is_asked_from_its_first_year_on(published: Published) -> None:
    asked = {
        year: {a.item_no for a in survey_form(published, CITY, JLA, year).answers} for year in (2020, 2021)
    }
    # E-books and their loans, from 1 April 2021.
    assert asked[2021] - asked[2020] == {"3-13", "4-12"}


def test_a_city_without_a_yearbook_answers_everything_by_hand(published: Published) -> None:
    form = survey_form(published, "40220", JLA, 2024)
    assert form.counts["calculated"] == 0
    # 41 required items, as of every city.
    assert (form.required, len(form.missing)) == (41, 41)


def test_an_incomplete_form_stays_in_the_house(published_var: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.xlsx"
    asked = ("survey", "export", "--form", JLA, "--municipality", "nishinomiya", "--fiscal-year", "2024")
    refused = run_nenpo(*asked, "--out", str(out), var=published_var)
    assert refused.returncode == 1
    assert "必須項目41件のうち9件(1-02 図書館数、" in refused.stderr
    assert not out.exists()
    drafted = run_nenpo(*asked, "--draft", "--out", str(out), var=published_var)
    assert drafted.returncode == 0, drafted.stderr
    sheets = openpyxl.load_workbook(out).worksheets
    assert [("未完成" in str(sheet["A2"].value), sheet.title) for sheet in sheets] == [
        (True, "調査票"),
        (True, "定義と出所"),
    ]
    listed = run_nenpo("survey", "list", "--municipality", "nishinomiya", var=published_var)
    assert f"{JLA}  2024年度  項目57、必須41、埋まっていない必須項目9" in listed.stdout


def test_what_is_missing_is_what_the_yearbook_does_not_give(published: Published) -> None:
    assert [a.item_no for a in survey_form(published, CITY, JLA, 2024).missing] == OPEN


@pytest.fixture(scope="session")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation of the invented municipality, whose staff have answered."""

    def make(folder: Path) -> None:
        folder.mkdir()
        seeds = add_survey(tiny_seeds(folder))
        built = run_nenpo("build", "--no-pdf", var=folder / "var", seeds=seeds)
        assert built.returncode == 0, built.stderr

    return made_once(tmp_path_factory, "answered_survey", make)


def test_answers_are_entered_calculated_or_carried_over(answered: Path) -> None:
    published = open_published(answered / "var")
    form = survey_form(published, CODE, "yearly", 2023)
    found = [(a.item_no, a.status, a.value, a.value_text, a.from_fiscal_year) for a in form.answers]
    assert found == [
        # Entered by hand although calculated: 1,840 are printed.
        ("1-01", "entered", 1841, None, 2023),
        # Books at the end of the year and cards: 5,140 + 400.
        ("1-02", "calculated", 5540, None, 2023),
        ("1-03", "not_computable", None, None, None),
        ("2-01", "carried_over", 2, None, 2022),
        ("2-02", "entered", Decimal("1290.94"), None, 2023),
        ("2-03", "carried_over", None, "直営", 2022),
    ]
    by_number = {a.item_no: a for a in form.answers}
    assert "計算した数値は1840(表1-(1) 合計・貸出冊数/計(2023年度))" in by_number["1-01"].trace_ja
    assert by_number["2-01"].status_ja == "引継ぎ(2022年度から)"
    before = survey_form(published, CODE, "yearly", 2022)
    # Cards are printed of 2023 only; loans of the year after are those of 2023.
    assert [(a.item_no, a.status, a.value) for a in before.answers] == [
        ("1-01", "calculated", 2130),
        ("1-02", "not_computable", None),
        ("1-03", "calculated", 1840),
        ("2-01", "entered", 2),
        ("2-03", "entered", None),
    ]
    for query, value, value_text in published.rows(
        "select query_sql, value, value_text from rpt_survey__cells where query_sql is not null"
    ):
        assert published.rows(query) == [(value if value_text is None else value_text,)]
    published.close()


def test_a_complete_form_leaves_without_a_mark_and_comes_back(answered: Path, tmp_path: Path) -> None:
    var, seeds, out = answered / "var", answered / "seeds", tmp_path / "x.xlsx"
    asked = ("survey", "export", "--form", "yearly", "--municipality", "sakyu")
    refused = run_nenpo(*asked, "--fiscal-year", "2022", "--out", str(out), var=var, seeds=seeds)
    assert (refused.returncode, out.exists()) == (1, False)
    assert "4件のうち1件(1-02 蔵書と登録)" in refused.stderr
    done = run_nenpo(*asked, "--fiscal-year", "2023", "--out", str(out), var=var, seeds=seeds)
    assert done.returncode == 0, done.stderr
    book = openpyxl.load_workbook(out)
    assert not any("未完成" in str(c.value) for sheet in book for row in sheet.iter_rows() for c in row)
    sheet = book["調査票"]
    (row,) = [cell.row for cell in sheet["A"] if cell.value == "2-01"]
    sheet[f"J{row}"], sheet[f"K{row}"] = 3, "条例の改正"
    book.save(out)
    copied = add_survey(tiny_seeds(tmp_path))
    read = run_nenpo("survey", "read", str(out), var=var, seeds=copied)
    assert read.returncode == 0, read.stderr
    assert "1項目の回答を seeds/municipalities/99001_sakyu/survey_answers/yearly/2023.csv" in read.stdout
    lines = (copied / ANSWERS_2023).read_text(encoding="utf-8").splitlines()
    assert [line.split(",")[:3] for line in lines[1:]] == [
        ["1-01", "1841", "窓口の記録"],
        ["2-01", "3", "条例の改正"],
        ["2-02", "1290.94", "要覧"],
    ]
