"""Which municipalities and yearbooks the build holds, and what its fiscal years are called."""

from dataclasses import dataclass

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
    """Those with a yearbook first, then those with another document, each group by code."""
    rows = frame(
        """
        select m.municipality_code, m.slug, m.name_ja, m.library_system_name_ja
        from dim_municipality as m left join dim_edition as e using (municipality_code)
        group by all
        order by coalesce(bool_or(e.series = 'yearbook'), false) desc, count(e.edition) = 0, m.municipality_code
        """
    )
    return [
        Municipality(code, slug, name, library_system, _yearbooks(code, slug))
        for code, slug, name, library_system in rows.iter_rows()
    ]


def _yearbooks(code: str, slug: str) -> tuple[Yearbook, ...]:
    """The newest document of each series; the yearbook first."""
    rows = frame(
        """
        select edition, main_fiscal_year, document_ja, publisher_ja, count(*) over () = 1 as is_only_one
        from (
            from dim_edition where municipality_code = ?
            qualify row_number() over (partition by series order by edition desc) = 1
        )
        order by series != 'yearbook', edition desc
        """,
        code,
    )
    return tuple(Yearbook(code, slug, *row) for row in rows.iter_rows())


def fiscal_year_names() -> dict[int, str]:
    """`令和6年度（2024）` by fiscal year."""
    rows = frame("select fiscal_year, label_ja from dim_fiscal_year")
    return {year: fiscal_year(year, label) for year, label in rows.iter_rows()}


def fiscal_year_short_names() -> dict[int, str]:
    """`R6` by fiscal year."""
    return dict(frame("select fiscal_year, short_ja from dim_fiscal_year").iter_rows())
