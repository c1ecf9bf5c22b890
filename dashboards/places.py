"""Which municipalities and yearbooks the build holds, and what its fiscal years are called."""

from dataclasses import dataclass
from typing import Any

from dashboards.format import fiscal_year
from dashboards.published import frame


@dataclass(frozen=True)
class Yearbook:
    """A yearbook or other document of a municipality whose tables the build holds."""

    municipality_code: str
    slug: str
    edition: int
    main_fiscal_year: int
    document_ja: str
    publisher_ja: str
    is_only_one: bool

    @property
    def source_ja(self) -> str:
        return f"{self.publisher_ja}『{self.document_ja}』"

    @property
    def link(self) -> dict[str, str]:
        """Parameters of a link to its tables."""
        edition = {} if self.is_only_one else {"edition": str(self.edition)}
        return {"municipality": self.slug, **edition}


@dataclass(frozen=True)
class Municipality:
    code: str
    slug: str
    name_ja: str
    library_system_name_ja: str
    yearbooks: tuple[Yearbook, ...]


def municipalities() -> list[Municipality]:
    """Those with a yearbook first, then those with another document, each group by code.

    Each with the newest document of each series, its yearbook first.
    """
    rows = frame(
        """
        with newest as (
            from dim_edition
            qualify row_number() over (partition by municipality_code, series order by edition desc) = 1
        )
        select
            m.municipality_code, m.slug, m.name_ja, m.library_system_name_ja,
            list(
                {
                    edition: n.edition, main_fiscal_year: n.main_fiscal_year,
                    document_ja: n.document_ja, publisher_ja: n.publisher_ja
                }
                order by n.series != 'yearbook', n.edition desc
            ) filter (n.edition is not null) as documents
        from dim_municipality as m left join newest as n using (municipality_code)
        group by all
        order by coalesce(bool_or(n.series = 'yearbook'), false) desc, count(n.edition) = 0, m.municipality_code
        """
    )
    return [
        Municipality(code, slug, name, library_system, _yearbooks(code, slug, documents or []))
        for code, slug, name, library_system, documents in rows.iter_rows()
    ]


def _yearbooks(code: str, slug: str, documents: list[dict[str, Any]]) -> tuple[Yearbook, ...]:
    return tuple(Yearbook(code, slug, **document, is_only_one=len(documents) == 1) for document in documents)


def fiscal_year_names() -> dict[int, str]:
    """`令和6年度（2024）` by fiscal year."""
    rows = frame("select fiscal_year, label_ja from dim_fiscal_year")
    return {year: fiscal_year(year, label) for year, label in rows.iter_rows()}


def fiscal_year_short_names() -> dict[int, str]:
    """`R6` by fiscal year."""
    return dict(frame("select fiscal_year, short_ja from dim_fiscal_year").iter_rows())
