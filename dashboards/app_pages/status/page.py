"""運用: what ran, what is kept, what needs doing. It shows and changes nothing."""

import streamlit as st

from dashboards.app_pages.status import data
from dashboards.page_frame import foot, pick_municipality
from dashboards.simple_table import simple_table
from dashboards.url_state import UrlState

url = UrlState()
# The same for every municipality; the address keeps the one that the reader came with.
pick_municipality(url)
url.finish()

st.title("運用の状況")
st.caption(
    "この画面からは何も変わりません。作業は、サーバーの管理者が nenpo コマンドで行います。時刻は日本時間です。"
)
found = data.status()
st.markdown("\n".join(f"- {sentence}" for sentence in found.sentences_ja))

st.header("すべきこと")
if found.todo:
    st.html(simple_table("すべきこと", data.TO_DO_HEADS, data.todo_rows(found), (1,), (2, 3), caption=False))
else:
    st.caption("ありません。")

st.header("最後の実行")
if found.runs:
    st.html(simple_table("最後の実行", data.RUN_HEADS, data.run_rows(found), (1, 2, 4), (3,), caption=False))
else:
    st.caption("記録はまだありません。")

st.header("保管しているビルド")
st.html(simple_table("保管しているビルド", data.BUILD_HEADS, data.build_rows(found), (1, 3), caption=False))
foot(None)
