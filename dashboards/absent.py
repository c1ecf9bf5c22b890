"""What a page says of a municipality for which the build holds nothing, and where it holds something."""

from collections.abc import Collection

import streamlit as st

from dashboards.format import plain
from dashboards.places import municipalities
from dashboards.registry import script_of


def say_absent(sentence_ja: str, path: str, having: Collection[str]) -> None:
    """One sentence, and links to the same page of those that have it.

    Args:
        sentence_ja: what is not there.
        path: the page.
        having: codes of the municipalities that have it.
    """
    st.markdown(plain(sentence_ja))
    for other in municipalities():
        if other.code in having:
            st.page_link(
                script_of(path),
                label=plain(f"{other.name_ja}を見る"),
                query_params={"municipality": other.slug},
            )
