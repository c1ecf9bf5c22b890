"""Questions about the rows of a relation: each distinct input once, its answer beside every row that has it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import duckdb
import pytest

from warehouse.answers import Desk

BY = ("rule", "規則 第1条")


@dataclass(frozen=True)
class Said:
    outcome: str
    value: date | None = None
    rules: tuple[tuple[str, str], ...] = ()


@dataclass
class Odd:
    """Rules that refuse odd numbers; `coarse`: facts of which they read nothing but whether they are given."""

    coarse: tuple[str, ...] = ()
    asked: list[tuple[Any, ...]] = field(default_factory=list)

    def alike(
        self, question: str, fact: str, values: Sequence[Any], facts: Sequence[str], same: Mapping[str, Any]
    ) -> list[Any]:
        return [values[0] if fact in self.coarse else value for value in values]

    def answers(
        self, question: str, facts: Sequence[str], rows: Sequence[tuple[Any, ...]], same: Mapping[str, Any]
    ) -> list[Said]:
        self.asked += rows
        return [Said("denied", rules=(BY,)) if row[0] % 2 else Said("allowed") for row in rows]


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    made = duckdb.connect()
    made.execute(
        "create table cases as select * from (values (1, date '2030-04-01'), (2, date '2030-04-02'),"
        " (1, date '2030-04-03'), (4, null)) as t (pieces, day)"
    )
    return made


def test_each_distinct_input_is_asked_once_and_stands_beside_its_rows(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    rules = Odd(coarse=("on",))
    desk = Desk(connection, rules, "ours")

    relation = desk.ask("quantity.borrow", "cases", {"ask": "pieces", "on": "day"}, "answer")
    desk.note()

    rows = connection.execute(
        f"select pieces, outcome, rule_id, article from {relation} left join ours_answers using (answer)"
        " left join ours_rules using (answer) order by all"
    ).fetchall()
    assert rows == [
        (1, "denied", *BY), (1, "denied", *BY), (2, "allowed", None, None), (4, "allowed", None, None),
    ]  # fmt: skip
    # A day that is not given is another input than one that is.
    first = date(2030, 4, 1)
    assert sorted(rules.asked, key=str) == [(1, first), (2, first), (4, None)]


def test_rows_that_are_not_asked_about_have_no_answer(connection: duckdb.DuckDBPyConnection) -> None:
    rules = Odd()
    relation = Desk(connection, rules, "ours").ask(
        "quantity.borrow", "cases", {"ask": "pieces"}, "answer", where="rows.pieces < 2"
    )
    rows = connection.execute(f"select pieces, answer is null from {relation} order by all").fetchall()
    assert rows == [(1, False), (1, False), (2, True), (4, True)]
    assert rules.asked == [(1,)]


def test_a_relation_without_rows_is_asked_nothing(connection: duckdb.DuckDBPyConnection) -> None:
    rules = Odd()
    desk = Desk(connection, rules, "ours")
    relation = desk.ask(
        "quantity.borrow", "(from cases where false)", {"ask": "pieces", "on": "day"}, "answer"
    )
    desk.note()
    assert connection.execute(f"select count(*) from {relation}").fetchone() == (0,)
    assert rules.asked == []


def test_a_second_question_joins_the_first(connection: duckdb.DuckDBPyConnection) -> None:
    desk = Desk(connection, Odd(), "ours")
    once = desk.ask("quantity.borrow", "cases", {"ask": "pieces"}, "first")
    twice = desk.ask("quantity.borrow", once, {"ask": "pieces"}, "second", where="rows.day is not null")
    rows = connection.execute(f"select first = second from {twice} order by all nulls last").fetchall()
    assert rows == [(True,), (True,), (True,), (None,)]
