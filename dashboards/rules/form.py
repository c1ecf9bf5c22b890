"""The form of a question, made from the contract: what it needs, then what may be known besides."""

from collections.abc import Collection, Iterable

import streamlit as st

from dashboards.rules.boxes import Box, draw
from dashboards.rules.compound_boxes import draw_compound
from dashboards.rules.question import Asked
from dashboards.rules.values import COMPOUND
from lending_rules.contract import contract
from lending_rules.labels import fact_name
from lending_rules.rulebook import Rulebook


def form(asked: Asked, book: Rulebook, names: Collection[str] | None = None, side_ja: str = "") -> None:
    """Boxes of the fields in `names` (all without it); `side_ja` tells the boxes of two sides apart."""
    question = asked.question
    instead = question.instead_of_on
    optional = [*((instead,) if instead else ()), *question.optional]
    needed = [name for name in question.required if names is None or name in names]
    further = [name for name in optional if names is None or name in names]
    _boxes(asked, book, [(name, True) for name in needed], side_ja)
    if further:
        told = sum(name in asked.inputs for name in further)
        heading = f"{side_ja}わかっていること（任意、{len(further)}項目のうち{told}項目を示しています）"
        # What both sides share stands in a box of its own above those of the sides.
        key = f"further{asked.suffix}{'_of_side' if side_ja else ''}"
        with st.expander(heading, expanded=bool(told) or len(further) <= 2, key=key):
            st.caption("示さない項目は、争いがないもの（または契約に書かれた意味）として判定します。")
            _boxes(asked, book, [(name, False) for name in further], side_ja)


def _boxes(asked: Asked, book: Rulebook, names: Iterable[tuple[str, bool]], side_ja: str) -> None:
    fields = contract().fields
    found = [
        Box(
            fields[name], name + asked.suffix, side_ja + fact_name(name), needed, asked.inputs.get(name), book
        )
        for name, needed in names
    ]
    plain = [box for box in found if box.field.kind not in COMPOUND]
    if plain:
        with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
            for box in plain:
                draw(box)
    for box in found:
        if box.field.kind in COMPOUND:
            draw_compound(box)
