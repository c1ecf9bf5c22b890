"""年報: the contents of the printed yearbook, a link a table."""

import streamlit as st

from dashboards.app_pages.yearbook import data
from dashboards.page_frame import choose_municipality, foot
from dashboards.places import fiscal_year_names, fiscal_year_short_names
from dashboards.registry import script_of
from dashboards.url_state import UrlState

url = UrlState()
municipality = choose_municipality(url)
url.finish()

chapters = data.by_chapter(municipality)
st.title(f"{municipality.library_system_name_ja}　年報")
if not chapters:
    st.info("この自治体の年報はまだ収録されていません。")
    st.stop()

names, short_names = fiscal_year_names(), fiscal_year_short_names()
st.caption(f"『{municipality.document_ja}』（主な年度：{names[municipality.main_fiscal_year]}）")
for title, infos in chapters.items():
    st.header(title)
    for info in infos:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.page_link(
                script_of("table"),
                label=f"{info.table_no}　{info.title_ja}",
                query_params={"municipality": municipality.slug, "table": info.table_id},
            )
            years = "・".join(short_names[year] for year in info.fiscal_years)
            st.caption(f"{years}　{f'単位：{info.unit_ja}' if info.unit_ja else ''}", width="content")

foot(f"{municipality.publisher_ja}『{municipality.document_ja}』")
