"""Which inputs no rule of a question can tell apart: they have one answer, so the engine need be asked only once.

An answer rests on nothing but what the question's rules look at: which of them are in force, which comparisons hold, and
the values that they compute with. Each is looked at with the engine's own functions, once for each value of its facts.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from pydantic import BaseModel

from lending_rules.bodies import limit_finding, period_finding
from lending_rules.calendars import library_test
from lending_rules.condition_model import Condition, Expression, LibraryOpen, Total
from lending_rules.conditions import MISSING, Facts, LibraryTest, check, comparison, evaluate, subject
from lending_rules.findings import Finding, ended
from lending_rules.model import Rule
from lending_rules.rulebook import Rulebook, in_force

# What is looked at in the dark: the calendar of a library, prices. Then every fact counts as it is.
_ALL = "*"
# A value of a fact as the caller has it, which can be compared and hashed, into the fact of a request.
Reader = Callable[[Any], Any]


@dataclass(frozen=True)
class Look:
    """One thing that rules see of a request. `names`: the facts that it depends on; `_ALL`: on any."""

    names: frozenset[str]
    see: Callable[[Facts], Hashable]

    def places(self, names: Sequence[str]) -> tuple[int, ...]:
        """Which of the named facts it depends on."""
        return tuple(n for n, name in enumerate(names) if name in self.names or _ALL in self.names)


@dataclass(frozen=True)
class _Pair:
    """A comparison of facts with other facts: each side is worked out once for each of its values."""

    left: Look
    right: Look
    condition: Condition


class Alike:
    """What the rules of a question look at."""

    def __init__(self, book: Rulebook, question: str) -> None:
        rules = book.rules_for(question)
        is_open = partial(library_test, book)
        self._looks: list[Look] = [Look(frozenset({"on"}), lambda facts: _counting(rules, facts))]
        self._pairs: list[_Pair] = []
        leaves = dict.fromkeys(
            leaf for rule in rules for condition in (*rule.when, *rule.require) for leaf in _leaves(condition)
        )
        for leaf in leaves:
            pair = _pair(leaf)
            if pair is not None:
                self._pairs.append(pair)
            else:
                self._looks.append(Look(_names(leaf), partial(_holds, leaf, is_open)))
        for rule in rules:
            self._looks += _computed(rule, question.partition(".")[2], is_open)
        self._every = self._looks + [
            Look(pair.left.names | pair.right.names, partial(_holds, pair.condition, is_open))
            for pair in self._pairs
        ]

    def of_one_fact(
        self, name: str, values: Sequence[Any], read: Reader, given: Iterable[str], absent: Facts
    ) -> list[Any]:
        """For each value of a fact the first value that no rule tells from it, whatever the other facts are.

        Args:
            name: the fact.
            values: of it.
            read: from a value to the fact.
            given: all facts that vary.
            absent: those that do not.
        """
        looks = [look for look in self._every if {name, _ALL} & look.names]
        if any(_ALL in look.names or look.names & set(given) != {name} for look in looks):
            return list(values)
        first: dict[tuple[Hashable, ...], Any] = {}
        found = []
        for value in values:
            facts = {**absent, **_facts([name], (value,), read)}
            found.append(first.setdefault(tuple(look.see(facts) for look in looks), value))
        return found

    def signatures(
        self, names: Sequence[str], rows: Iterable[tuple[Any, ...]], read: Mapping[str, Reader], absent: Facts
    ) -> Iterator[tuple[Hashable, ...]]:
        """For each row what the rules see of it; rows of the same have the same answer.

        Args:
            names: the facts that a row gives.
            rows: their values, None for a fact not given.
            read: from a value to the fact.
            absent: the facts that are the same in all rows.
        """
        together: dict[tuple[int, ...], list[Look]] = {}
        for look in self._looks:
            together.setdefault(look.places(names), []).append(look)
        views = [
            _View(partial(_all_seen, looks), places, names, read, absent)
            for places, looks in together.items()
            if places
        ]
        sides = [
            (
                _side(pair.left, names, read, absent),
                _side(pair.right, names, read, absent),
                comparison(pair.condition),
            )
            for pair in self._pairs
            if set(names) & (pair.left.names | pair.right.names)
        ]
        for row in rows:
            seen: list[Hashable] = [view(row) for view in views]
            for left, right, holds in sides:
                value, bound = left(row), right(row)
                known = value is not MISSING and bound is not MISSING
                seen.append(holds(value, bound) if known else None)
            yield tuple(seen)


class _View:
    """What is seen of rows: each combination of the values that it depends on is looked at once."""

    def __init__(
        self,
        see: Callable[[Facts], Hashable],
        places: tuple[int, ...],
        names: Sequence[str],
        read: Mapping[str, Reader],
        absent: Facts,
    ) -> None:
        self._see, self._places, self._absent = see, places, absent
        self._names, self._read = names, read
        self._seen: dict[Any, Hashable] = {}

    def __call__(self, row: tuple[Any, ...]) -> Hashable:
        places = self._places
        key = row[places[0]] if len(places) == 1 else tuple(row[n] for n in places)
        if key not in self._seen:
            facts = dict(self._absent)
            for n in places:
                facts |= _facts([self._names[n]], (row[n],), self._read[self._names[n]])
            self._seen[key] = self._see(facts)
        return self._seen[key]


def _side(
    look: Look, names: Sequence[str], read: Mapping[str, Reader], absent: Facts
) -> Callable[[tuple[Any, ...]], Hashable]:
    places = look.places(names)
    if places:
        return _View(look.see, places, names, read, absent)
    fixed = look.see(absent)
    return lambda row: fixed


def _all_seen(looks: Sequence[Look], facts: Facts) -> Hashable:
    return tuple(look.see(facts) for look in looks)


def _facts(names: Sequence[str], values: Sequence[Any], read: Reader) -> dict[str, Any]:
    pairs = ((name, read(value)) for name, value in zip(names, values, strict=True) if value is not None)
    return {name: value for name, value in pairs if value is not None}


def _counting(rules: tuple[Rule, ...], facts: Facts) -> Hashable:
    day = facts["on"]
    return tuple((n, ended(rule, day)) for n, rule in enumerate(rules) if in_force(rule, day))


def _leaves(condition: Condition) -> Iterator[Condition]:
    parts = condition.any or condition.all or condition.none
    if parts is None:
        yield condition
    for part in parts or ():
        yield from _leaves(part)


def _pair(leaf: Condition) -> _Pair | None:
    """A comparison whose two sides depend on different facts."""
    if leaf.library_open is not None or not isinstance(operand := leaf.operator[1], Expression):
        return None
    tested = [frozenset({(leaf.fact or "").partition(".")[0]})] if leaf.fact is not None else []
    tested += [_names(part) for part in (leaf.total, leaf.computed) if part is not None]
    left, right = frozenset[str]().union(*tested), _names(operand)
    if left & right:
        return None
    return _Pair(
        Look(left, partial(subject, leaf)), Look(right, lambda facts: evaluate(operand, facts)), leaf
    )


def _holds(leaf: Condition, is_open: LibraryTest, facts: Facts) -> Hashable:
    """Whether it holds, in either meaning of a missing fact."""
    return tuple(check(leaf, facts, absent_holds, is_open).holds for absent_holds in (False, True))


def _computed(rule: Rule, query: str, is_open: LibraryTest) -> Iterator[Look]:
    """What a rule computes."""
    limit, period = rule.limit, rule.period
    if limit is not None:
        names = frozenset((*limit.counters, "item"))
        yield Look(names, lambda facts: _said(limit_finding(rule, limit, query, facts)))
    if period is not None:
        # The calendar looks at what it likes.
        names = frozenset({_ALL}) if period.off_closed_days else _names(period)
        yield Look(names, lambda facts: _said(period_finding(rule, period, query, facts, is_open)))
    if rule.prices is not None:
        yield Look(frozenset({_ALL}), _whole)
    for effect in (rule.then, rule.otherwise):
        if effect is not None and effect.expression is not None:
            yield Look(_names(effect.expression), partial(evaluate, effect.expression))
        if effect is not None and effect.exception is not None:
            yield Look(frozenset({"approved_by", "special_need"}), _whole)


def _said(finding: Finding | None) -> Hashable:
    return None if finding is None else (finding.outcome, repr(finding.value))


def _whole(facts: Facts) -> Hashable:
    return repr(sorted(facts.items()))


def _names(part: BaseModel) -> frozenset[str]:
    """The facts that a part of a rule names, wherever in it."""
    if isinstance(part, LibraryOpen):
        return frozenset({_ALL})
    if isinstance(part, Total):
        return frozenset(part.of)
    own = getattr(part, "fact", None)
    found = {own.partition(".")[0]} if isinstance(own, str) else set()
    for name in type(part).model_fields:
        value = getattr(part, name)
        for member in value if isinstance(value, tuple) else (value,):
            if isinstance(member, BaseModel):
                found |= _names(member)
    return frozenset(found)
