"""Dated changes that explain a series: as marks on charts and as lines in print."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from warehouse.format import fiscal_year_names, year_label
from warehouse.open import Published

# What holds from its day on; anything else happened on it.
LASTING = ("closure", "conditions", "counting_rule", "hours", "loan_limit", "open_days")

_SQL = """
select
    greatest(first_fiscal_year, ?), start_date, title_ja, text_ja, kind, precision, end_date
from dim_annotation
where municipality_code = ? and show_on_charts and list_has_any(measures, cast(? as varchar[]))
    and first_fiscal_year <= ? and (last_fiscal_year is null or last_fiscal_year >= ?)
    and (
        ? or list_has_any(library_codes, cast(? as varchar[]))
        or (len(library_codes) = 0 and place_ja is null)
    )
order by 1, start_date, annotation_id
"""


@dataclass(frozen=True)
class Annotation:
    """A change under the fiscal year at which a chart marks it, with its date in words in `label_ja`."""

    fiscal_year: int
    date: date
    label_ja: str
    text_ja: str
    kind: str


def annotations_for(
    published: Published,
    municipality_code: str,
    measures: Sequence[str],
    first_fiscal_year: int,
    last_fiscal_year: int,
    library_codes: Sequence[str] = (),
) -> list[Annotation]:
    """The changes that explain series of these measures within these fiscal years, both included.

    A change that began before the first year and reaches into it stands under the first year. With `library_codes`
    only what concerns one of these libraries, or all libraries, is told.
    """
    years = [last_fiscal_year, first_fiscal_year]
    libraries = [not library_codes, list(library_codes)]
    found = published.rows(_SQL, [first_fiscal_year, municipality_code, list(measures), *years, *libraries])
    return [
        Annotation(year, start, f"{title}({_when(start, end, precision, kind)})", text, kind)
        for year, start, title, text, kind, precision, end in found
    ]


def annotation_notes(
    published: Published,
    municipality_code: str,
    measures: Sequence[str],
    first_fiscal_year: int,
    last_fiscal_year: int,
    library_codes: Sequence[str] = (),
) -> list[str]:
    """The same as lines that stand under a chart: its year and what changed."""
    names = fiscal_year_names(published)
    years = (first_fiscal_year, last_fiscal_year)
    found = annotations_for(published, municipality_code, measures, *years, library_codes)
    return [f"{year_label(note.fiscal_year, names)} {note.label_ja}" for note in found]


def _when(start: date, end: date | None, precision: str, kind: str) -> str:
    if end is None:
        return _day(start, precision) + ("から" if kind in LASTING else "")
    if end == start:
        return _day(start, precision)
    return f"{_day(start, precision)}から{_day(end, precision, within=start.year)}まで"


def _day(day: date, precision: str, within: int | None = None) -> str:
    """The day as exactly as it is known, without its year where that was just said."""
    if precision == "year":
        return f"{day.year}年度"
    year = "" if day.year == within else f"{day.year}年"
    return f"{year}{day.month}月" + (f"{day.day}日" if precision == "day" else "")
