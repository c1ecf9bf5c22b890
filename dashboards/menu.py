"""The menu: a row of sections, below it the pages of the section one is in, and a fold that shows them all.

Every page is a link of Streamlit's own, so that a click changes the page without loading it anew. Which rows are in
sight is decided by style.css alone: the state of the fold is the browser's.
"""

from html import escape

import streamlit as st

from dashboards.registry import PageEntry, page_entries
from dashboards.shell import TITLE_JA


def menu(here: PageEntry, kept: dict[str, str] | None) -> None:
    """`kept`: parameters that every link carries on."""
    sections = dict.fromkeys(entry.section_ja for entry in page_entries() if entry.section_ja)
    with st.container(key="nenpo_band", gap=None):
        with st.container(key="nenpo_sections", horizontal=True, vertical_alignment="center", gap="small"):
            st.html(_brand(here), width="content")
            for entry in page_entries():
                if not entry.section_ja:
                    st.page_link(entry.script, label=entry.title_ja, query_params=kept)
            for section in sections:
                _section_link(section, section == here.section_ja, kept)
            st.html(_fold(here), width="content")
        for number, section in enumerate(sections):
            place = "here" if section == here.section_ja else "other"
            with st.container(
                key=f"nenpo_section_{place}_{number}",
                horizontal=True,
                vertical_alignment="center",
                gap="small",
            ):
                st.html(f'<div class="nenpo-section">{escape(section)}</div>', width="content")
                for entry in _pages_of(section):
                    st.page_link(entry.script, label=entry.title_ja, query_params=kept)


def _brand(here: PageEntry) -> str:
    """The name and, on a telephone, where one is."""
    place = " › ".join(filter(None, (here.section_ja, here.title_ja)))
    return f'<div class="nenpo-brand">{TITLE_JA}</div><div class="nenpo-place">{escape(place)}</div>'


def _fold(here: PageEntry) -> str:
    """Its text differs from page to page, so that the browser draws it anew, closed, where a page opens."""
    return f'<details class="nenpo-fold" data-page="{escape(here.path)}"><summary>すべての画面</summary></details>'


def _section_link(section: str, is_here: bool, kept: dict[str, str] | None) -> None:
    """A section leads to its first page."""
    key = "nenpo_to_here" if is_here else f"nenpo_to_{section}"
    with st.container(key=key, width="content"):
        st.page_link(_pages_of(section)[0].script, label=section, query_params=kept)


def _pages_of(section: str) -> list[PageEntry]:
    return [entry for entry in page_entries() if entry.section_ja == section]
