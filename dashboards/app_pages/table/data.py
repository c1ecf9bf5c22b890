"""What the page of one table needs besides the printed table itself."""

from dataclasses import dataclass

import polars as pl

from dashboards.app_pages.table.chart_data import ChartCell, Selection
from dashboards.places import Yearbook
from dashboards.published import frame, published
from warehouse.annotations import annotation_notes
from warehouse.figures import Figures, years_with_both
from warehouse.printed_table import TableInfo

# What the columns of `every_cell` are called where people read them.
CELL_HEADS = (
    "自治体コード", "版", "表番号", "表コード", "年度", "時点", "行", "列", "項目コード", "単位", "数値", "文字", "状態",
    "根拠", "集計値か", "資料",
)  # fmt: skip


@dataclass(frozen=True)
class Branch:
    """A library that has rows or columns of its own in a table, and their paths."""

    library_code: str
    name_ja: str
    label_ja: str
    paths: frozenset[str]


def branches(yearbook: Yearbook, info: TableInfo) -> list[Branch]:
    rows = frame(
        """
        with member as (
            select library_code, min(position) as position, list(distinct path) as paths
            from rpt_yearbook__axis_members
            where municipality_code = ? and edition = ? and table_id = ? and library_code is not null
            group by library_code
        ),
        name as (
            select library_code, arg_max(name_ja, valid_from) as name_ja, arg_max(label_ja, valid_from) as label_ja
            from dim_library
            -- Named as of the last day of the yearbook's main year, as its tables are.
            where municipality_code = ? and valid_from <= make_date(?, 3, 31)
            group by library_code
        )
        select library_code, name_ja, label_ja, paths from member join name using (library_code) order by position
        """,
        yearbook.municipality_code,
        yearbook.edition,
        info.table_id,
        yearbook.municipality_code,
        yearbook.main_fiscal_year + 1,
    )
    return [Branch(code, name, label, frozenset(paths)) for code, name, label, paths in rows.iter_rows()]


def has_both_figures(yearbook: Yearbook, info: TableInfo) -> bool:
    """Whether any year of the table has computed figures beside published ones."""
    return bool(years_with_both(published(), yearbook.municipality_code, yearbook.edition, info.table_id))


def chart_cells(yearbook: Yearbook, info: TableInfo, figures: Figures) -> list[ChartCell]:
    """Every figure of the grid in printed order, with the library of its row or column."""
    rows = frame(
        f"""
        select c.fiscal_year, c.fiscal_year - r.year_offset - k.year_offset as table_year,
               c.row_path, c.column_path, c.value, c.unit, m.decimals,
               r.library_code as row_library, k.library_code as column_library,
               r.role = 'item' as row_is_item, k.role = 'item' as column_is_item
        from {figures.relation} as c
        join rpt_yearbook__axis_members as r using (municipality_code, edition, table_id)
        join rpt_yearbook__axis_members as k using (municipality_code, edition, table_id)
        join dim_measure as m on m.measure_id = c.measure
        where c.municipality_code = ? and c.edition = ? and c.table_id = ? and c.value is not null
          and r.axis = 'row' and r.path = c.row_path and k.axis = 'column' and k.path = c.column_path
        order by r.position, k.position, c.fiscal_year
        """,
        yearbook.municipality_code,
        yearbook.edition,
        info.table_id,
    )
    return [ChartCell(**row) for row in rows.iter_rows(named=True)]


def selection(info: TableInfo) -> Selection | None:
    """What the specification wants drawn; None where no picture suits the table."""
    chart = info.chart or {}
    if chart.get("kind", "none") == "none":
        return None
    return Selection(chart["kind"], tuple(chart.get("rows") or ()), tuple(chart.get("columns") or ()))


def definitions(yearbook: Yearbook, info: TableInfo) -> pl.DataFrame:
    """The measures of the table with what they count and who says so."""
    return frame(
        """
        select m.name_ja, m.unit_ja, m.definition_ja, m.authority
        from dim_measure as m
        where m.measure_id in (
            select measure from rpt_yearbook__shown where municipality_code = ? and edition = ? and table_id = ?
        )
        order by m.name_ja
        """,
        yearbook.municipality_code,
        yearbook.edition,
        info.table_id,
    )


def every_cell(yearbook: Yearbook, info: TableInfo, figures: Figures) -> pl.DataFrame:
    """The cells of the table in every year."""
    return frame(
        f"""
        select municipality_code, edition, table_no, table_id, fiscal_year, as_of_date, row_path, column_path,
               measure, unit, value, value_text, value_status, basis, is_computed, source
        from {figures.relation}
        where municipality_code = ? and edition = ? and table_id = ?
        order by fiscal_year, row_path, column_path
        """,
        yearbook.municipality_code,
        yearbook.edition,
        info.table_id,
    )


def annotation_lines(yearbook: Yearbook, info: TableInfo, branch: Branch | None) -> list[str]:
    """The dated changes that explain the series of the table, of one library or of all."""
    measures = frame(
        "select distinct measure from rpt_yearbook__shown where municipality_code = ? and edition = ? and table_id = ?",
        yearbook.municipality_code,
        yearbook.edition,
        info.table_id,
    )["measure"].to_list()
    codes = [branch.library_code] if branch else []
    first, last = info.fiscal_years[0], info.fiscal_years[-1]
    return annotation_notes(published(), yearbook.municipality_code, measures, first, last, codes)
