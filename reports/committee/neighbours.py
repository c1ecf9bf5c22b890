"""Neighbouring services: community centres as of their newest list, and partners of mutual use."""

from datetime import date
from typing import Any

from reports.committee.chapter import Chapter, grid_chapter
from reports.committee.grid import Column, Grid
from reports.committee.scope import Scope
from warehouse.open import Published

# A list that a document prints after the end of its year still belongs to that year's papers.
_CENTRES = """
select * from dim_community_centre
where municipality_code = $1 and as_of_date <= make_date($2 + 1, 12, 31)
qualify as_of_date = max(as_of_date) over ()
order by position
"""
_PARTNERS = """
select p.*
from dim_mutual_use_partner as p
where municipality_code = $1
    and exists(from dim_mutual_use_partner where municipality_code = $1 and started_month <= make_date($2 + 1, 3, 31))
order by p.started_month nulls last, p.position
"""
STATUS_JA = {"started": "実施", "under_discussion": "協議中"}


def centre_chapter(published: Published, scope: Scope) -> Chapter | None:
    """Community centres with their branches; None where none are listed."""
    rows = published.frame(_CENTRES, [scope.municipality_code, scope.fiscal_year]).to_dicts()
    if not rows:
        return None
    columns = (
        Column("番号", "label"),
        Column("名称", "prose"),
        Column("区", "label"),
        Column("所在地", "prose", 1.6),
        Column("入っている建物", "prose"),
    )
    centres = sum(row["parent_name_ja"] is None for row in rows)
    branches = len(rows) - centres
    lead = f"{_day(rows[0]['as_of_date'])}現在、{centres}館" + (f"と{branches}分館" if branches else "")
    texts = tuple(_centre(row) for row in rows)
    return grid_chapter("公民館", [Grid("公民館の一覧", columns, texts, lead=lead)])


def _centre(row: dict[str, Any]) -> tuple[str, ...]:
    parent = f"（{row['parent_name_ja']}）" if row["parent_name_ja"] else ""
    return (
        "" if row["centre_no"] is None else str(row["centre_no"]),
        f"{row['name_ja']}{parent}",
        row["ward_ja"] or "",
        row["address_ja"] or "",
        row["housed_in_ja"] or "",
    )


def mutual_use_chapter(published: Published, scope: Scope) -> Chapter | None:
    """Partners in the order in which they joined; None where there are none by then."""
    rows = published.frame(_PARTNERS, [scope.municipality_code, scope.fiscal_year]).to_dicts()
    if not rows:
        return None
    columns = (
        Column("相手", "prose"),
        Column("開始", "label"),
        Column("状況", "label"),
        Column("利用の向き", "prose", 1.5),
        Column("注", "prose", 1.5),
    )
    texts = tuple(
        (
            row["partner_ja"],
            ""
            if row["started_month"] is None
            else f"{row['started_month'].year}年{row['started_month'].month}月",
            STATUS_JA[row["status"]],
            row["direction_ja"] or "",
            row["note_ja"] or "",
        )
        for row in rows
    )
    started = sum(row["status"] == "started" for row in rows)
    return grid_chapter(
        "相互利用", [Grid("相互利用の相手", columns, texts, lead=f"実施{started}、ほか{len(rows) - started}")]
    )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
