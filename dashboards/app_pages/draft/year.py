"""The lower part of 改定シミュレーション: a draft and the rules in force over a year of checkouts and reservations."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl
import streamlit as st

from dashboards import url_state
from dashboards.app_pages.draft import year_data, year_tables
from dashboards.app_pages.draft.data import DRAFT_JA, IN_FORCE_JA
from dashboards.app_pages.draft.year_chart import bars
from dashboards.app_pages.draft.year_data import Key
from dashboards.app_pages.draft.year_tables import BY_JA, HEADLINES, SIDES_JA, TOTALS_JA
from dashboards.format import plain
from dashboards.places import fiscal_year_names
from dashboards.simple_table import simple_table
from dashboards.theme import CHART_CONFIG
from dashboards.url_state import UrlState
from lending_rules.draft import Draft
from lending_rules.model import Rule
from lending_rules.rulebook import Rulebook
from warehouse.errors import UserError
from warehouse.what_if import BY

BUTTON = "一年分の貸出と予約に当てはめる"
ASKED = "draft_year_asked"
MEANING_JA = (
    "数値は、納品された個人の貸出・返却・予約の記録をそのままとし、一件ずつその日の規則に当てはめた数で、"
    "断られた人がそのあとどうしたかは考えに入れていません。"
)
DRAFT_MEANING_JA = (
    "改定案は年度の初日から効力があったものとし、貸出停止は記録された返却期限から数えています。"
)
_RULE_HEADS = ("規則", "条文", "断るもの")


@dataclass(frozen=True)
class Wanted:
    """Which year, and what its figures are divided by. `years`: those that can be chosen, the newest first."""

    years: list[int]
    fiscal_year: int
    by: str


def pick_year(url: UrlState, book: Rulebook) -> Wanted | None:
    """What the address names; None for a municipality without deliveries."""
    years = year_data.years(book)
    if not years:
        return None
    year = url.pick("fiscal_year", "年度", years, lambda y: (str(y),), years[0])
    return Wanted(years, year, url.pick("by", "内訳", BY, lambda name: (name,), BY[0]))


def year_of_facts(
    book: Rulebook, folder: Path, text: str, draft: Draft | None, wanted: Wanted | None
) -> None:
    """Box, button, and the figures once they were asked for."""
    st.header("一年分の貸出と予約への影響")
    if wanted is None:
        st.caption(
            plain(
                f"{book.name_ja}の貸出と予約の納品データはまだありません。"
                "納品データを「nenpo ingest ファイル」で取り込み、「nenpo build」で集計すると、一年分に当てはめられます。"
            )
        )
        return
    names = fiscal_year_names()
    with st.columns([2, 5])[0]:
        url_state.select(
            "fiscal_year", "年度", wanted.years, wanted.fiscal_year, str, lambda y: names.get(y, f"{y}年度")
        )
    faulty = draft is not None and bool(draft.faults)
    key = year_data.key_of(book, folder, wanted.fiscal_year, text if draft is not None else "")
    if st.button(BUTTON, key="draft_year", disabled=faulty):
        st.session_state[ASKED] = key
    if faulty:
        st.caption("改定案に直すところがあるあいだは当てはめられません。")
    elif st.session_state.get(ASKED) == key:
        rules = draft.rules if draft is not None else ()
        try:
            found = _counted(key, book, rules)
        except UserError as error:
            del st.session_state[ASKED]
            st.error(str(error))
            return
        _figures(found, book, wanted, bool(rules))
    elif ASKED in st.session_state:
        st.caption("年度、改定案、今の規則か納品データが変わりました。もう一度ボタンを押すと、数え直します。")


def _counted(key: Key, book: Rulebook, rules: tuple[Rule, ...]) -> pl.DataFrame:
    """The figures, with a bar that tells how far they are; who waits for another reader's sees that it goes on."""
    bar = st.empty()

    def told(done: int, steps: int) -> None:
        bar.progress(done / steps, text=f"{steps}段階のうち{done + 1}段階目")

    with st.spinner("一年分の貸出と予約に当てはめています"):
        try:
            return year_data.year_effects(key, book, rules, told)
        finally:
            bar.empty()


