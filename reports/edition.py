"""Which yearbook answers for a fiscal year, and which of its tables have figures for it."""

from dataclasses import dataclass

from warehouse.errors import UserError
from warehouse.open import Published
from warehouse.printed_table import TableInfo, list_tables


@dataclass(frozen=True)
class Edition:
    """A yearbook as it is to be printed for one fiscal year."""

    municipality_code: str
    edition: int
    series: str
    fiscal_year: int
    is_main_year: bool
    system_ja: str
    document_ja: str
    publisher_ja: str
    tables: tuple[TableInfo, ...]
    left_out: tuple[TableInfo, ...]
    year_names: dict[int, str]
    short_year_names: dict[int, str]


def find_edition(
    published: Published, municipality_code: str, fiscal_year: int, series: str | None = None
) -> Edition:
    """The edition whose main year it is, else the first later one that still prints figures of that year.

    Args:
        published: the open build.
        municipality_code: five digits.
        fiscal_year: calendar year of its 1 April.
        series: the kind of document wanted; without it a yearbook goes before other documents.

    Raises:
        UserError: no such document of that municipality has figures for that year.
    """
    editions = published.rows(
        """
        select e.edition, e.series, e.main_fiscal_year, e.document_ja, e.publisher_ja, m.library_system_name_ja
        from dim_edition as e inner join dim_municipality as m using (municipality_code)
        where e.municipality_code = $1 and ($2 is null or e.series = $2)
        order by e.series != 'yearbook', e.main_fiscal_year
        """,
        [municipality_code, series],
    )
    if not editions:
        raise UserError(
            f"自治体 {municipality_code} の年報はありません。「nenpo cells」で収録している自治体を確かめてください。"
        )
    known: set[int] = set()
    for edition, found_series, main_year, document_ja, publisher_ja, system_ja in editions:
        tables = list_tables(published, municipality_code, edition)
        years = {year for table in tables for year in table.fiscal_years if year <= main_year}
        known |= years
        if fiscal_year in years:
            is_main_year = fiscal_year == main_year
            # The main year prints the whole edition, tables of the year ahead included.
            printed = [t for t in tables if is_main_year or fiscal_year in t.fiscal_years]
            return Edition(
                municipality_code,
                edition,
                found_series,
                fiscal_year,
                is_main_year,
                system_ja,
                document_ja,
                publisher_ja,
                tuple(printed),
                tuple(t for t in tables if t not in printed),
                *year_names(published),
            )
    listed = "、".join(str(year) for year in sorted(known))
    raise UserError(f"{fiscal_year}年度の年報を作れる数値がありません。{listed}年度から選んでください。")


def year_names(published: Published) -> tuple[dict[int, str], dict[int, str]]:
    """Names of fiscal years, long and short."""
    rows = published.rows("select fiscal_year, label_ja, short_ja from dim_fiscal_year")
    return {year: label for year, label, _ in rows}, {year: short for year, _, short in rows}
