"""The progress of a plan on paper, from the build that the pipeline published."""

import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from reports.export import ExportResult
from reports.plan_export import export_plan
from reports.plan_pages import plan_pieces, plan_section
from tests.conftest import run_nenpo
from warehouse.errors import UserError
from warehouse.open import Published

CODE, YEAR = "13103", 2025
SPACE = re.compile(r"\s+")


@pytest.fixture(scope="module")
def result(published: Published, tmp_path_factory: pytest.TempPathFactory) -> ExportResult:
    return export_plan(published, CODE, YEAR, tmp_path_factory.mktemp("paper") / "plan.pdf")


@pytest.fixture(scope="module")
def text(result: ExportResult) -> str:
    return SPACE.sub("", "".join(page.extract_text() for page in PdfReader(result.path).pages))


def test_the_pdf_is_tagged_and_in_japanese(result: ExportResult) -> None:
    catalog = PdfReader(result.path).trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"].startswith("ja")
    assert result.pages is not None and result.pages > 8


def test_every_project_and_every_figure_of_the_marts_is_on_paper(published: Published, text: str) -> None:
    projects = published.rows(
        "select project_no, name_ja from dim_plan_project where municipality_code = ?", [CODE]
    )
    assert len(projects) == 43
    assert [no for no, name in projects if SPACE.sub("", f"{no}{name}") not in text] == []
    figures = published.rows(
        "select unnest([target, actual]) from fct_plan_values where municipality_code = ?", [CODE]
    )
    assert len(figures) == 6 * 4 * 2
    assert [f for (f,) in figures if f is not None and f"{f:,.0f}" not in text] == []
    statements = published.rows(
        "select text_ja from rpt_plan__statements where municipality_code = ?", [CODE]
    )
    assert [words for (words,) in statements if SPACE.sub("", words) not in text] == []


def test_grade_proposal_and_reason_stand_beside_each_other(published: Published, text: str) -> None:
    reasons = published.rows(
        "select grade_recorded, reason_ja, grade_proposed from rpt_plan__grades"
        " where municipality_code = ? and fiscal_year = ? and grade_recorded is not null order by project_no",
        [CODE, YEAR],
    )
    assert [(recorded, proposed) for recorded, _, proposed in reasons] == [("b", "b"), ("a", "a"), ("a", "b")]
    for recorded, reason, proposed in reasons:
        beside = f"記録された区分{recorded}区分の理由{reason}提案(この製品の式による){proposed}"
        assert SPACE.sub("", beside) in text
    assert text.count("評価として残るのは記録された区分です") == 1
    assert "4-(1)-②は、記録された区分が「a」、提案が「b」で異なり" in text


def test_the_section_is_plain_data_for_other_papers(published: Published) -> None:
    section = plan_section(published, CODE, YEAR)
    assert section is not None and section["kind"] == "plan"
    assert sum(block["chart"] is not None for block in section["blocks"]) == 6
    assert len(list(plan_pieces(section))) > 43 * 2


def test_a_plan_without_projects_prints_its_aims(published: Published, tmp_path: Path) -> None:
    result = export_plan(published, "28204", 2024, tmp_path / "aims.pdf")
    text = SPACE.sub("", "".join(page.extract_text() for page in PdfReader(result.path).pages))
    assert "探しやすい並べ方" in text and "今後報告される" in text
    assert "区分も提案も示しません" in text


@pytest.mark.parametrize(
    ("code", "year", "words"), [(CODE, 1999, "2025年度から選んで"), ("40220", YEAR, "収録されていません")]
)
def test_what_is_not_there_is_said(
    code: str, year: int, words: str, published: Published, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match=words):
        export_plan(published, code, year, tmp_path / "none.pdf")
    assert list(tmp_path.iterdir()) == []


def test_the_command_writes_the_same_file(published_var: Path, result: ExportResult, tmp_path: Path) -> None:
    out = tmp_path / "x.pdf"
    done = run_nenpo(
        "export",
        "plan",
        "--municipality",
        "minato",
        "--fiscal-year",
        str(YEAR),
        "--out",
        str(out),
        var=published_var,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert out.read_bytes() == result.path.read_bytes()
