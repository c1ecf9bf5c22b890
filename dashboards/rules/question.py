"""Which question is asked and what is known: read from the address, checked for what is still needed."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from dashboards import url_state
from dashboards.rules.values import reader
from dashboards.url_state import UrlState
from lending_rules.calendar_answers import CALENDAR
from lending_rules.contract import Question, contract
from lending_rules.errors import RequestError
from lending_rules.labels import fact_name, labels
from lending_rules.rulebook import Rulebook

FIRST_KIND, FIRST_QUERY = "quantity", "max_items"


@dataclass(frozen=True)
class Asked:
    """A question with what is known of it, as values of a request. `suffix`: of the fields' names in the address."""

    question: Question
    inputs: dict[str, Any]
    suffix: str = ""

    def data(self, book: Rulebook, **others: Any) -> dict[str, Any]:
        """The request of the contract; `others` are further inputs, named as in the contract with a trailing `_`."""
        inputs = {"query": self.question.query, **self.inputs, **{name[:-1]: v for name, v in others.items()}}
        return {"id": "page", "municipality": book.slug, "kind": self.question.kind, "inputs": inputs}


def pick_question(url: UrlState) -> Question:
    kinds = contract().kinds
    names = list(kinds)
    kind = url.pick("kind", "分野", names, lambda k: (k,), FIRST_KIND if FIRST_KIND in kinds else names[0])
    queries = list(kinds[kind])
    first = FIRST_QUERY if kind == FIRST_KIND and FIRST_QUERY in queries else queries[0]
    return kinds[kind][url.pick("query", "問い", queries, lambda q: (q,), first)]


def question_boxes(question: Question, shown_books: Sequence[Rulebook]) -> None:
    """Two boxes; a question that none of the municipalities treats says so."""
    kinds = contract().kinds
    treated = {name for book in shown_books for rule in book.rules for name in rule.questions} | set(CALENDAR)

    def label(query: str) -> str:
        name = f"{question.kind}.{query}"
        return labels().questions[name] + ("" if name in treated else "（規定なし）")

    left, right = st.columns(2)
    with left:
        url_state.select("kind", "分野", list(kinds), question.kind, str, lambda k: labels().kinds[k])
    with right:
        url_state.select("query", "問い", list(kinds[question.kind]), question.query, str, label)


def field_names(question: Question) -> list[str]:
    """All fields that a question may have, those that it needs first."""
    instead = (question.instead_of_on,) if question.instead_of_on else ()
    return [*question.required, *instead, *question.optional]


def read_fields(
    url: UrlState, book: Rulebook, question: Question, names: Collection[str] | None = None, suffix: str = ""
) -> Asked:
    """What the address says of the fields; the day is today when it names none.

    Args:
        url: the page's parameters.
        book: its libraries are the ones that can be named.
        question: which fields there are.
        names: those to be read; all without it.
        suffix: of the parameters, where two sides have fields of their own.
    """
    inputs: dict[str, Any] = {}
    for name in field_names(question):
        if names is not None and name not in names:
            continue
        field = contract().fields[name]
        value = url.parse(name + suffix, fact_name(name), reader(field, book), None)
        if value is not None:
            inputs[name] = value
    if _wants_today(question, inputs) and (names is None or "on" in names):
        inputs["on"] = date.today().isoformat()
        url.keep("on" + suffix, inputs["on"])
    return Asked(question, _with_counters(question, inputs), suffix)


def _wants_today(question: Question, inputs: dict[str, Any]) -> bool:
    return "on" in question.required and "on" not in inputs and (question.instead_of_on or "") not in inputs


def _with_counters(question: Question, inputs: dict[str, Any]) -> dict[str, Any]:
    """Needed counters of which one is told: the others are told to be nothing."""
    needed = [name for name in question.required if contract().fields[name].kind == "counters"]
    told = any(name in inputs for name in needed)
    return {**inputs, **({name: inputs.get(name, {}) for name in needed} if told else {})}


def missing(asked: Asked, names: Collection[str] | None = None, side_ja: str = "") -> list[str]:
    """Japanese names of the needed fields that nothing is known of."""
    wanted = [name for name in asked.question.required if names is None or name in names]
    absent = [name for name in wanted if name not in asked.inputs]
    if asked.question.instead_of_on in asked.inputs:
        absent = [name for name in absent if name != "on"]
    return [side_ja + fact_name(name) for name in absent]


def sentence(error: RequestError) -> str:
    """The engine's sentence with the fields' Japanese names instead of their codes."""
    head, _, said = error.said.partition(" ")
    last = error.field.rpartition(".")[2].partition("[")[0]
    named = f"「{_name(last)}」{said}" if head.partition("[")[0] == last and said else error.said
    row = _ROW.search(error.field)
    place = f"{_name(row[1])}の{int(row[2]) + 1}行目：" if row else ""
    return place + named.replace("は from と同じ日", f"は「{_name('from')}」と同じ日")


def _name(code: str) -> str:
    return labels().fields.get(code) or labels().members.get(code, code)


_ROW = re.compile(r"(\w+)\[(\d+)\]")
