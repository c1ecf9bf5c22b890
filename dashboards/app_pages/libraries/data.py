"""The libraries of a municipality as they were on a day."""

from datetime import date
from typing import Any

from dashboards.places import Municipality
from dashboards.published import frame


def change_days(municipality: Municipality) -> list[date]:
    """Days from which something in the hierarchy was different, newest first."""
    rows = frame(
        "select distinct valid_from from dim_library where municipality_code = ? order by valid_from desc",
        municipality.code,
    )
    return rows["valid_from"].to_list()


def libraries(municipality: Municipality, day: date) -> list[dict[str, Any]]:
    """In the order of the hierarchy: each library followed by what belonged to it on that day."""
    rows = frame(
        """
        with that_day as (
            select * from dim_library
            where municipality_code = $1 and valid_from <= $2 and (valid_to is null or valid_to >= $2)
        )
        select l.*, p.name_ja as parent_name_ja
        from that_day as l
        left join that_day as p on p.library_code = l.parent_library_code
        order by coalesce(p.position, l.position), p.position is not null, l.position
        """,
        municipality.code,
        day,
    )
    return rows.to_dicts()


def spaces(municipality: Municipality) -> dict[str, list[dict[str, Any]]]:
    """Rooms and equipment by library."""
    rows = frame(
        """
        select library_code, name_ja, floor_ja, area_m2, capacity, capacity_unit_ja, note_ja
        from dim_library_space where municipality_code = ? order by library_code, position
        """,
        municipality.code,
    )
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows.iter_rows(named=True):
        found.setdefault(row["library_code"], []).append(row)
    return found
