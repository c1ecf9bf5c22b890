"""Libraries, their rooms and their equipment as rows of text."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from dashboards.format import date_ja, number

LIBRARY_HEADS = (
    "名称",
    "種別",
    "状況",
    "この状態の期間",
    "所在地",
    "電話",
    "開館年月日",
    "面積（㎡）",
    "開架（冊）",
    "書庫（冊）",
)
LIBRARY_LABELS = (1, 2, 3, 5, 6)
LIBRARY_PROSE = (4,)
SPACE_HEADS = ("室・設備", "階", "面積（㎡）", "数・収容", "備考")
SPACE_LABELS = (1, 4)
KINDS_JA = {"library": "図書館", "branch_room": "分室", "school_library": "学校図書館"}


def library_name(library: dict[str, Any]) -> str:
    """The name it goes by today, unless it bore another one on the day asked for."""
    name, label = str(library["name_ja"]), str(library["label_ja"])
    return name if label in name else label


def library_row(library: dict[str, Any]) -> tuple[str, ...]:
    return (
        f"　└ {library_name(library)}" if library["parent_name_ja"] else library_name(library),
        KINDS_JA.get(library["kind"], library["kind"]),
        "閉室・休館中" if library["is_closed"] else "開館",
        f"{date_ja(library['valid_from'])}～{date_ja(library['valid_to'])}",
        library["address_ja"] or "",
        library["phone"] or "",
        date_ja(library["opened_date"]),
        _square(library["floor_area_m2"]),
        _count(library["shelf_capacity_books"]),
        _count(library["storage_capacity_books"]),
    )


def remarks(library: dict[str, Any]) -> str:
    """What it belonged to, since when it is known to be so and by what authority."""
    parts = [
        f"{library['parent_name_ja']}に所属。" if library["parent_name_ja"] else "",
        library["note_ja"] or "",
        f"面積は{library['floor_area_basis_ja']}。" if library["floor_area_basis_ja"] else "",
        f"（根拠：{library['authority_ja']}）" if library["authority_ja"] else "",
    ]
    return "".join(parts)


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
