"""The lower part of the page: what became of the query."""

import streamlit as st

from dashboards import url_state
from dashboards.app_pages.sql import charts, data, results
from dashboards.app_pages.sql.charts import KINDS_JA, Kind, Wanted
from dashboards.app_pages.sql.running import Outcome
from dashboards.chart_numbers import numbers_of
from dashboards.downloads import offer
from dashboards.format import plain
from dashboards.published import published
from dashboards.takeaways import ChartTakeaway, Origin, Takeaway
from dashboards.theme import CHART_CONFIG
from dashboards.url_state import UrlState
from warehouse.errors import UserError
from warehouse.sandbox import QueryResult

_CHOICES = (("kind", "図"), ("x", "横軸"), ("y", "縦軸"), ("series", "系列"))
PRIVACY_JA = (
    "人に関わる数値(登録、貸出人数、貸出、予約)が10未満のときは、外に出す資料で"
    "年齢や市内・市外に分けて示さないでください。"
)


def outcome(found: Outcome | None, url: UrlState) -> None:
    """Rows as chart, table and files; or the sentence that says why there are none."""
    if found is None or found.result is None or not found.result.frame.width:
        # A link keeps its chart until the rows are there.
        for name, label in _CHOICES:
            url.parse(name, label, str, "")
        if found is None:
            st.caption("SQLを書いて「実行」を押すと、ここに結果が出ます。")
        else:
            st.error(plain(found.refusal_ja))
            if found.detail:
                with st.expander("詳細(DuckDBの表示、英語)"):
                    st.code(found.detail, language=None)
        return
    result = found.result
    st.caption(plain(results.counted_ja(result)))
    table = results.text_table(result.frame)
    everything = results.ResultTakeaway(results.TITLE_JA, result.frame, tuple(result.frame.columns), table)
    taken: list[Takeaway] = [everything, *_chart(result, url)]
    st.html(results.html(table))
    st.caption(PRIVACY_JA)
    notes = [f"SQL：{' '.join(found.sql.split())}"]
    if data.holds_sample():
        notes.append("見本データによる数値を含むことがある。")
    offer(
        taken,
        Origin(published(), tuple(notes)),
        name="sql",
        title_ja=results.TITLE_JA,
        publisher_ja="図書館年報",
    )


def _chart(result: QueryResult, url: UrlState) -> list[Takeaway]:
    """The chart that the address asks for, above its numbers in the table; what of it can be taken away."""
    heights = charts.numeric(result.frame)
    kinds: list[Kind] = list(KINDS_JA) if heights and result.frame.height else ["none"]
    kind = url.pick("kind", "図", kinds, lambda k: (k,), kinds[0])
    if len(kinds) == 1:
        return []
    names = result.frame.columns
    boxes = st.columns(4)
    with boxes[0]:
        url_state.select("kind", "図", kinds, kind, str, lambda k: KINDS_JA[k])
    if kind == "none":
        for name, label in _CHOICES[1:]:
            url.parse(name, label, str, "")
        return []
    x = url.pick("x", "横軸", names, lambda n: (n,), names[0])
    y = url.pick("y", "縦軸", heights, lambda n: (n,), next((n for n in heights if n != x), heights[0]))
    options = [None, *names]
    series = url.pick("series", "系列", options, lambda n: (n or "none",), None)
    with boxes[1]:
        url_state.select("x", "横軸", names, x, str, str)
    with boxes[2]:
        url_state.select("y", "縦軸", heights, y, str, str)
    with boxes[3]:
        url_state.select("series", "系列", options, series, lambda n: n or "none", lambda n: n or "分けない")
    return _drawn(result, Wanted(kind, x, y, series))


def _drawn(result: QueryResult, wanted: Wanted) -> list[Takeaway]:
    try:
        figure = charts.picture(result.frame, wanted)
    except UserError as error:
        st.info(plain(str(error)))
        return []
    alt = f"{wanted.title_ja}。数値は下の表にあります。"
    st.plotly_chart(figure, config=CHART_CONFIG, theme=None, key="sql_chart", alt=alt)
    # Dots have no counterpart drawn for paper.
    drawn = None if wanted.kind == "scatter" else numbers_of(figure, wanted.title_ja)
    return [] if drawn is None else [ChartTakeaway(wanted.title_ja, drawn)]
