"""Two years of a table side by side, and the table through the editions."""

from dataclasses import dataclass
from decimal import Decimal

from dashboards.format import number, signed
from dashboards.places import Yearbook
from dashboards.published import frame
from warehouse.printed_table import TableInfo

_PAIRS = """
with placed as (
    select c.row_path, c.column_path, c.value, c.value_text, m.decimals, r.position as row_position,
           k.position as column_position, c.fiscal_year - r.year_offset - k.year_offset as table_year
    from rpt_yearbook__shown as c
    join rpt_yearbook__axis_members as r using (municipality_code, edition, table_id)
    join rpt_yearbook__axis_members as k using (municipality_code, edition, table_id)
    join dim_measure as m on m.measure_id = c.measure
    where c.municipality_code = $1 and c.edition = $2 and c.table_id = $3
      and r.axis = 'row' and r.path = c.row_path and k.axis = 'column' and k.path = c.column_path
)

select coalesce(a.row_path, b.row_path) as row_path, coalesce(a.column_path, b.column_path) as column_path,
       a.value as before, a.value_text as before_text, b.value as after, b.value_text as after_text,
       coalesce(a.decimals, b.decimals) as decimals
from (from placed where table_year = $4) as a
full join (from placed where table_year = $5) as b using (row_path, column_path)
order by coalesce(b.row_position, a.row_position), coalesce(b.column_position, a.column_position)
"""

_EDITIONS = """
select c.edition, e.document_ja, list_sort(list(distinct c.fiscal_year)) as years, count(*) as cells,
       list_sort(list(distinct c.column_path)) as columns
from rpt_yearbook__shown as c join dim_edition as e using (municipality_code, edition)
where c.municipality_code = $1 and c.table_id = $2
group by c.edition, e.document_ja
order by c.edition
"""

_RESTATED = """
select a.edition, b.edition, a.fiscal_year, a.row_path, a.column_path, a.value, b.value, m.decimals
from rpt_yearbook__shown as a
join rpt_yearbook__shown as b using (municipality_code, table_id, fiscal_year, row_path, column_path, basis)
join dim_measure as m on m.measure_id = a.measure
where a.municipality_code = $1 and a.table_id = $2 and a.edition < b.edition and a.value != b.value
order by all
"""


@dataclass(frozen=True)
class Pair:
    """A place of the table in two years; texts as printed, and what lies between them where both are numbers."""

    row_path: str
    column_path: str
    before: str
    after: str
    difference: str
    change: str

    def texts(self) -> tuple[str, ...]:
        return (self.row_path, self.column_path, self.before, self.after, self.difference, self.change)


def pairs(yearbook: Yearbook, info: TableInfo, before: int, after: int) -> list[Pair]:
    """Every place that is printed in one of the years, in printed order."""
    key = (yearbook.municipality_code, yearbook.edition, info.table_id)
    return [_pair(*row) for row in frame(_PAIRS, *key, before, after).iter_rows()]


def _pair(
    row_path: str,
    column_path: str,
    before: Decimal | None,
    before_text: str | None,
    after: Decimal | None,
    after_text: str | None,
    decimals: int,
) -> Pair:
    difference = change = ""
    if before is not None and after is not None:
        difference = signed(after - before, decimals)
        change = f"{signed((after - before) * 100 / abs(before), 1)}%" if before else ""
    shown = (_shown(before, before_text, decimals), _shown(after, after_text, decimals))
    return Pair(row_path, column_path.replace("/", "　"), *shown, difference, change)


def _shown(value: Decimal | None, text: str | None, decimals: int) -> str:
    if text is not None:
        return text
    return "" if value is None else number(value, decimals)


def editions(yearbook: Yearbook, info: TableInfo) -> list[tuple[str, ...]]:
    """The table's life: edition, document, years, cells, heads that came and went since the edition before."""
    rows: list[tuple[str, ...]] = []
    known: set[str] = set()
    for edition, document, years, cells, columns in frame(
        _EDITIONS, yearbook.municipality_code, info.table_id
    ).iter_rows():
        came, went = set(columns) - known if known else set(), known - set(columns)
        listed = "、".join(str(year) for year in years)
        rows.append(
            (f"{edition}", document, listed, f"{cells:,}", "、".join(sorted(came)), "、".join(sorted(went)))
        )
        known = set(columns)
    return rows


def restated(yearbook: Yearbook, info: TableInfo) -> list[tuple[str, ...]]:
    """Figures that two editions print differently for the same place and year."""
    return [
        (f"{year}", row, column, f"{first}", number(a, decimals), f"{second}", number(b, decimals))
        for first, second, year, row, column, a, b, decimals in frame(
            _RESTATED, yearbook.municipality_code, info.table_id
        ).iter_rows()
    ]
