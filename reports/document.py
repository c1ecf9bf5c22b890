"""The yearbook of one fiscal year as plain data, which the Typst template sets."""

from dataclasses import dataclass
from typing import Any

from reports.chart_data import chart_data
from reports.chart_notes import chart_notes
from reports.chart_plan import chart_plan
from reports.chart_style import WIDTH_PT
from reports.charts import ChartData, draw
from reports.document_meta import document_meta
from reports.edition import Edition
from reports.facilities import facilities
from reports.fonts import Font
from reports.front_matter import front_matter
from reports.table_page import numbered, remarks, stamp
from reports.table_sheet import table_sheet
from warehouse.open import Published
from warehouse.origin import Origin, computed_note
from warehouse.printed_table import PrintedTable, TableInfo, printed_table

# Of the cover's year, a row each way in which figures came about.
_ORIGINS = """
select fiscal_year, any_value(value) as value, value_status as status, source, is_computed
from rpt_yearbook__shown
where municipality_code = ? and edition = ? and fiscal_year = ? and value is not null
group by fiscal_year, value_status, source, is_computed
order by count(*) desc, source, value_status
"""

CHART_WORDS = {"trend": "推移", "bar": "比較", "stacked_bar": "内訳", "heat_map": "分布"}


@dataclass(frozen=True)
class Document:
    """What is set, and the tables whose figures it must hold."""

    data: dict[str, Any]
    tables: tuple[PrintedTable, ...]


def yearbook_document(published: Published, edition: Edition, font: Font) -> Document:
    """Read everything that the yearbook prints."""
    chapters = table_chapters(published, edition, font)
    front = front_matter(published, edition.municipality_code, edition.fiscal_year)
    overview = facilities(published, edition.municipality_code, edition.fiscal_year)
    data = {
        "meta": _meta(published, edition, font),
        "cover": _cover(published, edition),
        "contents": {"title": "目次", "notes": _contents_notes(edition)},
        "chapters": [*front, *([overview] if overview else []), *(chapter for chapter, _ in chapters)],
    }
    return Document(data, tuple(table for _, tables in chapters for table in tables))


def table_chapters(
    published: Published, edition: Edition, font: Font, *, with_charts: bool = True
) -> list[tuple[dict[str, Any], list[PrintedTable]]]:
    """The chapters of an edition as data, each with the tables that stand in it."""
    chapters: dict[str, tuple[dict[str, Any], list[PrintedTable]]] = {}
    for info in edition.tables:
        table = _table(published, edition, info, edition.is_main_year)
        data, tables = chapters.setdefault(info.chapter, (_chapter(info), []))
        chart = _chart(published, edition, table, font) if with_charts else None
        data["tables"].append(_section(edition, table, chart))
        tables.append(table)
    return list(chapters.values())


def _table(published: Published, edition: Edition, info: TableInfo, whole_edition: bool) -> PrintedTable:
    return printed_table(
        published,
        edition.municipality_code,
        edition.edition,
        info.table_id,
        edition.fiscal_year,
        whole_edition=whole_edition,
    )


def _chapter(info: TableInfo) -> dict[str, Any]:
    return {"kind": "tables", "title": numbered(info.chapter, info.chapter_title_ja), "tables": []}


def _section(edition: Edition, table: PrintedTable, chart: dict[str, Any] | None) -> dict[str, Any]:
    info = table.info
    return {
        "title": numbered(info.table_no, info.title_ja),
        "remarks": list(remarks(table, edition.year_names[info.fiscal_years[-1]])),
        "sheet": table_sheet(table),
        "notes": list(table.notes),
        "source": f"資料：{table.source}",
        "chart": chart,
    }


def _chart(published: Published, edition: Edition, table: PrintedTable, font: Font) -> dict[str, Any] | None:
    plan = chart_plan(published, edition, table.info)
    if plan is None:
        return None
    # A trend looks back over all years, also where the page prints one year only.
    history = _table(published, edition, table.info, whole_edition=True)
    drawn = chart_data(history, plan, edition.short_year_names)
    if drawn is None:
        return None
    caption = _caption(table, drawn, edition)
    return {
        "svg": draw(drawn, font),
        "width": WIDTH_PT,
        "caption": caption + (f"（単位：{drawn.unit_ja}）" if drawn.unit_ja else ""),
        "alt": f"{caption}。{_reading(drawn)}",
        "notes": chart_notes(published, edition, table.info, plan, drawn),
    }


def _caption(table: PrintedTable, drawn: ChartData, edition: Edition) -> str:
    word = CHART_WORDS["trend" if drawn.fiscal_year is None else drawn.kind]
    title = table.info.title_ja if word in table.info.title_ja else f"{table.info.title_ja}の{word}"
    year = f"　{edition.year_names[drawn.fiscal_year]}" if drawn.fiscal_year else ""
    return f"図　{numbered(table.info.table_no, title)}{year}"


def _reading(drawn: ChartData) -> str:
    """The figures in words, for those who cannot see the picture."""
    return "、".join(
        f"{name}：" + " ".join(f"{m.category} {m.value:,.10g}" for m in drawn.marks if m.series == name)
        for name in drawn.series
    )


def _years_ja(edition: Edition) -> str:
    return f"{edition.year_names[edition.fiscal_year]}（{edition.fiscal_year}年度）"


def _meta(published: Published, edition: Edition, font: Font) -> dict[str, Any]:
    title = f"{edition.system_ja}　年報　{_years_ja(edition)}"
    description = f"{title}。{edition.document_ja}の統計。"
    return document_meta(published.build, font, title, edition.publisher_ja, description)


def _cover(published: Published, edition: Edition) -> dict[str, Any]:
    return {
        "system": edition.system_ja,
        "name": "年報",
        "year": _years_ja(edition),
        "imprint": [
            ["発行", edition.publisher_ja],
            ["資料", edition.document_ja],
            ["数値", _figures_ja(published, edition)],
            ["版", stamp(published.build)],
        ],
    }


def _figures_ja(published: Published, edition: Edition) -> str:
    """Whether the figures of the year are the printed ones, or counted and then whether a closing made them final."""
    key = [edition.municipality_code, edition.edition, edition.fiscal_year]
    found = [Origin(*row) for row in published.rows(_ORIGINS, key)]
    return computed_note(found, [edition.fiscal_year]) or "印刷された年報の数値"


def _contents_notes(edition: Edition) -> list[str]:
    short = edition.short_year_names[edition.fiscal_year]
    notes = [
        f"年度は4月1日に始まり、翌年の3月31日に終わる。{short}は{_years_ja(edition)}を表す。",
        "△は負の数を、「-」「/」と空欄は数値のないことを表す。",
    ]
    if edition.left_out:
        listed = "、".join(numbered(t.table_no, t.title_ja).replace("　", " ") for t in edition.left_out)
        notes.append(f"{_years_ja(edition)}の数値がないため載せていない表：{listed}")
    return notes
