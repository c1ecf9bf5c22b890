"""One page for every topic of a library's daily work: headline figures, what moved them, and what they are made of."""

import streamlit as st

from dashboards import url_state
from dashboards.absent import say_absent
from dashboards.cube.measures import limits
from dashboards.format import plain
from dashboards.handout import Handout
from dashboards.page_frame import choose_municipality, foot
from dashboards.places import Municipality, fiscal_year_names
from dashboards.topic.cards import cards, cards_html
from dashboards.topic.catalogue import Topic, topics
from dashboards.topic.data import having
from dashboards.topic.sections import HEADS_JA, division_of, show_division, what_moved
from dashboards.topic.state import ALL, State, read
from dashboards.topic.withdrawal import LEAST_YEARS, show_withdrawal_candidates
from dashboards.topic.years import show_years
from dashboards.url_state import UrlState


def show(topic_id: str) -> None:
    """The page of a topic."""
    topic = topics()[topic_id]
    url = UrlState()
    municipality = choose_municipality(url)
    state = read(url, municipality, topic)
    least_years = LEAST_YEARS[0]
    if state and topic.has_withdrawal_candidates:
        least_years = url.pick(
            "least_years", "受入からの年数", LEAST_YEARS, lambda y: (str(y),), LEAST_YEARS[0]
        )
    url.finish()
    if state is None:
        st.title(plain(f"{municipality.library_system_name_ja}　{topic.title_ja}"))
        say_absent(
            f"{municipality.name_ja}の{topic.title_ja}の統計はまだ収録されていません。",
            topic_id,
            having(topic),
        )
        foot(municipality.library_system_name_ja)
        return
    _page(state, topic, municipality, least_years)


def _page(state: State, topic: Topic, municipality: Municipality, least_years: int) -> None:
    year_ja = fiscal_year_names()[state.year]
    title = f"{municipality.library_system_name_ja}　{topic.title_ja}　{year_ja}"
    st.title(plain(title))
    with st.container(key="nenpo_controls"):
        _controls(state)
    found = {key: d for key in topic.divisions if (d := division_of(state, key)) is not None}
    headline = cards(state)
    is_sample = any(d.is_sample for d in found.values()) or any(c.is_sample for c in headline)
    if is_sample:
        st.warning(
            "「見本」の数値は見本データ(自動生成した納品)によるもので、実際の業務の記録ではありません。"
        )
    for sentence in _limits(state):
        st.caption(plain(sentence))
    if headline:
        st.html(cards_html(headline))
    what_moved(state, found.get("library"), found.get("ndc"))
    handout = Handout(
        municipality, f"{topic.topic_id}_{state.part.key}_{state.year}", f"{title}　{state.chosen_ja}"
    )
    st.header(plain("　".join(filter(None, (state.names_ja[state.part.key], state.chosen_ja, "内訳")))))
    if state.measure and state.is_delivered:
        st.caption(plain(state.measure.definition_ja))
    for key, division in found.items():
        show_division(state, key, division, handout)
    if topic.has_withdrawal_candidates:
        show_withdrawal_candidates(state, least_years, handout)
    show_years(state, handout)
    missing = [f"{HEADS_JA[key]}別" for key in topic.divisions if key not in found]
    if missing and state.is_delivered:
        st.caption(plain(f"{state.names_ja[state.part.key]}は{'・'.join(missing)}には記録されていません。"))
    source = "、".join(yearbook.source_ja for yearbook in municipality.yearbooks)
    handout.offer([f"資料：{source}"], is_sample=is_sample)
    foot("　".join(filter(None, (source, "納品データからの集計値" if state.delivered_years else ""))))


def _limits(state: State) -> list[str]:
    """What cannot be shown of the year, in sentences."""
    name = state.names_ja[state.part.key]
    found = []
    if state.measure is None:
        found.append(f"{name}は表にある数値だけを示しています。月・曜日・年齢・分類では分けられません。")
    elif not state.is_delivered:
        year_ja = fiscal_year_names()[state.year]
        found.append(
            f"{name}の{year_ja}の納品データはまだないため、公表値だけを示しています。月・曜日・年齢・分類では分けられません。"
        )
    if state.measure:
        reasons = limits(state.municipality.code, state.measure)
        found += [f"{year}年度：{reason}" for year, reason in reasons if year == state.year]
    return found


def _controls(state: State) -> None:
    names = fiscal_year_names()
    columns = iter(st.columns([3, 3, 3, 4]))
    with next(columns):
        url_state.select(
            "measure", "項目", state.parts, state.part, lambda p: p.key, lambda p: state.names_ja[p.key]
        )
    with next(columns):
        url_state.select("fiscal_year", "年度", state.years, state.year, str, lambda y: names[y])
    if len(state.months) > 1:
        with next(columns):
            url_state.select(
                "month", "月", state.months, state.month, lambda m: m.key, lambda m: _or_all(m, "すべての月")
            )
    if len(state.places) > 1:
        with next(columns):
            url_state.select(
                "library",
                "館",
                state.places,
                state.place,
                lambda m: m.key,
                lambda m: _or_all(m, "すべての館"),
            )


def _or_all(word: object, all_ja: str) -> str:
    return all_ja if word is ALL else getattr(word, "name_ja", "")
