"""The parts of the page of indicators: values, their calculation, and the picture of the chosen one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

import streamlit as st

from dashboards.app_pages.indicators import charts, data, tables
from dashboards.app_pages.indicators.data import Series
from dashboards.format import plain
from dashboards.handout import Handout
from dashboards.indicators import NO_VALUE, Definition
from dashboards.places import Municipality

MARKS_JA = f"「{NO_VALUE}」は計算できない値。"


@dataclass(frozen=True)
class Shown:
    """What the reader has chosen: the definitions of a group, one of them, its rivals with it, years and their names."""

    handout: Handout
    municipality: Municipality
    found: Series
    definitions: Sequence[Definition]
    indicator: Definition
    family: Sequence[Definition]
    years: Sequence[int]
    year: int
    names: Mapping[int, str]
    short: Mapping[int, str]

    @property
    def places(self) -> list[str]:
        """The places of the group, in the order of the mart."""
        return list(dict.fromkeys(place for d, place in self.found if d in self.definitions))


def group_by_year(shown: Shown) -> None:
    """A row a definition, a column a fiscal year, and what is missing."""
    (place,) = shown.places
    heads = ("指標", "単位", "別の定義", *(shown.short[year] for year in shown.years))
    rows = tables.by_year(shown.found, shown.definitions, place, shown.years)
    title = f"年度ごとの値　{shown.definitions[0].group_ja}"
    shown.handout.table(title, heads, rows, labels=(1,), prose=(2,))
    points = {d: shown.found.get((d, place), {}) for d in shown.definitions}
    lacking = [tables.missing(d, points[d], shown.short, shown.years) for d in shown.definitions]
    _say([MARKS_JA if any(lacking) else "", *lacking])
    _say([tables.agreement_ja([value for found in points.values() for value in found.values()])])


def group_by_place(shown: Shown) -> None:
    """A row a place, a column a definition, in the chosen year."""
    rows = tables.by_place(shown.found, shown.definitions, shown.places, shown.year)
    title = f"{shown.names[shown.year]}の値　{shown.definitions[0].group_ja}"
    shown.handout.table(title, ("", *(d.label_ja for d in shown.definitions)), rows)
    rivals = [
        f"{d.name_ja}は{text}" for d in shown.definitions if (text := tables.rivals_ja(d, shown.definitions))
    ]
    values = [
        value for (d, _), found in shown.found.items() if d in shown.definitions for value in found.values()
    ]
    lacking: dict[str, list[str]] = {}
    for (d, place), found in shown.found.items():
        if d in shown.definitions and (value := found.get(shown.year)) and value.missing_ja:
            lacking.setdefault(f"{d.name_ja}：{value.missing_ja}", []).append(tables.named(place))
    _say(
        [
            MARKS_JA if lacking else "",
            *(f"{what}が欠けている所：{'、'.join(at)}。" for what, at in lacking.items()),
        ]
    )
    _say([*rivals, tables.agreement_ja(values)])


def calculations(shown: Shown) -> None:
    """The parts of every value of the year: of the group, or of the chosen indicator where there are many places."""
    st.header(plain(f"{shown.names[shown.year]}の計算"))
    is_one_place = len(shown.places) == 1
    chosen = shown.definitions if is_one_place else shown.family
    keys = [key for d in chosen for key in shown.found if key[0] == d and shown.year in shown.found[key]]
    rows = [
        (
            d.label_ja if is_one_place else f"{tables.named(place)}　{d.name_ja}",
            *tables.calculation(d, shown.found[d, place][shown.year]),
        )
        for d, place in keys
    ]
    heads = ("指標", *tables.CALCULATION_HEADS)
    title = f"{shown.names[shown.year]}の計算"
    shown.handout.table(
        title, heads, rows, tables.CALCULATION_LABELS, tables.CALCULATION_PROSE, caption=False
    )
    values = [shown.found[key][shown.year] for key in keys]
    links = data.table_links(shown.municipality, values, shown.year)
    if links:
        parts = "".join(
            f'<a href="table?{escape(urlencode(link))}" target="_self">{escape(text)}</a> '
            for text, link in links.items()
        )
        st.html(f'<nav class="nenpo-links">分子と分母のある表：{parts}</nav>')


def trend(shown: Shown) -> None:
    """The chosen indicator and its rivals over the years, with what breaks the series."""
    (place,) = shown.places
    st.header(plain(f"図　{shown.indicator.label_ja}の推移"))
    drawn = [
        d for d in shown.family if any(v.shown is not None for v in shown.found.get((d, place), {}).values())
    ]
    if not drawn:
        st.caption("収録したどの年度でも計算できません。")
        return
    breaks = data.breaks(shown.municipality.code, drawn, shown.years)
    # Rivals in another unit have a scale of their own.
    for unit in dict.fromkeys(d.unit_ja for d in drawn):
        lines = [d for d in drawn if d.unit_ja == unit]
        title = f"{'、'.join(d.name_ja for d in lines)}（{unit}）の推移"
        shown.handout.chart(
            charts.trend(shown.found, lines, place, shown.years, shown.short, breaks),
            title,
            key=f"trend_{lines[0].indicator_id}",
            alt=f"{title}。数値は上の表「年度ごとの値」にあります。",
        )
    _breaks(shown, drawn)


def places(shown: Shown, kind_ja: str) -> None:
    """Bars of the chosen year with their figures, and the places in every year, for the indicator and its rivals."""
    for d in shown.family:
        st.header(plain(f"{kind_ja}ごとの{d.label_ja}"))
        own = [place for one, place in shown.found if one == d]
        points = [shown.found[d, place].get(shown.year) for place in own]
        left, right = st.columns([5, 4])
        with left:
            if any(point is not None and point.shown is not None for point in points):
                title = f"{kind_ja}ごとの{d.name_ja}　{shown.names[shown.year]}"
                shown.handout.chart(
                    charts.bars(shown.found, d, own, shown.year),
                    title,
                    unit_ja=d.unit_ja,
                    key=f"bars_{d.indicator_id}_{d.valid_from}",
                    alt=f"{title}。数値は隣の表にあります。",
                )
            else:
                st.caption(plain(f"{shown.names[shown.year]}は、どの{kind_ja}でも計算できません。"))
        with right:
            heads = ("", *(shown.short[year] for year in shown.years))
            rows = tables.places_by_year(shown.found, d, own, shown.years)
            shown.handout.table(f"{kind_ja}ごとの{d.name_ja}", heads, rows, caption=False)
    _breaks(shown, shown.family)


def _breaks(shown: Shown, definitions: Sequence[Definition]) -> None:
    breaks = data.breaks(shown.municipality.code, definitions, shown.years)
    if breaks:
        shown.handout.table(
            "年度を比べるときに知っておくこと",
            tables.BREAK_HEADS,
            tables.break_rows(breaks, shown.short),
            tables.BREAK_LABELS,
            tables.BREAK_PROSE,
        )


def _say(sentences: Sequence[str]) -> None:
    lines = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences if sentence)
    if lines:
        st.html(f'<ul class="nenpo-notes">{lines}</ul>')
