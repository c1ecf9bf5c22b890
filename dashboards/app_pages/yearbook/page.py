"""年報: the contents of the printed yearbook, a link a table."""

import streamlit as st

from dashboards.app_pages.yearbook import data
from dashboards.format import plain
from dashboards.page_frame import choose_municipality, choose_yearbook, computed_sentence, foot
from dashboards.places import fiscal_year_names, fiscal_year_short_names
from dashboards.registry import script_of
from dashboards.url_state import UrlState

url = UrlState()
municipality = choose_municipality(url)
yearbook = choose_yearbook(url, municipality)
url.finish()

st.title(plain(f"{municipality.library_system_name_ja}　年報"))
names, short_names = fiscal_year_names(), fiscal_year_short_names()
st.caption(plain(f"『{yearbook.document_ja}』（主な年度：{names[yearbook.main_fiscal_year]}）"))
with st.container(key="nenpo_index"):
    for title, infos in data.by_chapter(yearbook).items():
        st.header(plain(title))
        for info in infos:
            left, right = st.columns([3, 2], vertical_alignment="center")
            with left:
                st.page_link(
                    script_of("table"),
                    label=plain(f"{info.table_no}　{info.title_ja}"),
                    query_params={**yearbook.link, "table": info.table_id},
                )
            with right:
                st.caption(plain(data.years_and_unit(info, short_names)))

counted = computed_sentence(yearbook)
if counted:
    st.caption(plain(counted))
foot(yearbook.source_ja)
