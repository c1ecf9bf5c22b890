"""A municipality that no source knows answers from its YAML alone: nothing in the code names it."""

from pathlib import Path
from typing import Any

import pytest

from lending_rules.decide import Engine
from lending_rules.lint import faults
from tests.unit.lending_rules.imaginary import ask, engine_of_one, seeds_of_one

RULES = "霞丘市立図書館規則"
PUPILS = {"type": "小学校", "founder": "市立", "located_in": "霞丘市"}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return engine_of_one(tmp_path_factory.mktemp("imaginary"))


def test_its_rules_have_no_faults(tmp_path: Path) -> None:
    seeds = seeds_of_one(tmp_path)
    (folder,) = (seeds / "municipalities").iterdir()

    assert faults(folder, seeds) == []


@pytest.mark.parametrize(
    ("held", "ask_for", "outcome"),
    [
        ({"book": 14}, {"book": 1}, "allowed"),
        ({"book": 15}, {"book": 1}, "denied"),
        ({"comic": 4}, {"comic": 1}, "allowed"),
        ({"comic": 5}, {"comic": 1}, "denied"),
        ({"cd": 3}, {"dvd": 1}, "allowed"),
        ({"cd": 3}, {"dvd": 2}, "denied"),
        ({"book": 15, "comic": 4}, {"comic": 1}, "allowed"),
        ({"book": 15, "comic": 5}, {"cd": 1}, "denied"),
        ({"book": 15, "magazine": 5}, {"kamishibai": 1}, "denied"),
    ],
)
def test_classes_have_limits_of_their_own_under_a_common_cap(
    engine: Engine, held: dict[str, int], ask_for: dict[str, int], outcome: str
) -> None:
    assert ask(engine, "quantity.borrow", on="2030-06-12", held=held, ask=ask_for)["outcome"] == outcome


def test_the_limits_are_listed_and_the_smallest_counts_for_one_class(engine: Engine) -> None:
    everything = ask(engine, "quantity.max_items", on="2030-06-12")
    assert everything["value"] == {"total": 20, "book": 15, "comic": 5, "cd": 4}
    assert ask(engine, "quantity.max_items", on="2030-06-12", item="DVD")["value"] == 4
    assert ask(engine, "quantity.max_items", on="2030-06-12", item="紙芝居")["value"] == 20


@pytest.mark.parametrize(
    ("on", "comics", "outcome"),
    [
        ("2031-03-31", 6, "denied"),
        ("2031-04-01", 6, "allowed"),
        ("2031-04-01", 8, "allowed"),
        ("2031-04-01", 9, "denied"),
    ],
)
def test_a_draft_counts_from_its_day(engine: Engine, on: str, comics: int, outcome: str) -> None:
    assert ask(engine, "quantity.borrow", on=on, held={}, ask={"comic": comics})["outcome"] == outcome


def test_nothing_is_known_before_the_first_text(engine: Engine) -> None:
    answer = ask(engine, "quantity.max_items", on="2030-03-31")

    assert answer["outcome"] == "unspecified"
    assert [warning["code"] for warning in answer["warnings"]] == ["no_text_in_force"]


@pytest.mark.parametrize(
    ("inputs", "last_day"),
    [
        ({"on": "2030-06-12"}, "2030-06-26"),
        ({"on": "2030-06-12", "item": "図書"}, "2030-06-26"),
        ({"on": "2030-06-12", "item": "課題図書"}, "2030-06-19"),
        ({"on": "2030-06-12", "item": "雑誌"}, "2030-06-19"),
        ({"on": "2030-06-12", "group": PUPILS}, "2030-07-12"),
        ({"on": "2030-05-31", "group": PUPILS}, "2030-06-30"),
    ],
)
def test_periods_differ_by_class_and_borrower(engine: Engine, inputs: dict[str, Any], last_day: str) -> None:
    answer = ask(engine, "due_date.due_date", **inputs)

    assert (answer["outcome"], answer["value"]) == ("date", last_day)


@pytest.mark.parametrize(("published", "outcome"), [("2030-05-13", "allowed"), ("2030-05-14", "denied")])
def test_new_magazines_are_not_lent(engine: Engine, published: str, outcome: str) -> None:
    answer = ask(engine, "loan.lend", on="2030-06-12", item="雑誌", published=published)

    assert answer["outcome"] == outcome


@pytest.mark.parametrize(
    ("person", "reserved", "outcome"),
    [
        ({}, 9, "allowed"),
        ({}, 10, "denied"),
        ({"residence": "霞丘市"}, 9, "allowed"),
        ({"residence": "霞丘市"}, 10, "denied"),
        ({"residence": "隣町"}, 2, "allowed"),
        ({"residence": "隣町"}, 3, "denied"),
        ({"residence": "霞丘市", "school_stage": "小学生"}, 4, "allowed"),
        ({"residence": "霞丘市", "school_stage": "小学生"}, 5, "denied"),
        ({"residence": "霞丘市", "school_stage": "未就学児"}, 5, "denied"),
        ({"residence": "霞丘市", "school_stage": "中学生"}, 5, "allowed"),
        ({"residence": "隣町", "school_stage": "小学生"}, 3, "denied"),
    ],
)
def test_limits_of_residents_others_and_children(
    engine: Engine, person: dict[str, str], reserved: int, outcome: str
) -> None:
    answer = ask(engine, "reservation.reserve", on="2030-06-12", reserved={"book": reserved}, **person)

    assert answer["outcome"] == outcome


