"""Which municipalities and yearbooks the build holds, and what its fiscal years are called."""

from dataclasses import dataclass
from typing import Any

from dashboards.format import fiscal_year
from dashboards.published import frame


@dataclass(frozen=True)
class Yearbook:
    """The newest printed yearbook of a municipality."""

    municipality_code: str
    slug: str
    edition: int
    main_fiscal_year: int
    document_ja: str
    publisher_ja: str

    @property
    def source_ja(self) -> str:
        return f"{self.publisher_ja}『{self.document_ja}』"


@dataclass(frozen=True)
class Municipality:
    code: str
    slug: str
    name_ja: str
    library_system_name_ja: str
    yearbook: Yearbook | None


def municipalities() -> list[Municipality]:
    """Those with a yearbook first, each group by code."""
    rows = frame(
        """
        select m.municipality_code, m.slug, m.name_ja, m.library_system_name_ja,
               e.edition, e.main_fiscal_year, e.document_ja, e.publisher_ja
        from dim_municipality as m
        left join dim_edition as e on e.municipality_code = m.municipality_code
        qualify row_number() over (partition by m.municipality_code order by e.edition desc nulls last) = 1
        order by e.edition is null, m.municipality_code
        """
    )
    return [_municipality(*row) for row in rows.iter_rows()]


def _municipality(
    code: str, slug: str, name: str, library_system: str, edition: int | None, *printed: Any
) -> Municipality:
    yearbook = None if edition is None else Yearbook(code, slug, edition, *printed)
    return Municipality(code, slug, name, library_system, yearbook)


def fiscal_year_names() -> dict[int, str]:
    """`令和6年度（2024）` by fiscal year."""
    rows = frame("select fiscal_year, label_ja from dim_fiscal_year")
    return {year: fiscal_year(year, label) for year, label in rows.iter_rows()}


def fiscal_year_short_names() -> dict[int, str]:
    """`R6` by fiscal year."""
    return dict(frame("select fiscal_year, short_ja from dim_fiscal_year").iter_rows())
