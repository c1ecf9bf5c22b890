"""施設の概要: the libraries as they were on the last day of the fiscal year."""

from datetime import date
from decimal import Decimal
from typing import Any

from warehouse.open import Published

LIBRARIES = """
select
    l.library_code, l.name_ja, l.is_closed, l.valid_from, l.note_ja, l.address_ja, l.phone, l.opened_date,
    d.era_name_ja, d.era_year, l.floor_area_m2, l.floor_area_basis_ja, l.shelf_capacity_books, l.storage_capacity_books
from dim_library as l
inner join dim_fiscal_year as y on y.fiscal_year = ?
left join dim_date as d on d.date_day = l.opened_date
where l.municipality_code = ? and l.valid_from <= y.end_date and coalesce(l.valid_to, y.end_date) >= y.end_date
order by l.position
"""
ROOMS = """
select library_code, name_ja, floor_ja, area_m2, capacity, capacity_unit_ja, note_ja
from dim_library_space where municipality_code = ? order by library_code, position
"""
ROOM_HEADS = (("室・設備", "words"), ("階", "floor"), ("面積", "figure"), ("収容", "figure"))


def facilities(published: Published, municipality_code: str, fiscal_year: int) -> dict[str, Any] | None:
    """The chapter as data; None when no library is described."""
    libraries = published.frame(LIBRARIES, [fiscal_year, municipality_code]).to_dicts()
    rooms = published.frame(ROOMS, [municipality_code]).to_dicts()
    described = [
        {
            "name": library["name_ja"],
            "facts": [[name, value] for name, value in _facts(library) if value],
            "rooms": _rooms([room for room in rooms if room["library_code"] == library["library_code"]]),
        }
        for library in libraries
    ]
    described = [library for library in described if library["facts"] or library["rooms"]["rows"]]
    if not described:
        return None
    return {"kind": "facilities", "title": "施設の概要", "libraries": described}


def _facts(library: dict[str, Any]) -> list[tuple[str, str]]:
    basis = library["floor_area_basis_ja"]
    return [
        ("所在地", library["address_ja"] or ""),
        ("電話", library["phone"] or ""),
        ("開館年月日", _day(library["opened_date"], library["era_name_ja"], library["era_year"])),
        (basis or "面積", _square(library["floor_area_m2"])),
        ("排架能力", _count(library["shelf_capacity_books"], "冊")),
        ("書庫収容", _count(library["storage_capacity_books"], "冊")),
        ("状況", _closure(library) if library["is_closed"] else ""),
    ]


def _closure(library: dict[str, Any]) -> str:
    return f"{_day(library['valid_from'], None, None)}から閉館中。{library['note_ja'] or ''}"


def _rooms(rooms: list[dict[str, Any]]) -> dict[str, Any]:
    """Rooms and equipment in the columns that have something to say here."""
    rows = [
        (
            room["name_ja"] + (f"（{room['note_ja']}）" if room["note_ja"] else ""),
            room["floor_ja"] or "",
            _square(room["area_m2"]),
            _count(room["capacity"], room["capacity_unit_ja"] or ""),
        )
        for room in rooms
    ]
    used = [index for index in range(len(ROOM_HEADS)) if any(row[index] for row in rows)]
    return {
        "heads": [{"text": text, "kind": kind} for text, kind in (ROOM_HEADS[index] for index in used)],
        "rows": [[row[index] for index in used] for row in rows],
    }


def _day(day: date | None, era_name_ja: str | None, era_year: int | None) -> str:
    if day is None:
        return ""
    era = f"（{era_name_ja}{'元' if era_year == 1 else era_year}年）" if era_name_ja else ""
    return f"{day.year}年{era}{day.month}月{day.day}日"


def _square(area: Decimal | None) -> str:
    return "" if area is None else f"{area:,}㎡"


def _count(number: int | None, unit_ja: str) -> str:
    return "" if number is None else f"{number:,}{unit_ja}"
