"""A rule set over many inputs: the engine is asked once for all inputs that no rule can tell apart."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any

from lending_rules.alike import Alike, Reader
from lending_rules.contract import COUNTER_OF_ITEM, COUNTERS, contract
from lending_rules.decide import Engine
from lending_rules.decision import Decision
from lending_rules.draft import with_draft
from lending_rules.model import Rule
from lending_rules.request import Request
from lending_rules.rulebook import Rulebook

# Materials of the deliveries that requests name as an item without counting them.
_ITEMS = {counter: item for item, counter in COUNTER_OF_ITEM.items()} | {"video": "ビデオ"}


@dataclass(frozen=True)
class Answer:
    """What an engine says of an input. `rules`: those that decided, each with the article it stands on."""

    outcome: str
    value: date | None
    rules: tuple[tuple[str, str], ...]


# Nothing of what is asked for is counted by requests, so there is nothing to ask.
NOT_COUNTED = Answer("not_counted", None, ())


@dataclass
class Asked:
    """The rules of a municipality, to be asked about many inputs. `decisions`: how often the engine was called."""

    book: Rulebook
    decisions: int = 0
    _alike: dict[str, Alike] = field(default_factory=dict)
    _answers: dict[tuple[Hashable, ...], Answer] = field(default_factory=dict)

    def alike(
        self, question: str, fact: str, values: Sequence[Any], facts: Sequence[str], same: Mapping[str, Any]
    ) -> list[Any]:
        """For each value of a fact the first that the rules of a question cannot tell from it.

        Args:
            question: `kind.query`.
            fact: one of `facts`.
            values: of it.
            facts: the fields that vary.
            same: those that do not.
        """
        absent = {**contract().questions[question].absent, **same}
        return self._looks(question).of_one_fact(fact, values, self._reader(fact), facts, absent)

    def answers(
        self,
        question: str,
        facts: Sequence[str],
        rows: Sequence[tuple[Any, ...]],
        same: Mapping[str, Any],
    ) -> list[Answer]:
        """The answer to each of many inputs.

        Args:
            question: `kind.query`.
            facts: the names of the fields that a row gives: days as such, counters as `book=3 cd=1`, `item` as a
                material of the deliveries, `library` as a library's code.
            rows: their values; None: not given.
            same: fields that all inputs have.
        """
        read = {name: self._reader(name) for name in facts}
        absent = {**contract().questions[question].absent, **same}
        engine = Engine({self.book.slug: self.book})
        head = (question, *facts, *sorted(same.items()))
        asking = facts.index("ask") if "ask" in facts else None
        found = []
        for row, signature in zip(
            rows, self._looks(question).signatures(facts, rows, read, absent), strict=True
        ):
            if asking is not None and row[asking] is not None and not _counters(row[asking]):
                found.append(NOT_COUNTED)
                continue
            key = (*head, *signature)
            answer = self._answers.get(key)
            if answer is None:
                read_row = ((n, read[n](v)) for n, v in zip(facts, row, strict=True) if v is not None)
                given = {name: value for name, value in read_row if value is not None}
                answer = self._answers[key] = self._decided(engine, question, absent | given)
            found.append(answer)
        return found

    def _decided(self, engine: Engine, question: str, facts: Mapping[str, Any]) -> Answer:
        self.decisions += 1
        asked = contract().questions[question]
        return _answer(engine.decision(Request("what-if", self.book.slug, asked, facts, facts)))

    def _looks(self, question: str) -> Alike:
        if question not in self._alike:
            self._alike[question] = Alike(self.book, question)
        return self._alike[question]

    def _reader(self, fact: str) -> Reader:
        if fact == "library":
            return {library.library_code: library.name for library in self.book.libraries}.get
        return _READERS.get(contract().fields[fact].kind if fact != "item" else "item", _as_it_is)


def asked_for_year(book: Rulebook, fiscal_year: int, draft: Iterable[Rule] = ()) -> dict[str, Asked]:
    """Whom to ask about a year: the rules in force, and beside them those of a draft, if there is one.

    Args:
        book: a municipality's rules.
        fiscal_year: the draft is taken to count from its first day.
        draft: rules as the draft has them.
    """
    asked = {"in_force": Asked(book)}
    rules = tuple(draft)
    if rules:
        asked["draft"] = Asked(counted_from(book, rules, date(fiscal_year, 4, 1)))
    return asked


def counted_from(book: Rulebook, draft: Iterable[Rule], first_day: date) -> Rulebook:
    """The rulebook as it would be if a draft had counted from a day on.

    Rules of the draft that begin later begin on that day; of several versions of one, the last. Versions of the same
    rules that would have begun later do not count.
    """
    last: dict[str, Rule] = {}
    for rule in sorted(draft, key=lambda rule: rule.in_force_from):
        moved = rule.in_force_from > first_day
        last[rule.rule_id] = rule.model_copy(update={"in_force_from": first_day}) if moved else rule
    standing = (
        rule
        for rule in book.rules
        if rule.rule_id not in last or rule.in_force_from < last[rule.rule_id].in_force_from
    )
    return with_draft(replace(book, rules=tuple(standing)), tuple(last.values()))


def _answer(decision: Decision) -> Answer:
    rules = (
        step.rule
        for step in decision.steps
        if step.finding is not None and not step.overruled and step.finding.outcome == decision.outcome
    )
    value = decision.value if isinstance(decision.value, date) else None
    return Answer(
        decision.outcome, value, tuple(dict.fromkeys((rule.rule_id, _article(rule)) for rule in rules))
    )


def _article(rule: Rule) -> str:
    return "、".join(f"{citation.document} {citation.article}" for citation in rule.citations)


@cache
def _counters(text: str) -> Mapping[str, int]:
    """`book=3 cd=1` as counters; material that requests do not count is left out."""
    pairs = (part.split("=") for part in text.split())
    return {name: int(count) for name, count in pairs if name in COUNTERS}


def _as_it_is(value: Any) -> Any:
    return value


_READERS: Mapping[str, Reader] = {"counters": _counters, "item": _ITEMS.get}
