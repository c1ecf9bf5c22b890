"""The catalog as rows: what the warehouse holds of `seeds/` (tables `raw_catalog__*`)."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from typing import Any

from catalog.axis import AxisMember
from catalog.centre_rows import CENTRE_MAKERS
from catalog.counting_rows import COUNTING_MAKERS
from catalog.history_rows import HISTORY_MAKERS
from catalog.indicator_rows import INDICATOR_MAKERS
from catalog.load import Catalog, Edition
from catalog.monthly_rows import MONTHLY_MAKERS
from catalog.municipality_rows import MUNICIPALITY_MAKERS
from catalog.mutual_use_rows import MUTUAL_USE_MAKERS
from catalog.plan_rows import PLAN_MAKERS
from catalog.survey_rows import SURVEY_MAKERS
from catalog.table_spec import Chart, Ref

Row = dict[str, Any]


def catalog_rows(
    catalog: Catalog, delivered_years: Mapping[str, Iterable[int]] | None = None
) -> dict[str, list[Row]]:
    """Rows by raw table name.

    Args:
        catalog: the seeds.
        delivered_years: fiscal years with deliveries of events or forms by municipality code; those that the city
            did not print get an edition of their own.
    """
    whole = catalog.with_delivered(delivered_years or {})
    return {f"raw_catalog__{name}": make(whole) for name, make in _MAKERS.items()}


def _measures(catalog: Catalog) -> list[Row]:
    return [
        {**measure.model_dump(exclude={"computed"}), "as_of": measure.stands_on}
        for measure in catalog.measures
    ]


def _tables(catalog: Catalog) -> list[Row]:
    plain = [
        "table_id",
        "table_no",
        "chapter",
        "chapter_title_ja",
        "title_ja",
        "unit_ja",
        "sort_order",
        "layout",
    ]
    return [
        {
            **{key: getattr(t, key) for key in plain},
            "years_layout": t.years,
            "lead_years": t.lead_years,
            "row_heads": json.dumps(t.row_heads, ensure_ascii=False),
        }
        for t in catalog.tables
    ]


def _charts(catalog: Catalog) -> list[Row]:
    """What each table's chart draws, a row an axis member drawn."""
    return [
        {
            **_edition_key(e),
            "table_id": t.table_id,
            "kind": t.chart.kind,
            "axis": axis,
            "position": i,
            "path": path,
        }
        for e in catalog.editions
        for t in e.tables
        for axis in ("row", "column")
        for i, path in enumerate(_chart_paths(t.chart, axis, e.axes[t.table_id][axis]), 1)
    ]


def _chart_paths(chart: Chart, axis: str, members: list[AxisMember]) -> list[str]:
    refs: tuple[Ref, ...] = chart.rows if axis == "row" else chart.columns
    if not refs:
        return [m.path for m in members if m.role == "item" and not m.is_text]
    paths: list[str] = []
    for ref in refs:
        if ref.axis == "libraries":
            below = f"/{ref.path}" if ref.path else ""
            paths.extend(m.path for m in members if m.library_path and m.path == m.library_path + below)
        elif ref.children_of is not None:
            paths.extend(
                m.path for m in members if m.role == "item" and m.path.startswith(f"{ref.children_of}/")
            )
        else:
            paths.append(ref.path or "")
    return paths


def _editions(catalog: Catalog) -> list[Row]:
    return [
        {**_edition_key(e), **e.source.model_dump(exclude={"pages", "edition"})} for e in catalog.editions
    ]


def _edition_pages(catalog: Catalog) -> list[Row]:
    return [
        {**_edition_key(e), "chapter": chapter, "pages": pages}
        for e in catalog.editions
        for chapter, pages in e.source.pages.items()
    ]


def _axis_members(catalog: Catalog) -> list[Row]:
    return [
        {
            **_edition_key(e),
            "table_id": t.table_id,
            "axis": axis,
            "position": position,
            "path": member.path,
            "labels": json.dumps(member.labels, ensure_ascii=False),
            "role": member.role,
            # The innermost statement wins: column over row over table.
            "measure_id": member.measure or (t.measure if axis != "column" else None),
            "year_offset": member.year_offset,
            "library_code": member.library_code,
            "is_text": member.is_text,
            "is_carried": member.is_carried,
            "prefix": member.prefix,
            "suffix": member.suffix,
        }
        for e in catalog.editions
        for t in e.tables
        for axis, members in e.axes[t.table_id].items()
        for position, member in enumerate(members, 1)
    ]


def _notes(catalog: Catalog) -> list[Row]:
    return [
        {**_edition_key(e), "position": position, **note}
        for e in catalog.editions
        for position, note in enumerate(_edition_notes(e), 1)
    ]


def _edition_notes(edition: Edition) -> list[Row]:
    """Definitions from the specifications first, then what the city states."""
    anywhen = {"fiscal_year_from": None, "fiscal_year_to": None}
    definitions = [
        {"table_no": t.table_no, **anywhen, "marker": n.marker, "text_ja": n.text_ja}
        for t in edition.tables
        for n in t.notes
    ]
    return [*definitions, *(n.model_dump() for n in edition.notes)]


def _identity_terms(catalog: Catalog) -> list[Row]:
    return [{**_edition_key(e), **asdict(term)} for e in catalog.editions for term in e.identity_terms]


def _register(catalog: Catalog) -> list[Row]:
    return [
        {"municipality_code": code, "position": position, **line.model_dump()}
        for code, lines in catalog.registers.items()
        for position, line in enumerate(lines, 1)
    ]


def _edition_key(edition: Edition) -> Row:
    return {"municipality_code": edition.municipality.municipality_code, "edition": edition.source.edition}


_MAKERS: dict[str, Callable[[Catalog], list[Row]]] = {
    **MUNICIPALITY_MAKERS,
    "measures": _measures,
    "tables": _tables,
    "charts": _charts,
    "editions": _editions,
    "edition_pages": _edition_pages,
    "axis_members": _axis_members,
    "notes": _notes,
    "identity_terms": _identity_terms,
    "register": _register,
    **COUNTING_MAKERS,
    **HISTORY_MAKERS,
    **CENTRE_MAKERS,
    **INDICATOR_MAKERS,
    **MONTHLY_MAKERS,
    **MUTUAL_USE_MAKERS,
    **PLAN_MAKERS,
    **SURVEY_MAKERS,
}
