"""What rules would make of a year of facts: refusals, due dates, days of suspension, by library, age group and month."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import duckdb

from warehouse.answers import Desk, Rules
from warehouse.open import Published
from warehouse.suspensions import suspended_days

IN_FORCE, DRAFT = "in_force", "draft"
BY = ("library", "age_group", "month")
_COLUMNS = {"library": "library_path", "age_group": "age_group_code", "month": "month_date"}
_GROUPS = "library_path, age_group_code, month_date"


@dataclass(frozen=True)
class Effect:
    """One figure. `rule_id` and `article` stand where it is counted by rule, `days_moved` where by days.

    `draft` is empty where there is no draft, `in_force` where the figure is one of the draft only.
    """

    measure: str
    rule_id: str | None
    article: str | None
    days_moved: int | None
    library_path: str | None
    age_group_code: str | None
    month_date: date | None
    in_force: int | None
    draft: int | None


def delivered_years(published: Published, municipality_code: str) -> list[int]:
    """Fiscal years of a municipality with checkouts that rules can be held against."""
    rows = published.rows(
        "select distinct fiscal_year from fct_checkout_situations where municipality_code = ? order by all",
        [municipality_code],
    )
    return [year for (year,) in rows]


def effects(
    connection: duckdb.DuckDBPyConnection,
    rules: Mapping[str, Rules],
    municipality_code: str,
    fiscal_year: int,
    by: Sequence[str] = BY,
    told: Callable[[int, int], None] = lambda done, steps: None,
) -> list[Effect]:
    """Every figure that is not nought.

    What each person did stands as it was delivered: who is refused comes again, and who is let go brings back, as
    before.

    Args:
        connection: one that finds the facts by their names alone; temporary tables are left on it.
        rules: those in force under `IN_FORCE`, and a draft's under `DRAFT`.
        municipality_code: whose facts.
        fiscal_year: which.
        by: what the figures are divided by; none of `BY`: the whole year.
        told: hears before each step how many are done, and of how many.
    """
    _begin(connection, municipality_code, fiscal_year)
    desks = {name: Desk(connection, asked, name) for name, asked in rules.items()}
    steps: list[Callable[[], None]] = []
    for name, desk in desks.items():
        steps.append(partial(_refusals, connection, desk, name))
        steps.append(partial(_reservations, connection, desk, name))
        steps.append(partial(suspended_days, connection, desk, name, fiscal_year))
    steps.append(partial(_due_dates, connection, desks))
    for done, step in enumerate(steps):
        told(done, len(steps))
        step()
    return _side_by_side(connection, by)


def refused_checkouts(
    connection: duckdb.DuckDBPyConnection, rules: Rules, municipality_code: str, fiscal_year: int
) -> tuple[int, int]:
    """Checkouts of a year, and how many of them the rules would not have allowed; arguments as of `effects`."""
    _begin(connection, municipality_code, fiscal_year)
    _refusals(connection, Desk(connection, rules, IN_FORCE), IN_FORCE)
    counted = {effect.measure: effect.in_force or 0 for effect in _side_by_side(connection, ())}
    return counted.get("checkouts_judged", 0), counted.get("checkouts_refused", 0)


def _begin(connection: duckdb.DuckDBPyConnection, code: str, year: int) -> None:
    """An empty table for the figures, and views of the year's facts about persons."""
    connection.execute(
        "create or replace temp table effects (rules varchar, measure varchar, rule_id varchar, article varchar,"
        " days_moved integer, library_path varchar, age_group_code varchar, month_date date, value bigint)"
    )
    of_year = f"municipality_code = '{int(code):05d}' and fiscal_year = {int(year)}"
    place = "library_code, library_path, age_group_code"
    connection.execute(
        f"create or replace temp view what_if_checkouts as select {place}, checkout_date,"
        " date_trunc('month', checkout_date)::date as month_date, asked, held, oldest_due_date, items_overdue,"
        f" checkouts, items from fct_checkout_situations where {of_year} and borrower_code = 'person'"
    )
    connection.execute(
        f"create or replace temp view what_if_loans as select {place}, checkout_date,"
        " date_trunc('month', checkout_date)::date as month_date, material_code, due_date, is_renewed, loans"
        f" from fct_due_dates where {of_year} and borrower_code = 'person'"
    )
    connection.execute(
        f"create or replace temp view what_if_reservations as select {place}, reserved_date,"
        " date_trunc('month', reserved_date)::date as month_date, asked, reserved, requests, items"
        f" from fct_reservation_situations where {of_year}"
    )
    connection.execute(
        f"create or replace temp view what_if_spells as select {place}, due_dates, returned_dates, spells"
        f" from fct_overdue_spells where {of_year} and borrower_code = 'person'"
    )


