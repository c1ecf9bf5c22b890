"""Tables of a yearbook as files: which tables and years are asked for, and in which format."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reports.csv_files import BYTE_ORDER_MARK, csv_bytes, printed_csv, zip_bytes
from reports.edition import find_edition
from reports.excel import Binding, workbook_bytes
from reports.figures_in_text import with_grid
from reports.formulas import literal
from reports.machine_csv import machine_csv, machine_parquet
from reports.names import Names, read_names
from reports.old_encoding import Lost, in_old_encoding
from reports.table_page import TablePage, table_page
from warehouse.errors import UserError
from warehouse.figures import Figures
from warehouse.open import Published
from warehouse.printed_table import TableInfo, list_tables, printed_table
from warehouse.table_parts import TableParts, read_parts

PackFormat = Literal["xlsx", "csv", "csv-machine"]
TableFormat = Literal[PackFormat, "csv-cp932", "parquet"]
CONTENTS = "目次.csv"
_CONTENTS_HEADS = ("ファイル", "表番号", "表題", "章", "年度", "単位")
_NOT_IN_FILE_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_LONGEST_NAME = 60


@dataclass(frozen=True)
class ReportFile:
    """The content of a file, and what is in it; `lost` are characters that the old encoding could not carry."""

    content: bytes
    edition: int | None
    tables: int
    figures: int
    lost: Lost = ()


@dataclass(frozen=True)
class _Table:
    """A table of the years wanted: as printed, and its parts."""

    page: TablePage
    parts: TableParts
    table_years: tuple[int, ...]


def table_file(
    published: Published, municipality_code: str, table_no: str, fiscal_year: int, format_: TableFormat
) -> ReportFile:
    """One table as it stands for a fiscal year; a table that prints a series shows it up to that year.

    Raises:
        UserError: no such table, or it has no figures for that year.
    """
    edition, info = _find_table(published, municipality_code, table_no, fiscal_year)
    return edition_table_file(published, municipality_code, edition, info, fiscal_year, format_)


def edition_table_file(
    published: Published,
    municipality_code: str,
    edition: int,
    info: TableInfo,
    fiscal_year: int,
    format_: TableFormat,
    figures: Figures = Figures.COMPUTED,
) -> ReportFile:
    """The table of this very edition, with the figures that are asked for where a place has two."""
    names = read_names(published, municipality_code)
    table = _read(published, edition, info, fiscal_year, names, whole_edition=False, figures=figures)
    lost: Lost = ()
    if format_ == "xlsx":
        title = f"{names.system_ja}　{table.page.title}　{names.years[fiscal_year]}"
        content = workbook_bytes([table.page], Binding(title, names.system_ja, published.build.built_at))
    elif format_ == "parquet":
        content = machine_parquet(table.parts, table.table_years, names)
    elif format_ == "csv-cp932":
        content, lost = in_old_encoding(printed_csv(table.page).decode().removeprefix(BYTE_ORDER_MARK))
    else:
        content = _csv(table, names, format_)
    return ReportFile(content, edition, 1, _figures([table]), lost)


def tables_file(
    published: Published, municipality_code: str, fiscal_year: int, format_: PackFormat
) -> ReportFile:
    """Every table of the yearbook of a fiscal year, with the years that the yearbook prints: a workbook or a ZIP.

    Raises:
        UserError: no yearbook has figures for that year.
    """
    edition = find_edition(published, municipality_code, fiscal_year)
    names = read_names(published, municipality_code)
    tables = [
        _read(published, edition.edition, info, fiscal_year, names, whole_edition=edition.is_main_year)
        for info in edition.tables
    ]
    built_at = published.build.built_at
    if format_ == "xlsx":
        title = f"{names.system_ja}　年報の統計表　{names.years[fiscal_year]}（{fiscal_year}年度）"
        pages = [table.page for table in tables]
        content = workbook_bytes(pages, Binding(title, names.system_ja, built_at))
    else:
        files = [(_file_name(table, format_), table) for table in tables]
        packed = [(name, _csv(table, names, format_)) for name, table in files]
        content = zip_bytes([(CONTENTS, _contents(files, format_)), *packed], built_at)
    return ReportFile(content, edition.edition, len(tables), _figures(tables))


def _find_table(
    published: Published, municipality_code: str, table_no: str, fiscal_year: int
) -> tuple[int, TableInfo]:
    """The first edition from that year on that has the table, else the last that runs ahead to it."""
    editions = published.rows(
        "select edition, main_fiscal_year from dim_edition where municipality_code = ? order by main_fiscal_year",
        [municipality_code],
    )
    tables = [
        (edition, main_year, info)
        for edition, main_year in editions
        for info in list_tables(published, municipality_code, edition)
    ]
    if not tables:
        raise UserError(
            f"自治体 {municipality_code} の年報はありません。「nenpo cells」で収録している自治体を確かめてください。"
        )
    named = [each for each in tables if each[2].table_no == table_no]
    if not named:
        known = "、".join(dict.fromkeys(info.table_no for _, _, info in tables))
        raise UserError(f"表番号「{table_no}」の表はありません。{known} から選んでください。")
    holding = [each for each in named if fiscal_year in each[2].fiscal_years]
    if not holding:
        years = sorted({year for _, _, info in named for year in info.fiscal_years})
        listed = "、".join(map(str, years))
        raise UserError(
            f"表{table_no}に{fiscal_year}年度の数値はありません。{listed}年度から選んでください。"
        )
    edition, _, info = next((each for each in holding if each[1] >= fiscal_year), holding[-1])
    return edition, info


def _read(
    published: Published,
    edition: int,
    info: TableInfo,
    fiscal_year: int,
    names: Names,
    *,
    whole_edition: bool,
    figures: Figures = Figures.COMPUTED,
) -> _Table:
    place = (names.municipality_code, edition, info.table_id)
    table = printed_table(published, *place, fiscal_year, whole_edition=whole_edition, figures=figures)
    # A table of figures in running text has no rows to ask.
    years = info.fiscal_years if whole_edition else sorted({row.fiscal_year for row in table.rows})
    table_years = tuple(years) or (fiscal_year,)
    parts = read_parts(published, *place, figures)
    table = with_grid(table, parts, table_years, names.years)
    return _Table(table_page(table, table_years, published.build, names.years), parts, table_years)


def _csv(table: _Table, names: Names, format_: PackFormat) -> bytes:
    if format_ == "csv":
        return printed_csv(table.page)
    return machine_csv(table.parts, table.table_years, names)


def _contents(files: Sequence[tuple[str, _Table]], format_: PackFormat) -> bytes:
    lines = [
        [name, info.table_no, info.title_ja, info.chapter_title_ja, table.page.years_ja, info.unit_ja or ""]
        for name, table in files
        for info in [table.parts.info]
    ]
    for_excel = format_ == "csv"
    return csv_bytes(
        [_CONTENTS_HEADS, *([literal(text) for text in line] for line in lines)], for_excel=for_excel
    )


def _file_name(table: _Table, format_: PackFormat) -> str:
    """People look for the number and the title, programs for the code."""
    info = table.parts.info
    if format_ == "csv-machine":
        return f"{info.table_id}.csv"
    return _NOT_IN_FILE_NAMES.sub("_", f"{info.table_no} {info.title_ja}")[:_LONGEST_NAME] + ".csv"


def _figures(tables: Sequence[_Table]) -> int:
    return sum(table.page.table.figures for table in tables)
