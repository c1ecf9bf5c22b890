"""表: one table as printed, the picture that suits it, what it counts, where it comes from, how it was checked."""

import streamlit as st

from dashboards import table_html, url_state
from dashboards.app_pages.table import about, charts, data
from dashboards.app_pages.table.chart_data import Names
from dashboards.page_frame import choose_municipality, foot
from dashboards.places import fiscal_year_names, fiscal_year_short_names
from dashboards.published import table as printed
from dashboards.published import tables
from dashboards.simple_table import simple_table
from dashboards.theme import CHART_CONFIG
from dashboards.url_state import UrlState

url = UrlState()
municipality = choose_municipality(url)
infos = [] if municipality.edition is None else tables(municipality.code, municipality.edition)
if not infos:
    url.finish()
    st.info("この自治体の年報はまだ収録されていません。")
    st.stop()

names, short_names = fiscal_year_names(), fiscal_year_short_names()
info = url.pick("table", "表", infos, lambda t: (t.table_id, t.table_no), infos[0])
main_year = municipality.main_fiscal_year
newest = main_year if main_year in info.fiscal_years else info.fiscal_years[-1]
year = url.pick("fiscal_year", "年度", info.fiscal_years, lambda y: (str(y),), newest)
branches = [None, *data.branches(municipality, info)]
branch = url.pick("branch", "館", branches, lambda b: (b.library_code if b else "all",), None)
url.finish()

st.title(f"{info.table_no}　{info.title_ja}")
with st.container(key="nenpo_controls"):
    columns = st.columns([5, 3, 3])
    with columns[0]:
        url_state.select(
            "table", "表", infos, info, lambda t: t.table_id, lambda t: f"{t.table_no}　{t.title_ja}"
        )
    with columns[1]:
        url_state.select("fiscal_year", "年度", info.fiscal_years, year, str, lambda y: names[y])
    if len(branches) > 1:
        with columns[2]:
            url_state.select(
                "branch",
                "館",
                branches,
                branch,
                lambda b: b.library_code if b else "all",
                lambda b: b.name_ja if b else "すべての館",
            )

table = printed(municipality.code, municipality.edition, info.table_id, year)
st.html(table_html.render(table, names[year], branch.paths if branch else ()))

wanted = data.selection(info)
picture = wanted and charts.picture(
    data.chart_cells(municipality, info),
    wanted,
    year,
    branch.library_code if branch else None,
    Names(short_names, {b.library_code: b.label_ja for b in branches if b}),
)
if picture:
    st.header("図")
    st.plotly_chart(picture.figure, config=CHART_CONFIG, theme=None, key="picture", alt=picture.alt_ja)
    with st.expander("図の数値", expanded=wanted.kind == "trend"):
        st.html(simple_table("図の数値", picture.heads, picture.numbers))

about.downloads(municipality, info)
about.definitions(municipality, info)
about.checks(municipality, info)
foot(table.source)
