"""公民館: the community centres by ward, and their yearly report against the year before."""

import streamlit as st

from dashboards.absent import say_absent
from dashboards.app_pages.community_centres import charts, data, tables
from dashboards.format import date_ja, plain
from dashboards.handout import Handout
from dashboards.page_frame import build_stamp, choose_municipality, foot
from dashboards.places import fiscal_year_names
from dashboards.register import KINDS_JA, REGISTER_HEADS, REGISTER_LABELS, REGISTER_PROSE, register_rows
from dashboards.registry import script_of
from dashboards.url_state import UrlState

url = UrlState()
municipality = choose_municipality(url)
url.finish()

st.title(plain(f"{municipality.name_ja}　公民館"))
centres, report = data.centres(municipality.code), data.report(municipality)
if not centres and report is None:
    say_absent("この自治体の公民館は収録されていません。", "community-centres", data.codes_with_centres())
    st.html(f'<div class="nenpo-foot">{build_stamp()}</div>')
    st.stop()

handout = Handout(municipality, "community_centres", f"{municipality.name_ja}　公民館")
sources = []
if centres:
    first = centres[0]
    sources.append(first["source_ja"])
    heads = [centre for centre in centres if centre["parent_name_ja"] is None]
    branches = len(centres) - len(heads)
    st.header("公民館の一覧")
    st.markdown(plain(f"公民館{len(heads)}館と分館{branches}館（{date_ja(first['as_of_date'])}）。"))
    wards = data.by_ward(centres)
    left, right = st.columns([5, 3])
    with left:
        handout.table(
            "公民館と分館",
            tables.CENTRE_HEADS,
            [tables.centre_row(centre) for centre in centres],
            tables.CENTRE_LABELS,
            tables.CENTRE_PROSE,
        )
    if wards:
        with right:
            st.subheader("区ごとの館数（分館を除く）")
            handout.chart(
                charts.by_ward(wards),
                "区ごとの公民館の数（分館を除く）",
                key="by_ward",
                alt="区ごとの公民館の数",
                unit_ja="館",
            )
            rows = [(ward, str(count)) for ward, count in wards.items()]
            handout.table("区ごとの館数", ("区", "館"), [*rows, ("計", str(len(heads)))], caption=False)
    notes = [first["as_of_basis_ja"], first["undecided_ja"]]
    notes += [f"{centre['name_ja']}：{centre['reading_ja']}" for centre in centres if centre["reading_ja"]]
    with st.expander("一覧の読み方と、資料から決まらないこと"):
        for note in notes:
            if note:
                st.markdown(plain(note))

if report is not None:
    sources.append(report.source_ja)
    year = report.main_fiscal_year
    names = fiscal_year_names()
    figures = data.figures(report)
    st.header(plain(f"年度の報告　{names[year]}"))
    for title, is_persons in (("開いた数", False), ("参加した人", True)):
        shown = data.by_programme(figures, is_persons)
        if shown:
            st.subheader(title)
            handout.chart(
                charts.by_programme(shown, names[year], names[year - 1]),
                f"事業ごとの{title}",
                key=f"programmes_{is_persons}",
                alt=f"事業ごとの{title}、当年度と前年度",
            )
    st.caption(
        "事業には重なるものがあり、足しても全体にならない。前年度の数が印刷されている事業だけを描いた。"
    )
    handout.table(
        "前年度と比べる",
        tables.YEAR_HEADS,
        tables.year_rows(figures),
        tables.YEAR_LABELS,
    )
    st.caption(
        plain(
            f"{tables.agreement_ja(figures)}かっこの中の前年度は印刷がなく、当年度から印刷の増減を引いた数。"
        )
    )
    shares = tables.share_rows(figures)
    if shares:
        handout.table("満足度と利用者の割合", tables.SHARE_HEADS, shares, tables.SHARE_LABELS)
    handout.table(
        "一つの年度だけの数値",
        tables.SINGLE_HEADS,
        tables.single_rows(figures),
        tables.SINGLE_LABELS,
    )
    for kind, title in KINDS_JA.items():
        lines = register_rows(report, kind=kind) if kind != "repair" else []
        if lines:
            handout.table(f"登録簿：{title}", REGISTER_HEADS, lines, REGISTER_LABELS, REGISTER_PROSE)
    with st.container(key="nenpo_index"):
        st.page_link(script_of("yearbook"), label="報告の表と注をすべて見る", query_params=report.link)
handout.offer([f"資料：{'、'.join(sources)}"])
foot("、".join(sources))
