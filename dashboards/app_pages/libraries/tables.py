"""Libraries, their rooms and their equipment as rows of text."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from dashboards.format import date_ja, number

LIBRARY_HEADS = (
    "名称",
    "種別",
    "所属",
    "状況",
    "この状態の期間",
    "所在地",
    "電話",
    "開館年月日",
    "面積（㎡）",
    "面積の範囲",
    "開架能力（冊）",
    "書庫能力（冊）",
    "根拠",
    "備考",
)
LIBRARY_TEXT_COLUMNS = (1, 2, 3, 4, 5, 6, 7, 9, 12, 13)
SPACE_HEADS = ("室・設備", "階", "面積（㎡）", "数・収容", "備考")
SPACE_TEXT_COLUMNS = (1, 4)
KINDS_JA = {"library": "図書館", "branch_room": "分室", "school_library": "学校図書館（地域開放）"}


def library_row(library: dict[str, Any]) -> tuple[str, ...]:
    label = library["name_ja"]
    return (
        f"　{label}" if library["parent_name_ja"] else label,
        KINDS_JA.get(library["kind"], library["kind"]),
        library["parent_name_ja"] or "",
        "閉室・休館中" if library["is_closed"] else "開館",
        f"{date_ja(library['valid_from'])}～{date_ja(library['valid_to'])}",
        library["address_ja"] or "",
        library["phone"] or "",
        date_ja(library["opened_date"]),
        _square(library["floor_area_m2"]),
        library["floor_area_basis_ja"] or "",
        _count(library["shelf_capacity_books"]),
        _count(library["storage_capacity_books"]),
        library["authority_ja"] or "",
        library["note_ja"] or "",
    )


def space_rows(spaces: Sequence[dict[str, Any]]) -> list[tuple[str, ...]]:
    return [
        (
            space["name_ja"],
            space["floor_ja"] or "",
            _square(space["area_m2"]),
            f"{_count(space['capacity'])}{space['capacity_unit_ja'] or ''}",
            space["note_ja"] or "",
        )
        for space in spaces
    ]


def _square(area: Decimal | None) -> str:
    return "" if area is None else number(area, 2)


def _count(count: int | None) -> str:
    return "" if count is None else f"{count:,}"
