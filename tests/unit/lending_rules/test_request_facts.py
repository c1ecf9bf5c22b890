"""What an understood request means: words folded, libraries by their short names, absent fields."""

from datetime import date, datetime
from typing import Any

from tests.unit.lending_rules.making import ON, request, understood

OPEN = {"query": "open", "library": "中央図書館", "on": ON}
BORROW = {"query": "borrow", "on": ON, "held": {}, "ask": {"book": 1}}


def facts(kind: str, **inputs: Any) -> dict[str, Any]:
    return dict(understood(request(kind, inputs)).facts)


def test_a_municipality_is_named_by_slug_or_code() -> None:
    for name in ("kasumioka", "99007"):
        assert understood(request("quantity", BORROW) | {"municipality": name}).municipality == "kasumioka"


def test_values_are_read_by_their_kind() -> None:
    assert facts("loan", query="lend", on=ON, item="雑誌", published="2030-05")["published"] == date(
        2030, 5, 1
    )
    assert facts("delivery", query="order", on=ON, received_at="2030-06-11T17:00")["received_at"] == datetime(
        2030, 6, 11, 17, 0
    )
    assert facts("renewal", query="renew", on=ON, approved_by=["館長"])["approved_by"] == ("館長",)


def test_japanese_words_are_folded_and_libraries_get_their_short_name() -> None:
    asked = facts("calendar_open", query="open", on=ON, library="霞丘市立 中央図書館")
    assert asked["library"] == "中央図書館"
    assert facts("loan", query="lend", on=ON, item="ＣＤ")["item"] == "CD"


def test_what_the_caller_wrote_is_kept_beside_the_facts() -> None:
    asked = understood(request("calendar_open", {**OPEN, "library": "霞丘市立中央図書館"}))

    assert asked.given["library"] == "霞丘市立中央図書館"
    assert asked.request_id == "a"


def test_a_moment_gives_the_day() -> None:
    assert facts("opening_hours", query="open_at", library="分室", at="2030-06-12T10:00")["on"] == date(
        2030, 6, 12
    )
    assert facts("copy", query="copy", at="2030-06-12T10:00")["on"] == date(2030, 6, 12)


def test_absent_fields_mean_what_the_contract_says() -> None:
    lending = facts("loan", query="lend", on=ON, item="図書")
    assert (lending["permanent_preservation"], lending["must_stay"], lending["designated_by_mayor"]) == (
        False,
        False,
        False,
    )
    assert facts("delivery", query="runs", on=ON)["run"] == 1
    assert facts("delivery_service", query="use", on=ON, service="宅配")["cannot_visit"] is True
    assert facts("login_service", query="issue", on=ON)["cannot_visit"] is False
    assert facts("copy", query="copy", on=ON)["source"] == "所蔵資料"
    assert "reserved_by_other" not in facts("renewal", query="renew", on=ON)


def test_of_several_ties_those_not_given_are_none() -> None:
    assert "residence" not in facts("eligibility", query="borrow", on=ON)
    asked = facts("eligibility", query="borrow", on=ON, workplace_in="霞丘市")
    assert (asked["residence"], asked["school_in"], asked["club"]) == ("", "", "")
    assert asked["workplace_in"] == "霞丘市"


def test_a_reservation_asks_for_one_piece() -> None:
    assert facts("reservation", query="reserve", on=ON)["ask"] == {"book": 1}
    assert facts("reservation", query="reserve", on=ON, item="CD")["ask"] == {"cd": 1}
    assert facts("reservation", query="reserve", on=ON, item="新聞")["ask"] == {}
    assert facts("reservation", query="reserve", on=ON, ask={"book": 2})["ask"] == {"book": 2}
    assert facts("reservation", query="reserve", on=ON)["request_type"] == "予約"
