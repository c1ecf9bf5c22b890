"""検索: tables and measures by any word that stands in them."""

import streamlit as st

from dashboards.app_pages.search import data
from dashboards.format import plain
from dashboards.page_frame import choose_municipality, choose_yearbook, foot
from dashboards.registry import script_of
from dashboards.url_state import UrlState, text_box
from dashboards.yearbooks import tables

url = UrlState()
municipality = choose_municipality(url)
yearbook = choose_yearbook(url, municipality)
query = url.parse("q", "検索語", lambda text: text[:40], "")
url.finish()

st.title("表をさがす")
with st.columns([3, 2])[0]:
    text_box(
        "q", "検索語（表の名前、行や列の見出し、注、行事名、数えるもの。空白で区切るとすべてを含む表）", query
    )
infos = {info.table_id: info for info in tables(yearbook)}
hits = [hit for hit in data.search(yearbook, query) if hit.table_id in infos]
hits.sort(key=lambda hit: list(infos).index(hit.table_id))
if query.strip():
    st.caption(plain(f"「{query}」を含む表：{len(hits)}件"))
with st.container(key="nenpo_index"):
    for hit in hits:
        info = infos[hit.table_id]
        st.page_link(
            script_of("table"),
            label=plain(f"{info.table_no}　{info.title_ja}"),
            query_params={**yearbook.link, "table": info.table_id},
        )
        st.caption(plain("　／　".join(hit.excerpts)))
foot(yearbook.source_ja)
