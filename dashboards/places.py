"""Which municipalities and yearbooks the build holds, and what its fiscal years are called."""

from dataclasses import dataclass

from dashboards.format import fiscal_year
from dashboards.published import frame


@dataclass(frozen=True)
class Municipality:
    """A municipality and its newest yearbook, if it has one."""

    code: str
    slug: str
    name_ja: str
    library_system_name_ja: str
    edition: int | None
    main_fiscal_year: int | None
    document_ja: str
    publisher_ja: str


def municipalities() -> list[Municipality]:
    """Those with a yearbook first, each group by code."""
    rows = frame(
        """
        select m.municipality_code as code, m.slug, m.name_ja, m.library_system_name_ja,
               e.edition, e.main_fiscal_year,
               coalesce(e.document_ja, '') as document_ja, coalesce(e.publisher_ja, '') as publisher_ja
        from dim_municipality as m
        left join dim_edition as e on e.municipality_code = m.municipality_code
        qualify row_number() over (partition by m.municipality_code order by e.edition desc nulls last) = 1
        order by e.edition is null, m.municipality_code
        """
    )
    return [Municipality(**row) for row in rows.iter_rows(named=True)]


def fiscal_year_names() -> dict[int, str]:
    """`令和6年度（2024）` by fiscal year."""
    rows = frame("select fiscal_year, label_ja from dim_fiscal_year")
    return {year: fiscal_year(year, label) for year, label in rows.iter_rows()}


def fiscal_year_short_names() -> dict[int, str]:
    """`R6` by fiscal year."""
    return dict(frame("select fiscal_year, short_ja from dim_fiscal_year").iter_rows())
