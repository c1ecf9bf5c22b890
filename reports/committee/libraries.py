"""Figures by library, for a document that gives the city no total of them."""

from collections.abc import Sequence

from reports.committee.grid import Column, Grid, clipped
from reports.committee.headlines import Headline
from reports.committee.scope import Scope
from warehouse.format import marked
from warehouse.headlines import ASKED_FIRST
from warehouse.open import Published

IN_SUMMARY = 12
NO_TOTAL = "資料は全館の計を示していないので、足し合わせていない。"
_SQL = """
with libraries as (
    select library_code, arg_max(name_ja, valid_from) as name_ja, min(position) as position
    from dim_library where municipality_code = $1 group by library_code
)
select c.library_code, b.name_ja, m.measure_id, m.name_ja, m.unit_ja, m.decimals, c.value, c.value_status
from rpt_yearbook__located as c
inner join dim_measure as m using (measure_id)
inner join libraries as b using (library_code)
where c.municipality_code = $1 and c.edition = $2 and c.fiscal_year = $3 and c.value is not null and c.is_shown
    and c.place_kind = 'library' and c.of_measure_id is null and c.conditions = '' and list_contains($4, m.measure_id)
order by list_position($4, m.measure_id), b.position
"""


def library_summary(published: Published, scope: Scope, found: Sequence[Headline]) -> Grid | None:
    """A row a library, a column a measure, of the newest document; None where measures have a total or no library has any."""
    if not scope.editions:
        return None
    edition = scope.editions[0]
    totalled = {headline.measure_id for headline in found}
    wanted = [measure for measure in ASKED_FIRST if measure not in totalled]
    rows = published.rows(_SQL, [scope.municipality_code, edition.edition, edition.fiscal_year, wanted])
    if not rows:
        return None
    names = {measure: f"{name}（{unit}）" for _, _, measure, name, unit, _, _, _ in rows}
    libraries = {code: name for code, name, *_ in rows}
    texts = {
        (code, measure): marked(value, decimals, status)
        for code, _, measure, _, _, decimals, value, status in rows
    }
    columns = (Column("館", "prose"), *(Column(name, "figure") for name in names.values()))
    lines = tuple(
        (clipped(library, 30), *(texts.get((code, measure), "") for measure in names))
        for code, library in list(libraries.items())[:IN_SUMMARY]
    )
    left = len(libraries) - IN_SUMMARY
    more = (f"ほか{left}館は統計表に載せる。",) if left > 0 else ()
    title = f"館ごとの数値　{scope.years[edition.fiscal_year]}"
    return Grid(title, columns, lines, notes=(*more, NO_TOTAL))
