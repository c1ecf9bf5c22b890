"""施設: the libraries and their hierarchy as of a day, with rooms and equipment."""

from datetime import date

import streamlit as st

from dashboards.app_pages.libraries import data, tables
from dashboards.format import date_ja, plain
from dashboards.handout import Handout
from dashboards.page_frame import choose_municipality, foot
from dashboards.registry import script_of
from dashboards.url_state import UrlState, text_box

url = UrlState()
municipality = choose_municipality(url)
day = url.parse("as_of", "基準日", date.fromisoformat, date.today())
url.finish()

st.title(plain(f"{municipality.library_system_name_ja}　施設"))
days = data.change_days(municipality)
if not days:
    st.info("この自治体の施設はまだ収録されていません。")
    foot(None)
    st.stop()

with st.container(key="nenpo_controls"):
    with st.columns([1, 3])[0]:
        text_box("as_of", "基準日（年-月-日）", day.isoformat())
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption("変わり目の日：", width="content")
        for change_day in days[:6]:
            st.page_link(
                script_of("libraries"),
                label=date_ja(change_day),
                query_params={"municipality": municipality.slug, "as_of": change_day.isoformat()},
            )

found = data.libraries(municipality, day)
if not found:
    st.info(f"{date_ja(day)}に開いていた施設の記録はありません。")
    foot(None)
    st.stop()
handout = Handout(
    municipality,
    f"libraries_{day.isoformat()}",
    f"{municipality.library_system_name_ja}　施設　{date_ja(day)}",
)
handout.table(
    f"{date_ja(day)}の施設",
    tables.LIBRARY_HEADS,
    [tables.library_row(library) for library in found],
    tables.LIBRARY_LABELS,
    tables.LIBRARY_PROSE,
)

st.header("沿革・室と設備")
spaces = data.spaces(municipality)
for library in found:
    with st.expander(plain(tables.library_name(library))):
        st.caption(plain(tables.remarks(library)))
        if library["library_code"] in spaces:
            rows = tables.space_rows(spaces[library["library_code"]])
            title = f"{tables.library_name(library)}の室と設備"
            handout.table(title, tables.SPACE_HEADS, rows, tables.SPACE_LABELS, caption=False)
authorities = dict.fromkeys(library["authority_ja"] for library in found if library["authority_ja"])
handout.offer([f"根拠：{'、'.join(authorities)}"] if authorities else [])
foot(None)
