"""指標: what committees judge by, year by year, each value with its definition, its parts and what is printed of it."""

import streamlit as st

from dashboards import url_state
from dashboards.absent import say_absent
from dashboards.app_pages.indicators import data, sections
from dashboards.format import plain
from dashboards.handout import Handout, counts_sample
from dashboards.indicators import (
    DEFINITION_HEADS,
    DEFINITION_LABELS,
    DEFINITION_PROSE,
    beside_rivals,
    definition_rows,
    sources_ja,
)
from dashboards.page_frame import choose_municipality, foot
from dashboards.places import fiscal_year_names, fiscal_year_short_names
from dashboards.url_state import UrlState

url = UrlState()
municipality = choose_municipality(url)
having = data.cities()
if municipality.code not in having:
    url.finish()
    st.title(plain(f"{municipality.library_system_name_ja}　指標"))
    say_absent("この自治体の数値はまだ収録されていないので、指標はありません。", "indicators", having)
    foot(None)
    st.stop()
names, short = fiscal_year_names(), fiscal_year_short_names()
kinds = data.kinds(municipality.code)
kind = url.pick("place_kind", "内訳", kinds, lambda k: (k,), kinds[0])
found = data.series(municipality.code, kind)
counts = data.years_with_values(found)
years = list(counts)
# The newest of the fullest years: a budget alone runs ahead of everything else.
year = url.pick("fiscal_year", "年度", years, lambda y: (str(y),), max(years, key=lambda y: (counts[y], y)))
computed = {
    d: place for (d, place), points in found.items() if year in points and points[year].shown is not None
}
groups = list(dict.fromkeys(d.group_ja for d, _ in found))
first = next((group for group in groups if any(d.group_ja == group for d in computed)), groups[0])
# A link may name an indicator alone.
asked = st.query_params.get("indicator")
first = next((d.group_ja for d, _ in found if d.indicator_id == asked), first)
group = url.pick("group", "区分", groups, lambda g: (g,), first)
definitions = beside_rivals(dict.fromkeys(d for d, _ in found if d.group_ja == group))
indicator = url.pick(
    "indicator",
    "指標",
    definitions,
    lambda d: (d.indicator_id,),
    next((d for d in definitions if d in computed), definitions[0]),
)
url.finish()

st.title(plain(f"{municipality.library_system_name_ja}　指標　{group}"))
with st.container(key="nenpo_controls"):
    left, middle, right = st.columns([3, 3, 5])
    with left:
        url_state.select("group", "区分", groups, group, str, str)
    with middle:
        url_state.select("fiscal_year", "年度", years, year, str, lambda y: names[y])
    with right:
        url_state.select(
            "indicator", "指標", definitions, indicator, lambda d: d.indicator_id, lambda d: d.label_ja
        )
    if len(kinds) > 1:
        url_state.select(
            "place_kind", "内訳", kinds, kind, str, lambda k: data.KINDS_JA[k], all_in_sight=True
        )

family = [d for d in definitions if d == indicator or d.is_rival_of(indicator)]
handout = Handout(
    municipality,
    f"indicators_{kind}_{indicator.indicator_id}_{year}",
    f"{municipality.library_system_name_ja}　指標　{group}　{names[year]}",
)
shown = sections.Shown(
    handout, municipality, found, definitions, indicator, family, years, year, names, short
)
if kind == "all":
    sections.group_by_year(shown)
else:
    sections.group_by_place(shown)
sections.calculations(shown)
if kind == "all":
    sections.trend(shown)
else:
    sections.places(shown, data.KINDS_JA[kind])

st.header("指標の定義")
handout.table(
    "指標の定義",
    DEFINITION_HEADS,
    definition_rows(definitions),
    DEFINITION_LABELS,
    DEFINITION_PROSE,
    caption=False,
)
values = data.every_value(municipality.code, kind, group)
handout.figures(f"この区分の指標（{data.KINDS_JA[kind]}・全年度）", values, data.VALUE_HEADS)
sources = "、".join(sources_ja(municipality))
handout.offer([f"資料：{sources}"], is_sample=counts_sample(municipality))
foot(sources)
