"""Effects that are computed: limits, periods, prices."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from lending_rules.condition_model import LibraryOpen, Total
from lending_rules.conditions import MISSING, Facts, LibraryTest, evaluate, total
from lending_rules.contract import COUNTER_OF_ITEM
from lending_rules.dates import ONE_DAY
from lending_rules.findings import Finding, found
from lending_rules.model import Effect, Limit, LoanPeriod, Price, Rule

# Questions about the length itself; the others ask for the last day.
LENGTH = ("loan_period", "renewal_length")
LIMIT_AND_PERIOD = "limit_and_period"
_OVER = Effect(outcome="denied", reasons=("over_limit",))
_WITHIN = Effect(outcome="allowed")
# No library is closed for a whole year; a rulebook that says so is caught here instead of running on.
_A_YEAR = 366


def limit_finding(rule: Rule, limit: Limit, query: str, facts: Facts) -> Finding | None:
    """A limit asked for, or tested against the counters of the request."""
    if query == "max_items":
        counter = COUNTER_OF_ITEM.get(facts.get("item", ""))
        if "item" in facts and (counter is None or (limit.items is not None and counter not in limit.items)):
            return None
        value: Any = limit.max_inclusive if "item" in facts else {limit.key: limit.max_inclusive}
        return Finding("value", value, "items", citations=rule.citations)
    if query == LIMIT_AND_PERIOD:
        return Finding("value", {"books": limit.max_inclusive}, citations=rule.citations)
    pieces = total(facts, Total(of=limit.counters, items=limit.items))
    if pieces is MISSING or pieces == 0:
        return None
    effect = _WITHIN if pieces <= limit.max_inclusive else rule.otherwise or _OVER
    return found(effect, effect.value, rule)


def period_finding(
    rule: Rule, period: LoanPeriod, query: str, facts: Facts, is_open: LibraryTest
) -> Finding | None:
    """The length of a period, or its last day."""
    if query in LENGTH:
        return Finding("value", period.length.number, period.length.unit, citations=rule.citations)
    if query == LIMIT_AND_PERIOD:
        return Finding("value", {"period": period.length.iso}, citations=rule.citations)
    start = evaluate(period.runs_from, facts)
    if start is MISSING:
        return None
    last = period.length.after(start)
    if period.first_day == "included":
        last -= ONE_DAY
    if period.no_later_than is not None:
        latest = evaluate(period.no_later_than, facts)
        last = last if latest is MISSING else min(last, latest)
    if period.off_closed_days:
        last = _next_open(last, facts, is_open)
    return Finding("date", last, citations=rule.citations)


def _next_open(day: date, facts: Facts, is_open: LibraryTest) -> date:
    for _ in range(_A_YEAR):
        if is_open(LibraryOpen(day="day"), {**facts, "day": day}) is not False:
            return day
        day += ONE_DAY
    return day


def price_finding(rule: Rule, prices: tuple[Price, ...], facts: Facts) -> Finding | None:
    """Yen for all sheets; None when the list has no price, or more than one, for a sheet."""
    yen = 0
    for sheet in facts["sheets"]:
        fitting = {price.yen for price in prices if _fits(price, sheet)}
        if len(fitting) != 1:
            return None
        yen += fitting.pop() * sheet["count"]
    return Finding("value", yen, "JPY", citations=rule.citations)


def _fits(price: Price, sheet: Mapping[str, Any]) -> bool:
    for name, words in (("medium", price.medium), ("size", price.size), ("color", price.color)):
        if words is not None and name in sheet and sheet[name] not in words:
            return False
    return True
