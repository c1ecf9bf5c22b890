"""An invented municipality and table specifications written where they are tested."""

from datetime import date
from typing import Any

import yaml

from catalog.axis import table_axes
from catalog.identities import Axes, IdentityTerm, expand
from catalog.municipality import Municipality
from catalog.table_spec import TableSpec

MAIN_YEAR = 2024


def library(code: str, *periods: tuple[str, str, str | None]) -> dict[str, Any]:
    """A library whose periods are `(first day, kind, place)`; a place is `group/label` or a label."""
    starts = [date.fromisoformat(period[0]) for period in periods]
    return {
        "library_code": code,
        "name_ja": code,
        "periods": [
            {
                "valid_from": start,
                "valid_to": date.fromordinal(following.toordinal() - 1) if following else None,
                "kind": kind,
                "label_ja": (place or "").rpartition("/")[2],
                "group_ja": (place or "").rpartition("/")[0] or None,
                "parent_library_code": None,
                "is_closed": False,
                "authority_ja": "条例",
            }
            for start, following, (_, kind, place) in zip(starts, [*starts[1:], None], periods, strict=True)
        ],
    }


CITY = Municipality.model_validate(
    {
        "municipality_code": "99001",
        "slug": "sakyu",
        "name_ja": "砂丘市",
        "library_system_name_ja": "砂丘市立図書館",
        "libraries": [
            library("01", ("1980-04-01", "library", "本館")),
            library("02", ("1990-04-01", "branch_room", "分室/丘"), ("2026-04-01", "library", "丘図書館")),
            # Renamed on the last day of the main year: both names are printed.
            library("03", ("1991-04-01", "branch_room", "分室/浜"), ("2025-03-31", "branch_room", "分室/海")),
            # Another authority, the same place: one name.
            library("04", ("2000-04-01", "school_library", "学校"), ("2010-04-01", "school_library", "学校")),
            library("05", ("2025-04-01", "library", "新館")),
        ],
    }
)


def table(text: str, table_id: str = "t1", **changed: Any) -> TableSpec:
    """A table whose rows, columns, identities and note cells are written in YAML."""
    plain = {
        "table_id": table_id,
        "table_no": table_id,
        "chapter": "1",
        "chapter_title_ja": "章",
        "title_ja": "表",
        "sort_order": 1,
        "layout": "grid",
        "years": "single",
        "row_heads": ["館名"],
        "rows": [{"label": "全館"}],
        "columns": [{"label": "冊数"}],
        "chart": {"kind": "none"},
    }
    return TableSpec.model_validate(plain | yaml.safe_load(text) | changed)


def axes(*tables: TableSpec, year: int = MAIN_YEAR) -> Axes:
    """The members of all tables."""
    return {t.table_id: table_axes(t, CITY, year) for t in tables}


def terms(spec: TableSpec, *others: TableSpec) -> list[IdentityTerm]:
    """The terms of a table's identities, beside the other tables of the edition."""
    return expand(spec, axes(spec, *others))


def drawn(found: list[IdentityTerm]) -> list[str]:
    """Each instance in a line: `name: target = +plus -minus`, with years and factors where there are any."""
    instances: dict[tuple[str, str], list[IdentityTerm]] = {}
    for term in found:
        instances.setdefault((term.identity_id, term.instance), []).append(term)
    return [
        f"{name}: {_cell(target)} = {' '.join(_sign(term) + _cell(term) for term in rest)}"
        for (_, name), (target, *rest) in instances.items()
    ]


def _sign(term: IdentityTerm) -> str:
    if term.role in ("numerator", "denominator"):
        return "" if term.role == "numerator" else "/"
    return ("+" if term.times > 0 else "-") + (f"{abs(term.times)}*" if abs(term.times) != 1 else "")


def _cell(term: IdentityTerm) -> str:
    table_id = "" if term.table_id == term.identity_id.partition("/")[0] else f"{term.table_id}:"
    year = f"@{term.year_offset}" if term.year_offset else ""
    return f"{table_id}[{term.row_path}|{term.column_path}]{year}"
