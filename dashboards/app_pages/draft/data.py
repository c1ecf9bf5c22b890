"""A draft held against the rules in force; kept by its text and by the content of those rules."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import streamlit as st

from lending_rules.compare import Answer, answer
from lending_rules.decide import Engine
from lending_rules.draft import Draft, as_draft, read_draft, with_draft
from lending_rules.model import Rule
from lending_rules.rulebook import Rulebook, in_force
from lending_rules.shelf import fingerprint
from warehouse.errors import UserError

log = logging.getLogger("nenpo.dashboards")
IN_FORCE_JA, DRAFT_JA = "今の規則", "改定案"


def checked(text: str, folder: Path, book: Rulebook) -> Draft:
    return _checked(text, str(folder), fingerprint(folder), book)


@st.cache_data(show_spinner="改定案を調べています", max_entries=20)
def _checked(text: str, folder: str, content: str, _book: Rulebook) -> Draft:
    return read_draft(text, Path(folder), _book)


def drafted(book: Rulebook, draft: Draft, data: Any) -> Answer:
    """The answer of the rules with the draft put in."""
    with evaluated():
        return answer(DRAFT_JA, Engine({book.slug: with_draft(book, draft.rules)}), data)


@contextmanager
def evaluated() -> Iterator[None]:
    """What a draft says by the form of its text is right may still not go with what it is asked about."""
    try:
        yield
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, duckdb.Error) as error:
        log.exception("a draft could not be evaluated")
        raise UserError(
            "改定案の値を計算できませんでした。条件や式が問いの項目の種類と合っているかを確かめてください。"
        ) from error


def copies(book: Rulebook, question: str, day: date) -> list[Rule]:
    """The rules of a question that a draft could follow from a day on."""
    return [rule for rule in book.rules_for(question) if in_force(rule, day) and rule.in_force_from < day]


def copy_of(rule: Rule, day: date) -> str:
    return as_draft(rule, day)
