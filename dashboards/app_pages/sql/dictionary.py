"""The dictionary beside the editor: the columns of a table, and a search over all names and meanings."""

from html import escape

import streamlit as st

from dashboards import dbt_docs, url_state
from dashboards.app_pages.sql import data
from dashboards.app_pages.sql.data import Table
from dashboards.format import plain
from dashboards.simple_table import simple_table

_COLUMN_HEADS = ("列", "型", "意味")
_FOUND_HEADS = ("表または列", "意味")


def dictionary(tables: list[Table], chosen: Table, query: str) -> None:
    """Search box, its findings, and the chosen table."""
    st.header("表と列の辞書")
    url_state.text_box("q", "辞書をさがす(名前や意味の言葉。空白で区切るとすべてを含むもの)", query)
    if query.strip():
        hits = data.found(query)
        st.caption(plain(f"「{query}」を含む表と列：{len(hits):,}件"))
        if hits:
            st.html(
                simple_table(
                    "見つかった表と列", _FOUND_HEADS, hits[: data.FOUND_SHOWN], prose=(1,), caption=False
                )
            )
        if len(hits) > data.FOUND_SHOWN:
            st.caption(f"初めの{data.FOUND_SHOWN}件を示しています。言葉を足すと絞り込めます。")
    url_state.select("table", "表", tables, chosen, lambda t: t.name, lambda t: t.label_ja)
    st.markdown(
        plain(f"{chosen.name_ja}：{chosen.text_ja}（{chosen.layer_ja}、{data.row_count(chosen):,}行）")
    )
    st.html(
        simple_table(f"{chosen.name}の列", _COLUMN_HEADS, data.columns(chosen), (1,), (2,), caption=False)
    )
    documents = dbt_docs.address(chosen.name)
    if documents is not None:
        st.html(
            f'<p class="nenpo-links"><a href="{escape(documents)}" target="_blank">'
            "この表の作り方(dbtの文書、英語。別の画面で開きます)</a></p>"
        )
