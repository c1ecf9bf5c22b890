"""Which chart a table gets, from its specification in the warehouse."""

import json

from reports.chart_data import ChartPlan, Member
from reports.edition import Edition
from warehouse.open import Published
from warehouse.printed_table import TableInfo

HEADS = """
select axis, path, labels, library_code is not null from rpt_yearbook__axis_members
where municipality_code = ? and edition = ? and table_id = ?
"""
UNITS = """
select distinct row_path, column_path, unit from rpt_yearbook__shown
where municipality_code = ? and edition = ? and table_id = ? and unit is not null
"""


def chart_plan(published: Published, edition: Edition, info: TableInfo) -> ChartPlan | None:
    """What the specification wants drawn; None when it wants nothing."""
    if info.chart is None:
        return None
    key = [edition.municipality_code, edition.edition, info.table_id]
    heads = {
        (axis, path): Member(path, tuple(filter(None, json.loads(labels))), is_library)
        for axis, path, labels, is_library in published.rows(HEADS, key)
    }
    return ChartPlan(
        kind=info.chart["kind"],
        rows=tuple(heads["row", path] for path in info.chart.get("rows", ())),
        columns=tuple(heads["column", path] for path in info.chart.get("columns", ())),
        units={(row, column): unit for row, column, unit in published.rows(UNITS, key)},
    )
