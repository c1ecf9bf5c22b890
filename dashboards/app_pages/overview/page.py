"""概況: what the newest yearbook says in figures, against the year before."""

import streamlit as st

from dashboards.app_pages.overview import cards, charts, data, sections
from dashboards.app_pages.overview.pack import pack_download
from dashboards.format import plain
from dashboards.handout import Handout, counts_sample
from dashboards.page_frame import choose_municipality, choose_yearbook, computed_sentence, foot
from dashboards.places import fiscal_year_names, fiscal_year_short_names
from dashboards.url_state import UrlState

url = UrlState()
municipality = choose_municipality(url)
if not municipality.yearbooks:
    url.finish()
    handout = Handout(municipality, "overview", f"{municipality.library_system_name_ja}　概況")
    sections.show_without_yearbook(municipality, handout)
    pack_download(municipality)
    handout.offer([])
    foot(municipality.library_system_name_ja)
    st.stop()
yearbook = choose_yearbook(url, municipality)
url.finish()

year = yearbook.main_fiscal_year
names, short_names = fiscal_year_names(), fiscal_year_short_names()
found = data.headlines(yearbook)

st.title(plain(f"{municipality.library_system_name_ja}　{names[year]}の概況"))
counted = computed_sentence(yearbook)
if counted:
    st.caption(plain(counted))
if not found:
    st.info("この年報には、概況に載せる統計がまだありません。")
    pack_download(municipality)
    foot(yearbook.source_ja)
    st.stop()
st.html(cards.cards(found, yearbook, year, short_names))

handout = Handout(
    municipality,
    f"overview_{yearbook.edition}",
    f"{municipality.library_system_name_ja}　{names[year]}の概況",
)
sections.show_changes(municipality, year, handout)
sections.show_plan(municipality, handout)
with_years = [headline for headline in found if len(headline.points) > 1][:3]
if with_years:
    st.header("推移")
for column, headline in zip(st.columns(3), with_years, strict=False):
    with column:
        st.subheader(plain(f"{headline.name_ja}（{headline.unit_ja}）"))
        handout.chart(
            charts.trend(headline, year, short_names),
            f"{headline.name_ja}の推移",
            key=f"trend_{headline.measure_id}",
            alt=f"{headline.name_ja}の推移の棒グラフ。数値は下の表にあります。",
            unit_ja=headline.unit_ja,
        )
handout.table("主な統計の推移", *cards.years_table(found, short_names))

pack_download(municipality)
handout.offer(
    [f"資料：{yearbook.source_ja}", counted], is_sample=bool(counted) and counts_sample(municipality)
)
foot(yearbook.source_ja)
