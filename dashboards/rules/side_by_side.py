"""Several answers to one question beside each other, and in what they differ."""

from collections.abc import Sequence

import streamlit as st

from dashboards.rules.answer import block, tree
from dashboards.simple_table import simple_table
from lending_rules.compare import Answer, lines_of
from lending_rules.explain import explained
from lending_rules.rulebook import Rulebook


def side_by_side(answers: Sequence[tuple[Answer, Rulebook]]) -> None:
    for column, (answer, book) in zip(st.columns(len(answers)), answers, strict=True):
        with column:
            st.html(block(answer, book, answer.name_ja))
            if answer.request is not None and answer.decision is not None:
                with st.expander(f"判定の道すじ（{answer.name_ja}）"):
                    st.html(tree(explained(answer.request, answer.decision)))
    if len(answers) > 1 and all(answer.decision is not None for answer, _ in answers):
        differences([answer for answer, _ in answers])


def differences(answers: Sequence[Answer]) -> None:
    """Aspect by aspect; what is empty on all sides is left out."""
    rows = [
        (line.aspect_ja, *line.texts, "ちがう" if line.differs else "同じ")
        for line in lines_of(answers)
        if any(line.texts)
    ]
    heads = ("項目", *(answer.name_ja for answer in answers), "ちがい")
    sides = range(1, len(answers) + 1)
    st.html(simple_table("答えのちがい", heads, rows, labels=(len(answers) + 1,), prose=tuple(sides)))
