"""SQL: an analyst's query on the published file, its rows as table, chart and files, the dictionary beside it."""

import streamlit as st

from dashboards.app_pages.sql import data, running, shown
from dashboards.app_pages.sql.dictionary import dictionary
from dashboards.app_pages.sql.examples import EXAMPLES
from dashboards.format import plain
from dashboards.page_frame import choose_municipality, foot
from dashboards.url_state import UrlState

url = UrlState()
st.title("SQL")
st.markdown(
    "公開データの表をSQL(DuckDBのSELECT文)で調べます。読むだけで、書き換えることはありません。"
    "同じファイルは、DBeaver、Python、Rなどからも開けます(docs/analysts.md)。"
)
if data.holds_sample():
    st.warning(
        "この公開データには、見本データ(自動生成した納品)から集計した数値が含まれます。"
        "is_sample列が真の行と、rpt_の表でis_computed列が真、またはbasis列がcomputedの行です。"
    )
municipality = choose_municipality(url)
running.fill_editor(url)
tables = data.tables()
table = url.pick("table", "表", tables, lambda t: (t.name,), tables[0])
query = url.parse("q", "検索語", lambda text: text[:40], "")

left, right = st.columns([3, 2], gap="large")
with left:
    with st.form("nenpo_sql"):
        st.text_area("SQL(SELECT文)", key=running.EDITOR, height=260, max_chars=data.MAX_CHARACTERS)
        st.form_submit_button("実行", on_click=running.submit)
    limits = data.LIMITS
    st.caption(
        f"CtrlキーとEnterキー(Macでは⌘とEnter)でも実行できます。上限は{limits.seconds}秒、"
        f"メモリー{limits.memory_mib}MB、{limits.rows:,}行です。"
    )
    with st.expander("SQLの例"):
        for place, example in enumerate(EXAMPLES):
            sql = example.of(municipality.code)
            st.button(plain(example.title_ja), key=f"sql_example_{place}", on_click=running.put, args=(sql,))
    found = running.outcome()
    with st.expander("実行したSQL(この画面を開いてから)"):
        for place, past in enumerate(running.history()):
            label = f"{' '.join(past.sql.split())[:80]}　{past.refusal_ja}"
            st.button(plain(label), key=f"sql_past_{place}", on_click=running.put, args=(past.sql,))
with right, st.container(key="nenpo_dictionary"):
    dictionary(tables, table, query)
st.header("結果")
shown.outcome(found, url)
url.finish()
foot(f"公開データ {data.file_name()}")
