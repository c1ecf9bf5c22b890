"""取組: what a city's library set out to do in a year, with the timeline of mutual use."""

from itertools import groupby

import streamlit as st

from dashboards.app_pages.initiatives import charts, data, sections
from dashboards.format import plain
from dashboards.handout import Handout
from dashboards.page_frame import build_stamp, choose_municipality, foot
from dashboards.places import fiscal_year_names
from dashboards.url_state import UrlState
from dashboards.yearbooks import table as printed
from dashboards.yearbooks import tables
from warehouse.figures import Figures

url = UrlState()
municipality = choose_municipality(url)
url.finish()

st.title(plain(f"{municipality.library_system_name_ja}　取組"))
document, partners = data.document(municipality), data.partners(municipality.code)
if document is None and not partners:
    st.caption("この自治体の取組の資料はまだ収録されていません。")

handout = Handout(municipality, "initiatives", f"{municipality.library_system_name_ja}　取組")
starts = data.starts(partners)
if starts:
    st.header("相互利用のあゆみ")
    handout.chart(
        charts.partner_steps(starts),
        "相互利用の相手の数の推移",
        key="partners",
        alt="相互利用の相手の数の推移",
        unit_ja="自治体",
    )
    st.caption("点は相互利用の始まった月、数字はその月の終わりまでに始まった相手の数です。")
    handout.table("図の数値（相手の数）", sections.START_HEADS, sections.start_rows(starts), prose=(1,))
if partners:
    handout.table(
        "相互利用の相手",
        sections.PARTNER_HEADS,
        sections.partner_rows(partners),
        labels=(1, 2, 3, 4),
        prose=(5, 6),
    )

names = fiscal_year_names()
if document:
    for chapter, infos in groupby(tables(document), key=lambda info: info.chapter_title_ja):
        st.header(plain(chapter))
        for info in infos:
            year = info.fiscal_years[-1]
            found = printed(document, info.table_id, year, Figures.COMPUTED)
            handout.printed(document, found, names[year], Figures.COMPUTED)
    processing = data.processing(document)
    if processing:
        st.header("図　装備委託と福祉施設委託")
        handout.chart(
            charts.processing_bars(processing, names),
            "装備委託と福祉施設委託の冊数",
            key="processing",
            alt="装備委託と福祉施設委託の冊数",
            unit_ja="冊",
        )
        rows = sections.processing_rows(processing, names)
        handout.table("図の数値（装備委託）", sections.PROCESSING_HEADS, rows)
    changes = data.system_changes(municipality.code)
    if changes:
        st.header("システムの機能と日")
        rows = sections.change_rows(changes)
        handout.table(
            "システムの機能と日", sections.CHANGE_HEADS, rows, labels=(1,), prose=(2,), caption=False
        )
handout.offer([f"資料：{document.source_ja}"] if document else [])
if document:
    foot(document.source_ja)
else:
    st.html(f'<div class="nenpo-foot">{build_stamp()}</div>')
