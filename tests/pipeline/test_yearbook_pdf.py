"""The yearbook on paper, from the build that the pipeline published."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from reports.document import yearbook_document
from reports.edition import find_edition
from reports.export import ExportResult, export_yearbook
from reports.fonts import find_font
from warehouse.errors import UserError
from warehouse.format import number
from warehouse.open import Published
from warehouse.printed_table import list_tables, printed_table

CODE = "28204"
MAIN_YEAR = 2024
EDITION = 2025
SPACE = re.compile(r"\s+")


@pytest.fixture(scope="module")
def result(published: Published, tmp_path_factory: pytest.TempPathFactory) -> ExportResult:
    return export_yearbook(published, CODE, MAIN_YEAR, tmp_path_factory.mktemp("paper") / "yearbook.pdf")


@pytest.fixture(scope="module")
def pages(result: ExportResult) -> list[str]:
    return [SPACE.sub("", page.extract_text()) for page in PdfReader(result.path).pages]


def printed_forms(published: Published) -> Iterator[str]:
    """Every figure of the edition in the form in which it is printed, notes and brackets included."""
    for value, text, unit, decimals in published.rows(
        "select c.value, c.value_text, c.unit, m.decimals from rpt_yearbook__shown as c"
        " inner join dim_measure as m on c.measure = m.measure_id where municipality_code = ? and edition = ?",
        [CODE, EDITION],
    ):
        yield text if text is not None else number(value, decimals) + ("%" if unit == "%" else "")


def test_every_figure_of_the_mart_is_on_paper(published: Published, pages: list[str]) -> None:
    text = "".join(pages)
    forms = {SPACE.sub("", form) for form in printed_forms(published)}
    assert len(forms) > 1_500
    assert {form for form in forms if form not in text} == set()


def test_every_table_is_in_the_contents(published: Published, result: ExportResult, pages: list[str]) -> None:
    tables = list_tables(published, CODE, EDITION)
    assert result.tables == len(tables)
    for table in tables:
        title = SPACE.sub("", table.title_ja)
        # Once in the contents, which may take more than one page, and once at the table.
        assert sum(page.count(title) for page in pages) >= 2


def test_no_row_is_on_a_page_without_its_heads(published: Published, pages: list[str]) -> None:
    for info in list_tables(published, CODE, EDITION):
        table = printed_table(published, CODE, EDITION, info.table_id, MAIN_YEAR, whole_edition=True)
        heads = [SPACE.sub("", head.text) for level in table.header for head in level]
        for row in table.rows:
            figures = SPACE.sub("", "".join(cell.text for cell in row.cells if not cell.is_stub))
            assert any(figures in page and all(head in page for head in heads) for page in pages), (
                info.table_no,
                figures,
            )


def test_cover_and_feet_name_the_year_and_the_build(published: Published, pages: list[str]) -> None:
    assert "令和6年度（2024年度）" in pages[0]
    assert "数値印刷された年報の数値" in pages[0]
    assert all(published.build.build_id in page for page in pages)


def test_the_cover_of_counted_figures_says_so_and_that_nothing_is_closed(small: Published) -> None:
    said = yearbook_document(small, find_edition(small, CODE, MAIN_YEAR), find_font()).data["cover"][
        "imprint"
    ]
    assert "速報値で、印刷された年報の数値ではありません。" in dict(said)["数値"]
    assert "見本" in dict(said)["数値"]


def test_only_the_japanese_font_is_embedded(result: ExportResult) -> None:
    fonts = {
        font.get_object()["/BaseFont"].split("+")[-1]
        for page in PdfReader(result.path).pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert fonts == {"IPAexGothic"}


def test_an_earlier_year_prints_what_it_has_and_names_what_it_lacks(
    published: Published, tmp_path: Path
) -> None:
    result = export_yearbook(published, CODE, 2022, tmp_path / "earlier.pdf")
    pages = [SPACE.sub("", page.extract_text()) for page in PdfReader(result.path).pages]
    text = "".join(pages)
    assert "載せていない表" in pages[1]
    assert "2-(1)分類別蔵書数" in pages[1]
    assert "3,208,648" in text
    assert "3,009,606" not in text


@pytest.mark.parametrize("fiscal_year", [1999, 2025])
def test_a_year_without_a_yearbook_is_refused(fiscal_year: int, published: Published, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=f"{fiscal_year}年度"):
        export_yearbook(published, CODE, fiscal_year, tmp_path / "none.pdf")
    assert list(tmp_path.iterdir()) == []


def test_the_same_build_gives_the_same_file(
    published: Published, result: ExportResult, tmp_path: Path
) -> None:
    assert export_yearbook(published, CODE, MAIN_YEAR, tmp_path / "again.pdf").sha256 == result.sha256
