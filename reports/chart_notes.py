"""Lines under a chart over years: the dated changes that explain its series."""

from reports.chart_data import ChartPlan
from reports.charts import ChartData
from reports.edition import Edition
from warehouse.annotations import annotation_notes
from warehouse.open import Published
from warehouse.printed_table import TableInfo

# What is drawn, and at which library; no library where a row or column is a sum over several.
SERIES = """
with heads as (
    select axis, path, library_code from rpt_yearbook__axis_members
    where (municipality_code, edition, table_id) = ($1, $2, $3)
)

select distinct cells.measure, coalesce(rows.library_code, columns.library_code)
from rpt_yearbook__shown as cells
inner join heads as rows on rows.axis = 'row' and cells.row_path = rows.path
inner join heads as columns on columns.axis = 'column' and cells.column_path = columns.path
where (municipality_code, edition, table_id) = ($1, $2, $3)
    and list_contains($4, cells.row_path) and list_contains($5, cells.column_path)
"""


def chart_notes(
    published: Published, edition: Edition, info: TableInfo, plan: ChartPlan, drawn: ChartData
) -> list[str]:
    """The lines; none for a chart of one year."""
    if drawn.fiscal_year is not None:
        return []
    paths = [[member.path for member in members] for members in (plan.rows, plan.columns)]
    key = [edition.municipality_code, edition.edition, info.table_id]
    series = published.rows(SERIES, [*key, *paths])
    measures = sorted({measure for measure, _ in series})
    libraries = {library for _, library in series}
    years = [year for year, short in edition.short_year_names.items() if short in drawn.categories]
    return annotation_notes(
        published,
        edition.municipality_code,
        measures,
        min(years),
        max(years),
        () if None in libraries else sorted(libraries),
    )