@pytest.mark.parametrize(
    ("question", "person", "outcome"),
    [
        ("e_library.use", {"age": 12}, "allowed"),
        ("e_library.use", {"age": 11}, "denied"),
        ("e_library.use", {}, "allowed"),
        ("delivery_service.use", {"service": "宅配", "age": 70}, "allowed"),
        ("delivery_service.use", {"service": "宅配", "age": 69}, "denied"),
        ("delivery_service.use", {"service": "宅配"}, "denied"),
    ],
)
def test_age_decides(engine: Engine, question: str, person: dict[str, Any], outcome: str) -> None:
    assert ask(engine, question, on="2030-06-12", **person)["outcome"] == outcome


@pytest.mark.parametrize(
    ("facts", "outcome", "reasons"),
    [
        ({}, "allowed", []),
        ({"renewals_used": 0}, "allowed", []),
        ({"renewals_used": 1}, "denied", ["already_renewed"]),
        ({"reserved_by_other": False}, "allowed", []),
        ({"reserved_by_other": True}, "denied", ["reserved_by_other"]),
        ({"reserved_by_other": True, "renewals_used": 1}, "denied", ["already_renewed", "reserved_by_other"]),
    ],
)
def test_reserved_items_are_not_renewed(
    engine: Engine, facts: dict[str, Any], outcome: str, reasons: list[str]
) -> None:
    answer = ask(engine, "renewal.renew", on="2030-06-12", **facts)

    assert (answer["outcome"], answer["reasons"]) == (outcome, reasons)


@pytest.mark.parametrize(
    ("on", "facts", "outcome"),
    [
        ("2030-06-17", {"items_out": 1}, "not_suspended"),
        ("2030-06-18", {"items_out": 1}, "suspended"),
        ("2030-06-18", {"items_out": 0}, "not_suspended"),
        ("2030-06-20", {"items_out": 0, "returned_on": "2030-06-15"}, "suspended"),
        ("2030-06-21", {"items_out": 0, "returned_on": "2030-06-15"}, "not_suspended"),
        ("2030-06-12", {"items_out": 0, "returned_on": "2030-06-11"}, "suspended"),
        ("2030-06-13", {"items_out": 0, "returned_on": "2030-06-11"}, "not_suspended"),
        ("2030-06-10", {"items_out": 0, "returned_on": "2030-06-10"}, "not_suspended"),
    ],
    ids=[
        "a week late is not too late",
        "eight days late is",
        "nothing is out",
        "five days late, the fifth day after the return",
        "five days late, the sixth",
        "one day late, the day after the return",
        "one day late, two days after",
        "back on the last day",
    ],
)
def test_who_is_late_waits_as_many_days(engine: Engine, on: str, facts: dict[str, Any], outcome: str) -> None:
    assert ask(engine, "suspension.status", on=on, due_on="2030-06-10", **facts)["outcome"] == outcome


def test_the_stop_begins_on_the_eighth_day(engine: Engine) -> None:
    assert ask(engine, "suspension.start", on="2030-06-10", due_on="2030-06-10")["value"] == "2030-06-18"


def test_groups_have_a_limit_and_a_period(engine: Engine) -> None:
    terms = ask(engine, "group_loan.limit_and_period", on="2030-06-12", group=PUPILS)
    assert terms["value"] == {"books": 50, "period": "P1M"}
    for held, outcome in ((49, "allowed"), (50, "denied")):
        answer = ask(
            engine, "group_loan.lend", on="2030-06-12", group=PUPILS, held={"book": held}, ask={"book": 1}
        )
        assert answer["outcome"] == outcome


def test_a_list_of_prices_fails_after_its_end(engine: Engine) -> None:
    sheets = [{"color": "白黒", "count": 3}, {"color": "カラー", "count": 1}]
    last = ask(engine, "copy.fee", on="2032-03-31", sheets=sheets)
    after = ask(engine, "copy.fee", on="2032-04-01", sheets=sheets)

    assert (last["value"], last["unit"]) == (70, "JPY")
    assert after["outcome"] == "unspecified"
    assert after["warnings"][0]["code"] == "list_ended"
    assert after["citations"] == [{"document": "複写料金表", "article": "2030年度から2031年度まで"}]


def test_what_its_texts_do_not_treat_stays_open(engine: Engine) -> None:
    answer = ask(engine, "withdrawal.withdraw", on="2030-06-12")

    assert (answer["outcome"], answer["citations"]) == ("unspecified", [])


def test_answers_cite_its_own_texts(engine: Engine) -> None:
    answer = ask(engine, "renewal.renew", on="2030-06-12", reserved_by_other=True)

    assert answer["citations"] == [{"document": RULES, "article": "第7条第2項"}]
