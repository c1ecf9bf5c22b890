"""月報: a month of every library beside last year and the year so far, as the paper has it."""

import streamlit as st

from dashboards import url_state
from dashboards.absent import say_absent
from dashboards.app_pages.monthly import charts, data
from dashboards.format import plain
from dashboards.handout import Handout
from dashboards.page_frame import choose_municipality, foot
from dashboards.url_state import UrlState
from reports.monthly.document import chart_data, title_ja
from reports.monthly.tables import drawn_ja, report_tables

SOURCE_JA = "納品データの集計（月報）"

url = UrlState()
municipality = choose_municipality(url)
months = data.months(municipality.code)
if not months:
    url.finish()
    st.title("月報")
    say_absent("この自治体の納品データがないため、月報はありません。", "monthly", data.codes_with_months())
    foot(None)
    st.stop()
chosen = url.pick("month", "月", months, lambda m: (f"{m:%Y-%m}",), months[0])
url.finish()
month = data.month_of(municipality.code, chosen)

st.title(plain(title_ja(month)))
with st.columns([2, 5])[0]:
    url_state.select(
        "month", "月", months, chosen, lambda m: f"{m:%Y-%m}", lambda m: f"{m.year}年{m.month}月"
    )
if month.is_sample:
    st.warning("この数値は見本データ(自動生成した納品)によるもので、実際の業務の記録ではありません。")

name = f"monthly_{chosen:%Y_%m}"
handout = Handout(municipality, name, f"{municipality.library_system_name_ja}　{title_ja(month)}")
drawn = chart_data(month)
notes: list[str] = []
for place, (part, tables) in enumerate(report_tables(month).items()):
    st.header(plain(part))
    for table in tables:
        kinds = [column.kind for column in table.columns]
        handout.table(
            table.title,
            [column.head for column in table.columns],
            table.rows,
            labels=[n for n, kind in enumerate(kinds) if kind == "label"],
            prose=[n for n, kind in enumerate(kinds) if kind == "prose" and n],
        )
        for note in table.notes:
            st.caption(plain(note))
        notes += table.notes
    if drawn and place == 0:
        title = drawn_ja(month)
        handout.chart(charts.months(drawn), title, key="months", alt=title, unit_ja=drawn.unit_ja)

handout.figures("月報の数値（1行に1つ）", data.cells(month), data.CELL_HEADS)
st.header("ダウンロード")
st.download_button(
    f"月報（{chosen:%Y-%m}・PDF）",
    data.pdf_of(month, municipality.library_system_name_ja),
    file_name=f"{municipality.slug}_monthly-{chosen:%Y-%m}.pdf",
    mime="application/pdf",
    on_click="ignore",
)
handout.offer(notes, is_sample=month.is_sample)
foot(SOURCE_JA)
