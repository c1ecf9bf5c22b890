"""確定: which months and years are closed, by which act, and what moved since."""

import streamlit as st

from dashboards.app_pages.closings import data
from dashboards.format import plain
from dashboards.handout import Handout, counts_sample
from dashboards.page_frame import choose_municipality, foot
from dashboards.url_state import UrlState

_ROWS_SHOWN = 300
_SOURCE_JA = "確定の記録"

url = UrlState()
municipality = choose_municipality(url)
url.finish()

st.title("確定した数値")
st.markdown(
    "納品データからの集計値は、月または年度が決裁などの行為によって確定するまで速報値です。"
    "確定した数値は、後から納品や定義が変わっても変わりません。数え直すと違う値になる欄は、理由とともに下に示します。"
    "印刷された数値は、印刷されたときの区分のままです。"
)
closed = data.closings(municipality)
if not closed:
    st.markdown(
        "確定した月と年度はまだありません。「nenpo close --municipality 自治体 --fiscal-year 年度 --act 行為」で確定できます。"
    )
    foot(_SOURCE_JA)
    st.stop()

handout = Handout(municipality, "closings", f"{municipality.library_system_name_ja}　確定した数値")
st.header("確定した月と年度")
handout.table("確定した月と年度", data.CLOSING_HEADS, closed, (1, 2, 3), (5,), caption=False)

st.header("確定した後に動いた数値")
moved = data.moved(municipality)
if moved:
    handout.table(
        "確定した後に動いた数値",
        data.MOVED_HEADS,
        moved,
        (2, 5),
        (1, 6),
        caption=False,
        rows_shown=_ROWS_SHOWN,
    )
    if len(moved) > _ROWS_SHOWN:
        st.caption(
            plain(f"{len(moved):,}行のうち{_ROWS_SHOWN:,}行を示しています。ファイルにはすべてあります。")
        )
    st.caption("採用するには、新しい行為を付けて「nenpo close --again」を実行します。前の版は残ります。")
else:
    st.caption("確定した後に動いた数値はありません。")
handout.offer([f"資料：{_SOURCE_JA}"], is_sample=counts_sample(municipality))
foot(_SOURCE_JA)
