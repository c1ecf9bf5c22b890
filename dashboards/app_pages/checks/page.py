"""検査: whether the figures hold together, what stands in the register, and which build this is."""

import streamlit as st

from dashboards.handout import Handout
from dashboards.page_frame import choose_municipality, choose_yearbook, foot
from dashboards.register import (
    IDENTITY_HEADS,
    KINDS_JA,
    REGISTER_HEADS,
    REGISTER_LABELS,
    REGISTER_PROSE,
    IdentityCount,
    identity_counts,
    register_rows,
)
from dashboards.url_state import UrlState

url = UrlState()
municipality = choose_municipality(url)
yearbook = choose_yearbook(url, municipality)
url.finish()

st.title("このシステムについて・検査")
st.markdown(
    "この画面は、自治体が印刷した図書館年報の数値を、表の定義とともに収めたデータベースから表示しています。"
    "印刷された表の行や列の合計、差引、割合、別の表との一致を「恒等式」として作成のたびに検算し、"
    "成り立たないものは計算とともに「登録簿」に載せます。登録簿にない不一致があるときは公開されません。"
)
handout = Handout(municipality, f"checks_{yearbook.edition}", f"{municipality.library_system_name_ja}　検査")
counts = identity_counts(yearbook)
total = IdentityCount(
    "",
    "全表",
    "",
    *(
        sum(getattr(row, name) for row in counts)
        for name in ("run", "held", "registered", "violated", "figures", "unprotected")
    ),
)
st.header("恒等式")
handout.table(
    "表ごとの検算の結果", IDENTITY_HEADS, [total.texts(), *(row.texts() for row in counts)], caption=False
)
st.caption(
    "「検算できない欄」は、値が1違っても破れる恒等式のない数値です。"
    f"全{total.figures:,}欄のうち{total.unprotected:,}欄あります。"
)

st.header("登録簿")
for kind, name in KINDS_JA.items():
    lines = register_rows(yearbook, kind=kind)
    with st.expander(f"{name}（{len(lines)}件）", expanded=kind == "printed_violation"):
        if lines:
            handout.table(name, REGISTER_HEADS, lines, REGISTER_LABELS, REGISTER_PROSE, caption=False)
        else:
            st.caption("ありません。")

handout.offer([f"資料：{yearbook.source_ja}"])
foot(yearbook.source_ja)
