"""表: one table as printed, the picture that suits it, what it counts, where it comes from, how it was checked."""

import streamlit as st

from dashboards import url_state
from dashboards.app_pages.table import about, charts, data
from dashboards.app_pages.table.chart_data import Names
from dashboards.format import plain
from dashboards.handout import Handout, counts_sample
from dashboards.page_frame import choose_municipality, choose_yearbook, foot
from dashboards.places import fiscal_year_names, fiscal_year_short_names
from dashboards.url_state import UrlState
from dashboards.yearbooks import table as printed
from dashboards.yearbooks import tables
from warehouse.figures import Figures

_FIGURES_JA = {Figures.COMPUTED: "集計値", Figures.PUBLISHED: "公表値"}

url = UrlState()
municipality = choose_municipality(url)
yearbook = choose_yearbook(url, municipality)
infos = tables(yearbook)
names, short_names = fiscal_year_names(), fiscal_year_short_names()
info = url.pick("table", "表", infos, lambda t: (t.table_id, t.table_no), infos[0])
main_year = yearbook.main_fiscal_year
newest = main_year if main_year in info.fiscal_years else info.fiscal_years[-1]
year = url.pick("fiscal_year", "年度", info.fiscal_years, lambda y: (str(y),), newest)
branches = [None, *data.branches(yearbook, info)]
branch = url.pick("branch", "館", branches, lambda b: (b.library_code if b else "all",), None)
has_both = data.has_both_figures(yearbook, info)
figures = Figures.COMPUTED
if has_both:
    figures = url.pick("figures", "数値", list(Figures), lambda f: (f.value,), figures)
url.finish()

st.title(plain(f"{info.table_no}　{info.title_ja}"))
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

    if has_both:
        url_state.select(
            "figures", "数値", list(Figures), figures, str, lambda f: _FIGURES_JA[f], all_in_sight=True
        )

title = f"{info.table_no}　{info.title_ja}"
kind = "_published" if figures is Figures.PUBLISHED else ""
handout = Handout(
    municipality,
    f"{yearbook.edition}_{info.table_id}_{year}{kind}",
    f"{municipality.library_system_name_ja}　{title}　{names[year]}",
)
table = printed(yearbook, info.table_id, year, figures)
handout.printed(yearbook, table, names[year], figures, branch.paths if branch else ())

wanted = data.selection(info)
picture = wanted and charts.picture(
    data.chart_cells(yearbook, info, figures),
    wanted,
    year,
    branch.library_code if branch else None,
    Names(short_names, {b.library_code: b.label_ja for b in branches if b}),
)
if picture:
    st.header(plain(f"図　{picture.title_ja}"))
    left, right = st.columns([5, 4]) if picture.is_small else (st.container(), st.container())
    with left:
        handout.chart(picture.figure, f"{title}　{picture.title_ja}", key="picture", alt=picture.title_ja)
    if picture.numbers:
        with right:
            handout.table("図の数値", picture.heads, picture.numbers)

notes: list[str] = []
if len(info.fiscal_years) > 1:
    notes = data.annotation_lines(yearbook, info, branch)
    for line in notes:
        st.caption(plain(line))

about.definitions(handout, yearbook, info)
about.checks(handout, yearbook, info)

cells = data.every_cell(yearbook, info, figures)
handout.figures("この表のすべての欄（全年度）", cells, data.CELL_HEADS)
is_sample = cells["is_computed"].any() and counts_sample(municipality)
handout.offer([f"資料：{table.source}", *notes], is_sample=is_sample)
about.yearbook_download(yearbook)
foot(table.source)
