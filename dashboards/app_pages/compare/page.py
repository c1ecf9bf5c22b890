"""比較: two fiscal years of a table side by side, and the table's life across editions."""

import streamlit as st

from dashboards import url_state
from dashboards.app_pages.compare import data
from dashboards.format import plain
from dashboards.handout import Handout, counts_sample
from dashboards.page_frame import choose_municipality, choose_yearbook, computed_sentence, foot
from dashboards.places import fiscal_year_names
from dashboards.url_state import UrlState
from dashboards.yearbooks import tables

url = UrlState()
municipality = choose_municipality(url)
yearbook = choose_yearbook(url, municipality)
names = fiscal_year_names()
infos = tables(yearbook)
several = [info for info in infos if len(info.fiscal_years) > 1]
info = url.pick("table", "表", infos, lambda t: (t.table_id, t.table_no), (several or infos)[0])
years = info.fiscal_years
after = url.pick("year_b", "後の年度", years, lambda y: (str(y),), years[-1])
before = url.pick(
    "year_a", "前の年度", years, lambda y: (str(y),), max([y for y in years if y < after] or [after])
)
url.finish()

st.title(plain(f"比較　{info.table_no}　{info.title_ja}"))
with st.container(key="nenpo_controls"):
    left, middle, right = st.columns([5, 3, 3])
    with left:
        url_state.select(
            "table", "表", infos, info, lambda t: t.table_id, lambda t: f"{t.table_no}　{t.title_ja}"
        )
    with middle:
        url_state.select("year_a", "前の年度", years, before, str, lambda y: names[y])
    with right:
        url_state.select("year_b", "後の年度", years, after, str, lambda y: names[y])

title = f"比較　{info.table_no}　{info.title_ja}"
handout = Handout(
    municipality,
    f"compare_{info.table_id}_{before}_{after}",
    f"{municipality.library_system_name_ja}　{title}　{names[before]}と{names[after]}",
)
if len(years) == 1:
    st.info(f"この表は{names[years[0]]}だけが印刷されています。比べられる年度はまだありません。")
else:
    rows = [pair.texts() for pair in data.pairs(yearbook, info, before, after)]
    heads = ("行", "列", names[before], names[after], "増減", "増減率")
    handout.table(f"{names[before]}と{names[after]}", heads, rows, labels=(1,))

st.header("年報の版ごとのこの表")
lives = data.editions(yearbook, info)
heads = ("版", "資料", "年度", "欄の数", "加わった列", "なくなった列")
handout.table("収録している版", heads, lives, labels=(1,), prose=(2, 4, 5), caption=False)
changed = data.restated(yearbook, info)
if len(lives) == 1:
    st.caption("収録している版は一つなので、版の間の違いはまだ比べられません。")
elif changed:
    places = ("年度", "行", "列", "版", "数値", "版", "数値")
    handout.table("版によって数値の違う欄", places, changed, labels=(1, 2))
else:
    st.caption("同じ欄の数値が版によって違うところはありません。")
counted = computed_sentence(yearbook)
if counted:
    st.caption(plain(counted))
handout.offer(
    [f"資料：{yearbook.source_ja}", counted], is_sample=bool(counted) and counts_sample(municipality)
)
foot(yearbook.source_ja)
