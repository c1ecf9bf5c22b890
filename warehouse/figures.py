"""Which of two figures of one place a reader sees: the one counted from deliveries, or the one that the city printed."""

from collections.abc import Collection
from enum import StrEnum

from warehouse.open import Published

_SHOWN = "rpt_yearbook__shown"
# Where nothing was printed of a place, what was counted stays.
_PRINTED = """(
    select *, false as is_computed from rpt_yearbook__cells where basis = 'published'
    union all by name
    select * from rpt_yearbook__shown as shown where is_computed and not exists (
        from rpt_yearbook__cells as printed
        where printed.basis = 'published'
            and (printed.municipality_code, printed.edition, printed.table_id)
            = (shown.municipality_code, shown.edition, shown.table_id)
            and (printed.fiscal_year, printed.row_path, printed.column_path)
            = (shown.fiscal_year, shown.row_path, shown.column_path)
    )
)"""
# Places with both figures, of which `shown` is the computed one.
_BOTH = """
select distinct shown.fiscal_year
from rpt_yearbook__shown as shown
inner join rpt_yearbook__cells as printed
    using (municipality_code, edition, table_id, fiscal_year, row_path, column_path)
where shown.is_computed and printed.basis = 'published' and printed.value is not null
    and (municipality_code, edition, table_id) = (?, ?, ?)
order by shown.fiscal_year
"""


class Figures(StrEnum):
    """What stands where a place has both figures."""

    COMPUTED = "computed"
    PUBLISHED = "published"

    @property
    def relation(self) -> str:
        """SQL of the places of the yearbook, one row each; columns of `rpt_yearbook__shown`."""
        return _SHOWN if self is Figures.COMPUTED else _PRINTED


def years_with_both(
    published: Published, municipality_code: str, edition: int, table_id: str
) -> tuple[int, ...]:
    """Fiscal years of which a table has places with both figures."""
    return tuple(year for (year,) in published.rows(_BOTH, [municipality_code, edition, table_id]))


def published_note(years_with_both: Collection[int], years: Collection[int]) -> str | None:
    """Which of the years shown are of the printed yearbook although they were counted from deliveries as well."""
    found = sorted(set(years_with_both) & set(years))
    if not found:
        return None
    shown = "・".join(str(year) for year in found)
    return f"{shown}年度は印刷された年報の数値(公表値)で、納品データから集計した数値ではありません。"