def _figures(found: pl.DataFrame, book: Rulebook, wanted: Wanted, has_draft: bool) -> None:
    if year_data.is_sample(book, wanted.fiscal_year):
        st.warning("この数値は見本データ(自動生成した納品)によるもので、実際の業務の記録ではありません。")
    st.caption(plain(MEANING_JA + (DRAFT_MEANING_JA if has_draft else "")))
    _year(found, fiscal_year_names().get(wanted.fiscal_year, ""), has_draft)
    _by(found, book, wanted, has_draft)
    with st.container(key="nenpo_downloads", horizontal=True):
        st.download_button(
            "すべての数値（CSV）",
            lambda: year_data.figures_csv(found, book, wanted.fiscal_year),
            file_name=f"{book.slug}_{wanted.fiscal_year}_what_if.csv",
            mime="text/csv",
            on_click="ignore",
        )


def _year(found: pl.DataFrame, year_ja: str, has_draft: bool) -> None:
    """The whole year: every measure, refusals by rule, due dates moved by days."""
    heads = _sides_ja(has_draft)
    st.html(
        simple_table(
            f"年度の計　{year_ja}",
            ["数値", *heads, *(["ちがい"] if has_draft else [])],
            year_tables.total_rows(found, has_draft),
        )
    )
    rules = year_tables.rule_rows(found, has_draft)
    if rules:
        st.html(simple_table("規則ごとの断る件数", (*_RULE_HEADS, *heads), rules, labels=(2,), prose=(1,)))
        st.caption("二つ以上の規則で断るものは、それぞれの規則に数えています。")
    else:
        st.caption("規則によって断る貸出と予約はありません。")
    days = year_tables.day_rows(found, has_draft)
    if days:
        against = [f"記録と{side}" for side in heads] + [f"{IN_FORCE_JA}と{DRAFT_JA}"] * has_draft
        st.html(simple_table("変わる返却期限（点）", ["日数", *against], days))
    else:
        st.caption("変わる返却期限はありません。")


def _by(found: pl.DataFrame, book: Rulebook, wanted: Wanted, has_draft: bool) -> None:
    """The headlines by library, age group or month: pictures, and all their numbers in one table."""
    st.subheader("内訳")
    with st.columns([2, 5])[0]:
        url_state.select("by", "分け方", BY, wanted.by, str, lambda name: BY_JA[name])
    groups = year_tables.groups(found, wanted.by, year_data.group_names(book, wanted.by))
    shown = year_tables.series(found, wanted.by, list(groups), has_draft)
    drawn = [measure for measure in HEADLINES if any(s.measure == measure and any(s.values) for s in shown)]
    columns = st.columns(2)
    for place, measure in enumerate(drawn):
        with columns[place % 2]:
            st.markdown(plain(TOTALS_JA[measure]))
            st.plotly_chart(
                bars(list(groups.values()), [s for s in shown if s.measure == measure]),
                config=CHART_CONFIG,
                theme=None,
                key=f"year_{measure}",
                alt=f"{TOTALS_JA[measure]}の{BY_JA[wanted.by]}別の棒グラフ。数値は下の表にあります。",
            )
    heads = [TOTALS_JA[s.measure] + (f"　{s.name_ja}" if has_draft else "") for s in shown]
    st.html(
        simple_table(
            f"{BY_JA[wanted.by]}別の数値",
            (BY_JA[wanted.by], *heads),
            [(name, *(f"{s.values[place]:,}" for s in shown)) for place, name in enumerate(groups.values())],
        )
    )
    rules = year_tables.rule_group_rows(found, wanted.by, groups, has_draft)
    if rules:
        title = f"規則ごとの断る件数（{BY_JA[wanted.by]}別）"
        heads = [*_RULE_HEADS, BY_JA[wanted.by], *_sides_ja(has_draft)]
        with st.expander(title):
            st.html(simple_table(title, heads, rules, labels=(2, 3), prose=(1,), caption=False))


def _sides_ja(has_draft: bool) -> list[str]:
    return [SIDES_JA[side] for side in year_tables.sides(has_draft)]
