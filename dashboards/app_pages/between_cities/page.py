"""都市間比較: indicators of a year side by side where definitions agree, and a sentence where they do not."""

import streamlit as st

from dashboards import url_state
from dashboards.app_pages.between_cities import charts, data
from dashboards.format import plain
from dashboards.handout import Handout, counts_sample
from dashboards.indicators import beside_rivals, sources_ja
from dashboards.page_frame import choose_municipality, foot
from dashboards.places import fiscal_year_names, municipalities
from dashboards.url_state import UrlState
from warehouse.errors import UserError

HEADS = ("自治体", "値", "自治体の定義")
PROSE = (1, 2)

url = UrlState()
municipality = choose_municipality(url)
counts = data.years()
if not counts:
    raise UserError("指標を計算できる自治体がありません。数値を取り込んで make build をやり直してください。")
years, names = list(counts), fiscal_year_names()
# The newest of the years with most cities.
year = url.pick("fiscal_year", "年度", years, lambda y: (str(y),), max(years, key=lambda y: (counts[y], y)))
# The city from which the reader looks stands first.
cities = sorted(municipalities(), key=lambda m: m != municipality)
found = data.compared(cities, year)
groups = list(dict.fromkeys(d.group_ja for d in found))
first = next(d.group_ja for d, of in found.items() if any(one.is_computed for one in of))
group = url.pick("group", "区分", groups, lambda g: (g,), first)
url.finish()

st.title(plain(f"都市間比較　{group}"))
with st.container(key="nenpo_controls"):
    left, right = st.columns(2)
    with left:
        url_state.select("fiscal_year", "年度", years, year, str, lambda y: names[y])
    with right:
        url_state.select("group", "区分", groups, group, str, str)
st.caption(
    plain(
        f"{names[year]}に計算できる指標のある自治体：{counts[year]}。"
        "定義の一致する自治体の値だけを並べ、定義が違うか示されていない値は、理由を書いて並べない。"
    )
)

definitions = beside_rivals(d for d in found if d.group_ja == group)
shown = [d for d in definitions if any(one.is_computed for one in found[d])]
handout = Handout(
    municipality,
    f"between_cities_{year}_{definitions[0].indicator_id}",
    f"都市間比較　{group}　{names[year]}",
)
for d in shown:
    st.header(plain(d.label_ja))
    rivals = [other.name_ja for other in definitions if d.is_rival_of(other)]
    rows = [
        (
            one.municipality.name_ja,
            one.refused_ja or d.written(one.shown, one.status),
            one.city_definition_ja or "",
        )
        for one in found[d]
    ]
    for position, alike in enumerate(data.comparable(found[d])):
        handout.chart(
            charts.bars(d, alike, municipality.code),
            f"{d.name_ja}　{names[year]}",
            unit_ja=d.unit_ja,
            key=f"bars_{d.indicator_id}_{position}",
            alt=f"{d.name_ja}　{names[year]}　自治体ごとの棒グラフ。数値は下の表にあります。",
        )
    handout.table(f"{d.name_ja}　{names[year]}", HEADS, rows, prose=PROSE, caption=False)
    sentences = [f"計算：{d.formula_ja}。{d.definition_ja}根拠：{d.authority_ja}。"]
    if rivals:
        sentences.append(f"別の定義：{'、'.join(rivals)}。")
    st.caption("\n\n".join(plain(sentence) for sentence in sentences))

left_out = [d for d in definitions if d not in shown]
if left_out:
    st.header("どの自治体でも計算できない指標")
    rows = [(d.label_ja, d.formula_ja, d.definition_ja) for d in left_out]
    handout.table(
        "どの自治体でも計算できない指標", ("指標", "計算", "定義"), rows, prose=(1, 2), caption=False
    )
handout.figures("この年度と区分の指標（全自治体）", data.every_value(year, group), data.VALUE_HEADS)
codes = {one.municipality.code for d in shown for one in found[d] if one.is_computed}
present = [city for city in cities if city.code in codes]
sources = "、".join(source for city in present for source in sources_ja(city))
handout.offer([f"資料：{sources}"], is_sample=any(map(counts_sample, present)))
foot(sources)
