"""The months of mutual use, and what the pictures of a city's initiatives draw."""

from datetime import date
from decimal import Decimal
from typing import Any

from dashboards.app_pages.initiatives import charts, data, sections


def partner(position: int, name: str, month: date | None, home: date | None = None) -> dict[str, Any]:
    return {
        "position": position,
        "partner_ja": name,
        "status": "started" if month else "under_discussion",
        "started_month": month,
        "home_started_month": home or month,
        "agreement_ja": None,
        "direction_ja": None,
        "note_ja": None,
    }


PARTNERS = [
    partner(1, "川上町", date(2020, 2, 1)),
    partner(2, "川中町", date(2018, 5, 1), date(2018, 9, 1)),
    partner(3, "川下町", date(2020, 2, 1)),
    partner(4, "海辺町", None),
]


def test_months_are_in_order_and_add_up_without_those_under_discussion() -> None:
    assert data.starts(PARTNERS) == [
        data.Start(date(2018, 5, 1), ("川中町",), 1),
        data.Start(date(2020, 2, 1), ("川上町", "川下町"), 3),
    ]
    assert data.starts(PARTNERS[3:]) == []


def test_the_steps_have_a_dot_a_month() -> None:
    (steps,) = charts.partner_steps(data.starts(PARTNERS)).data
    assert list(steps.x) == [date(2018, 5, 1), date(2020, 2, 1)]
    assert (list(steps.y), list(steps.text)) == ([1, 3], ["1", "3"])
    # A step goes along, then up: the number changes in the month of the dot.
    assert steps.line.shape == "hv"
    assert steps.hovertext[1] == "2020年2月　川上町、川下町"


def test_partners_become_rows_of_text() -> None:
    rows = sections.partner_rows(PARTNERS)
    assert rows[1] == ("川中町", "実施", "資料にない", "2018年5月", "2018年9月", "", "")
    assert rows[3] == ("海辺町", "協議中", "資料にない", "", "", "", "")


def test_the_part_stands_beside_the_whole() -> None:
    rows = [
        (2023, Decimal(3091), Decimal(206), Decimal(7)),
        (2024, Decimal(3516), Decimal(738), None),
    ]
    names = {2023: "R5", 2024: "R6"}
    whole, part = charts.processing_bars(rows, names).data
    assert (list(whole.x), list(whole.y), list(part.y)) == (["R5", "R6"], [3091.0, 3516.0], [206.0, 738.0])
    assert sections.processing_rows(rows, names) == [("R5", "3,091", "206", "7"), ("R6", "3,516", "738", "―")]


def test_a_change_is_dated_as_exactly_as_it_is_known() -> None:
    shared = {"title_ja": "更新", "text_ja": "替える。", "undecided_ja": None}
    changes = [
        {"start_date": date(2025, 8, 1), "end_date": date(2025, 9, 1), "precision": "month", **shared},
        {"start_date": date(2025, 10, 1), "end_date": None, "precision": "day", **shared},
        {"start_date": date(2025, 4, 1), "end_date": date(2025, 4, 1), "precision": "year", **shared},
    ]
    assert [row[0] for row in sections.change_rows(changes)] == [
        "2025年8月～2025年9月",
        "2025年10月1日",
        "2025年度",
    ]
