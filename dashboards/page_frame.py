"""What every page shares: the band with the pages, the choice of municipality, the foot with the build."""

from contextvars import ContextVar
from html import escape

import streamlit as st

from dashboards import dbt_docs, trust, url_state
from dashboards.banner import warn
from dashboards.format import plain
from dashboards.menu import menu
from dashboards.places import Municipality, Yearbook, municipalities
from dashboards.published import frame, published
from dashboards.registry import PageEntry
from dashboards.url_state import UrlState
from lending_rules.rulebook import Rulebook
from warehouse.errors import UserError
from warehouse.japan import JAPAN

# The page that this run of the script draws.
_HERE: ContextVar[PageEntry] = ContextVar("page")


def band(here: PageEntry) -> None:
    """Brand and pages, then what a reader may rely on; the links keep the municipality, if there is such a one."""
    _HERE.set(here)
    slug = st.query_params.get("municipality")
    kept = {"municipality": slug} if slug in {m.slug for m in municipalities()} else None
    menu(here, kept)
    warn()
    in_sight = municipality_in_sight()
    if in_sight:
        st.html(trust.line_html(in_sight, trust.standing(in_sight)))


def municipality_in_sight() -> Municipality | None:
    """The municipality that the address names, or the one that pages begin with."""
    asked = st.query_params.get("municipality")
    options = municipalities()
    return next((m for m in options if asked in (m.slug, m.code)), options[0] if options else None)


def pick_municipality(url: UrlState) -> Municipality:
    """The municipality that the address names, without a box."""
    options = municipalities()
    if not options:
        raise UserError("公開されたビルドに自治体がありません。make build をやり直してください。")
    return url.pick("municipality", "自治体", options, lambda m: (m.slug, m.code), options[0])


def choose_municipality(url: UrlState) -> Municipality:
    """The municipality that the address names; a box to change it where there are several."""
    chosen = pick_municipality(url)
    municipality_box(chosen)
    return chosen


def municipality_box(chosen: Municipality) -> None:
    """The box that changes the municipality, where there are several."""
    options = municipalities()
    if len(options) > 1:
        with st.columns([2, 5])[0]:
            url_state.select("municipality", "自治体", options, chosen, lambda m: m.slug, lambda m: m.name_ja)


def choose_yearbook(url: UrlState, municipality: Municipality) -> Yearbook:
    """The yearbook or other document that the address names; a box to change it where there are several.

    Without any the page ends here with a sentence and its foot.
    """
    if not municipality.yearbooks:
        url.finish()
        st.title(plain(municipality.library_system_name_ja))
        st.info("この自治体の統計表はまだ収録されていません。")
        foot(None)
        st.stop()
    first, *others = municipality.yearbooks
    if not others:
        return first
    chosen = url.pick("edition", "資料", municipality.yearbooks, lambda y: (str(y.edition),), first)
    with st.columns([4, 3])[0]:
        url_state.select(
            "edition",
            "資料",
            municipality.yearbooks,
            chosen,
            lambda y: str(y.edition),
            lambda y: y.document_ja,
        )
    return chosen


def computed_sentence(yearbook: Yearbook) -> str:
    """Which years' figures are counted from deliveries instead of printed, samples named; empty when none are."""
    rows = frame(
        "select fiscal_year, list_sort(list(distinct source)) as sources from rpt_yearbook__shown"
        " where municipality_code = ? and edition = ? and is_computed group by fiscal_year order by fiscal_year",
        yearbook.municipality_code,
        yearbook.edition,
    )
    if rows.is_empty():
        return ""
    years = "・".join(str(year) for year in rows["fiscal_year"])
    sources = "、".join(dict.fromkeys(source for found in rows["sources"] for source in found))
    return f"{years}年度のうち納品データのある数値は、{sources}したものです。"


def foot(source_ja: str | None) -> None:
    """Where the figures come from, how they were made and checked, and which build they are of."""
    source = "" if source_ja is None else f"出典：{escape(source_ja)}<br>"
    origins = dbt_docs.origins_html(_HERE.get().models)
    in_sight = municipality_in_sight()
    checked = trust.foot_html(in_sight, trust.standing(in_sight)) if in_sight else ""
    st.html(f'<div class="nenpo-foot">{source}{origins}{checked}{escape(build_stamp())}</div>')


def rules_foot(book: Rulebook) -> None:
    """Which texts the rules were taken from."""
    documents = dict.fromkeys(c.document for rule in book.rules for c in rule.citations)
    foot(f"{book.name_ja}の規則の資料：{'、'.join(documents)}" if documents else book.system_ja)


def build_stamp() -> str:
    """`ビルド 20261121T… （2026年11月21日 9:00 現在）`, in Japanese time."""
    build = published().build
    made = build.built_at.astimezone(JAPAN)
    return f"ビルド {build.build_id}（{made.year}年{made.month}月{made.day}日 {made:%H:%M} 現在）"