def _refusals(connection: duckdb.DuckDBPyConnection, desk: Desk, name: str) -> None:
    """Checkouts refused: more than may be had at a time, or by one whose borrowing is stopped."""
    by_number = desk.ask(
        "quantity.borrow",
        "what_if_checkouts",
        {"on": "checkout_date", "held": "held", "ask": "asked", "library": "library_code"},
        "by_number",
        where="rows.held is not null",
    )
    by_stop = desk.ask(
        "suspension.status",
        by_number,
        {"on": "checkout_date", "due_on": "oldest_due_date", "items_out": "items_overdue"},
        "by_stop",
        where="rows.oldest_due_date is not null",
    )
    connection.execute(
        f"create or replace temp table what_if_judged as select {_GROUPS}, by_number, by_stop,"
        f" sum(checkouts) as cases, sum(items) as items from {by_stop} group by all"
    )
    _write_refusals(connection, desk, name, ("checkouts", "items", "refusals"))


def _reservations(connection: duckdb.DuckDBPyConnection, desk: Desk, name: str) -> None:
    """Reservations refused: more than may be waited for at a time."""
    asked = desk.ask(
        "reservation.reserve",
        "what_if_reservations",
        {"on": "reserved_date", "reserved": "reserved", "ask": "asked"},
        "by_number",
    )
    connection.execute(
        f"create or replace temp table what_if_judged as select {_GROUPS}, by_number, null::bigint as by_stop,"
        f" sum(requests) as cases, sum(items) as items from {asked} group by all"
    )
    _write_refusals(connection, desk, name, ("reservations", "reserved_items", "reservation_refusals"))


def _write_refusals(
    connection: duckdb.DuckDBPyConnection, desk: Desk, name: str, measures: tuple[str, str, str]
) -> None:
    """Cases judged, refused, left open; pieces refused; refusals by rule, a case under each rule that refuses it."""
    desk.note()
    cases, pieces, refusals = measures
    judged = (
        f"from what_if_judged left join {name}_answers as number on by_number = number.answer"
        f" left join {name}_answers as stop on by_stop = stop.answer"
    )
    # The same words in SQL and in the rank of an answer: a refusal outweighs all else.
    is_refused = (
        "(number.outcome is not distinct from 'denied' or stop.outcome is not distinct from 'suspended')"
    )
    is_open = f"(not {is_refused} and 'allowed' is distinct from number.outcome)"
    for measure, value, where in (
        (f"{cases}_judged", "cases", "true"),
        (f"{cases}_refused", "cases", is_refused),
        (f"{cases}_left_open", "cases", is_open),
        (f"{pieces}_refused", "items", is_refused),
    ):
        connection.execute(
            f"insert into effects select '{name}', '{measure}', null, null, null, {_GROUPS}, sum({value}) {judged}"
            f" where {where} group by all"
        )
    connection.execute(
        f"insert into effects select '{name}', '{refusals}', rules.rule_id, rules.article, null, {_GROUPS},"
        f" sum(cases) {judged} inner join {name}_rules as rules on"
        " (rules.answer = by_number and number.outcome = 'denied')"
        " or (rules.answer = by_stop and stop.outcome = 'suspended') group by all"
    )


def _due_dates(connection: duckdb.DuckDBPyConnection, desks: Mapping[str, Desk]) -> None:
    """Due dates against those recorded, of loans that were not renewed; and a draft's against those in force."""
    relation = "what_if_loans"
    facts = {"on": "checkout_date", "item": "material_code", "library": "library_code"}
    for name, desk in desks.items():
        relation = desk.ask("due_date.due_date", relation, facts, f"by_{name}")
        desk.note()
    joins = " ".join(f"left join {name}_answers as {name} on by_{name} = {name}.answer" for name in desks)
    days = ", ".join(f"{name}.value as {name}" for name in desks)
    connection.execute(
        f"create or replace temp table what_if_due as select {_GROUPS}, is_renewed, due_date, {days},"
        f" sum(loans) as loans from {relation} as loans {joins} group by all"
    )
    for name in desks:
        compared = f"from what_if_due where not is_renewed and {name} is not null and due_date is not null"
        _write_moves(connection, name, "due_dates", f"{name} - due_date", compared)
    if DRAFT in desks:
        compared = f"from what_if_due where {DRAFT} is not null and {IN_FORCE} is not null"
        _write_moves(connection, DRAFT, "due_dates_by_draft", f"{DRAFT} - {IN_FORCE}", compared)


def _write_moves(
    connection: duckdb.DuckDBPyConnection, name: str, measure: str, days: str, compared: str
) -> None:
    connection.execute(
        f"insert into effects select '{name}', '{measure}_compared', null, null, null, {_GROUPS}, sum(loans)"
        f" {compared} group by all"
    )
    connection.execute(
        f"insert into effects select '{name}', '{measure}_moved', null, null, {days} as days, {_GROUPS}, sum(loans)"
        f" {compared} and {days} <> 0 group by all"
    )


def _side_by_side(connection: duckdb.DuckDBPyConnection, by: Sequence[str]) -> list[Effect]:
    groups = ", ".join(
        column if name in by else f"null::{'date' if name == 'month' else 'varchar'} as {column}"
        for name, column in _COLUMNS.items()
    )
    values = ", ".join(
        f"(sum(value) filter (where rules = '{name}'))::bigint as {name}" for name in (IN_FORCE, DRAFT)
    )
    rows: list[tuple[Any, ...]] = connection.execute(
        f"select measure, rule_id, article, days_moved, {groups}, {values} from effects group by all order by all"
    ).fetchall()
    return [Effect(*row) for row in rows]
