"""The progress of a plan as a document of its own."""

from pathlib import Path
from typing import Any

from reports.document_meta import document_meta
from reports.export import ExportResult, delivered
from reports.fonts import Font, find_font
from reports.names import read_names
from reports.plan_pages import counted, plan_pieces, plan_section
from reports.table_files import ReportFile
from reports.table_page import stamp
from reports.typeset import typeset
from reports.verify import read_back
from warehouse.errors import UserError
from warehouse.open import Published


def export_plan(
    published: Published,
    municipality_code: str,
    fiscal_year: int,
    out: Path,
    plan_id: str | None = None,
    font_dir: Path | None = None,
) -> ExportResult:
    """Write the progress of a plan in a fiscal year as a PDF.

    Args:
        published: the open build.
        municipality_code: five digits.
        fiscal_year: calendar year of its 1 April.
        out: file to write; it is replaced only by a whole, proved PDF.
        plan_id: the plan, where a municipality has several.
        font_dir: where the font lies, instead of the installed package.

    Raises:
        UserError: no plan has records of that year, no font, a PDF that does not say what the mart says, or no place to
            write.
    """
    font = find_font(font_dir)
    section = plan_section(published, municipality_code, fiscal_year, plan_id, font)
    if section is None:
        raise UserError(_nothing(published, municipality_code, fiscal_year))
    pdf = typeset(
        _document(published, municipality_code, fiscal_year, section, font), font, published.build.built_at
    )
    pieces = list(plan_pieces(section))
    pages = read_back(pdf, (("計画の進捗", piece) for piece in pieces), font)
    file = ReportFile(pdf, fiscal_year, *counted(section))
    return delivered(published, municipality_code, fiscal_year, file, out, pages)


def _nothing(published: Published, municipality_code: str, fiscal_year: int) -> str:
    years = published.rows(
        "select distinct fiscal_year from rpt_plan__grades where municipality_code = ? order by fiscal_year",
        [municipality_code],
    )
    if not years:
        return f"自治体 {municipality_code} の計画はまだ収録されていません。"
    listed = "、".join(str(year) for (year,) in years)
    return f"{fiscal_year}年度の計画の記録はありません。{listed}年度から選んでください。"


def _document(
    published: Published, municipality_code: str, fiscal_year: int, section: dict[str, Any], font: Font
) -> dict[str, Any]:
    names = read_names(published, municipality_code)
    title = f"{names.system_ja}　{section['title']}"
    return {
        "meta": document_meta(
            published.build,
            font,
            title,
            names.system_ja,
            f"{title}。事業の一覧、目標と実績、区分と提案、検算。",
        ),
        "cover": {
            "system": names.system_ja,
            "name": "計画の進捗",
            "year": f"{names.years[fiscal_year]}（{fiscal_year}年度）",
            "imprint": [["版", stamp(published.build)]],
        },
        "contents": {"title": "目次", "notes": []},
        "chapters": [section],
    }
