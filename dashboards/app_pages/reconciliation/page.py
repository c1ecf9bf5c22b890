"""突合: figures counted from deliveries against the printed ones, cell by cell, down to the parts of a figure."""

import streamlit as st

from dashboards import url_state
from dashboards.app_pages.reconciliation import charts, data
from dashboards.app_pages.reconciliation.drill_down import drill_down
from dashboards.format import plain
from dashboards.handout import Handout, counts_sample
from dashboards.page_frame import choose_municipality, choose_yearbook, foot
from dashboards.places import fiscal_year_names
from dashboards.url_state import UrlState

_ROWS_SHOWN = 500

url = UrlState()
municipality = choose_municipality(url)
yearbook = choose_yearbook(url, municipality)
years = data.fiscal_years(municipality)
tables = data.by_table(municipality)
choices = [None, *tables]
chosen = url.pick("table", "表", choices, lambda t: (t.key if t else "all",), None)
year = url.pick("fiscal_year", "年度", years or [0], lambda y: (str(y),), years[0] if years else 0)
found = data.places(municipality, chosen.key if chosen else None, only_open=chosen is None)
cells = data.computed_places(found, year)
cell = url.pick(
    "cell",
    "欄",
    [*cells, None],
    lambda c: (data.place_key(c) if c else "none",),
    cells[0] if cells else None,
)
url.finish()

st.title("集計値と公表値の突合")
if not years:
    st.markdown(
        "納品データからの集計値はまだありません。"
        "納品データを「nenpo ingest ファイル」で取り込み、「nenpo build」で集計すると、ここで公表値と比べられます。"
    )
    foot(yearbook.source_ja)
    st.stop()

names = fiscal_year_names()
st.markdown(
    f"納品データから数えた値({'・'.join(names[y] for y in years)})を、印刷された年報の値と欄ごとに比べています。"
    "どちらの値も、もう一方で書き換えることはありません。"
)
is_sample = counts_sample(municipality)
if is_sample:
    st.warning("この集計値は見本データ(自動生成した納品)によるもので、実際の業務の記録ではありません。")
handout = Handout(
    municipality,
    f"reconciliation_{chosen.key if chosen else 'all'}_{year}",
    f"{municipality.library_system_name_ja}　集計値と公表値の突合",
)
handout.table(
    "突合の結果",
    data.SUMMARY_HEADS,
    [
        (c.name_ja, f"{c.compared:,}", f"{c.equal:,}", f"{c.different:,}", c.share, f"{c.not_computable:,}")
        for c in data.by_kind(municipality)
    ],
)

st.header("表ごとの結果")
handout.chart(
    charts.agreement(tables),
    "表ごとの突合の結果",
    key="agreement",
    unit_ja="欄",
    alt="表ごとに、一致した欄、一致しない欄、集計できない欄の数を積み上げた棒グラフ。数値は下の表にあります。",
)
with st.expander("図の数値"):
    handout.table(
        "表ごとの結果",
        data.TABLE_HEADS,
        [
            (t.name_ja, f"{t.compared:,}", f"{t.equal:,}", f"{t.different:,}", f"{t.not_computable:,}")
            for t in tables
        ],
        caption=False,
    )

st.header("欄ごとの結果")
with st.container(key="nenpo_controls"):
    left, right = st.columns([5, 3])
    with left:
        url_state.select(
            "table",
            "表",
            choices,
            chosen,
            lambda t: t.key if t else "all",
            lambda t: t.name_ja if t else "すべての表(一致しない欄と集計できない欄)",
        )
    with right:
        url_state.select("fiscal_year", "内訳を見る年度", years, year, str, lambda y: names[y])
if found:
    handout.table(
        "欄ごとの結果",
        data.PLACE_HEADS,
        [data.texts(p) for p in found],
        (5,),
        (6,),
        caption=False,
        rows_shown=_ROWS_SHOWN,
    )
else:
    st.caption("すべての欄が一致しています。")
if len(found) > _ROWS_SHOWN:
    st.caption(
        plain(
            f"{len(found):,}欄のうち{_ROWS_SHOWN:,}欄を示しています。表を選ぶと絞り込めます。ダウンロードにはすべての欄が入ります。"
        )
    )

if cell:
    drill_down(handout, municipality, names[year], cells, cell)
elif chosen is None:
    st.caption("表を選ぶと、欄ごとに集計値の内訳を見られます。")
handout.offer([f"公表値の資料：{yearbook.source_ja}"], is_sample=is_sample)
foot(yearbook.source_ja)
