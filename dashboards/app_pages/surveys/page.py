"""調査票: what outside surveys ask each year, which answers there are, and where each comes from."""

import streamlit as st

from dashboards import url_state
from dashboards.app_pages.surveys import data
from dashboards.format import plain
from dashboards.handout import Handout
from dashboards.page_frame import choose_municipality, foot
from dashboards.places import fiscal_year_names
from dashboards.simple_table import simple_table
from dashboards.url_state import UrlState
from warehouse.surveys import KIND_JA, NOT_OFFICIAL_JA, STATUS_JA, WITHOUT_ANSWER, SurveyAnswer

HEADS = ("項目番号", "区分", "項目", "回答", "単位", "回答のしかた", "状態", "根拠", "定義")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

url = UrlState()
municipality = choose_municipality(url)
years = data.years(municipality.code)
if not years:
    url.finish()
    st.title("調査票")
    st.info("この自治体の調査票はまだ用意されていません。")
    foot(None)
    st.stop()
forms = {form_id: data.form(municipality.code, form_id, found[0]) for form_id, found in years.items()}
form_id = url.pick("form", "調査", list(years), lambda f: (f,), next(iter(years)))
year = url.pick("fiscal_year", "年度", years[form_id], lambda y: (str(y),), years[form_id][0])
form = data.form(municipality.code, form_id, year)
answer = url.pick("item", "項目", form.answers, lambda a: (a.item_no,), form.answers[0])
url.finish()

st.title(plain(f"調査票　{form.name_ja}"))
handout = Handout(
    municipality,
    f"survey_{form_id}_{year}",
    f"{municipality.library_system_name_ja}　調査票　{form.name_ja}　{year}年度",
)
names = fiscal_year_names()
with st.container(key="nenpo_controls"):
    left, right = st.columns([5, 3])
    with left:
        url_state.select("form", "調査", list(years), form_id, str, lambda f: forms[f].name_ja)
    with right:
        url_state.select("fiscal_year", "年度", years[form_id], year, str, lambda y: names[y])
st.markdown(plain(f"{form.body_ja}。{form.period_ja}"))
st.markdown(plain(NOT_OFFICIAL_JA))
with st.expander("確かめたことと、確かめていないこと"):
    rows = [("確かめた", text) for text in form.verified_ja]
    rows += [("確かめていない", text) for text in form.unverified_ja]
    st.html(simple_table("照合", ("区分", "内容"), rows, prose=(1,), caption=False))
    st.caption(plain(form.source_ja))

answered = form.required - len(form.missing)
st.header("そろい具合")
st.progress(
    answered / form.required if form.required else 1.0,
    text=plain(f"必須項目{form.required}件のうち{answered}件に回答がある（残り{len(form.missing)}件）"),
)
counts = [(text, f"{form.counts[status]:,}") for status, text in STATUS_JA.items()]
handout.table("状態ごとの項目数", ("状態", "項目数"), counts)


def _line(a: SurveyAnswer) -> tuple[str, ...]:
    return (
        a.item_no,
        a.group_ja,
        a.name_ja,
        a.shown,
        a.unit_ja,
        KIND_JA[a.kind],
        a.status_ja,
        a.trace_ja,
        a.definition_ja,
    )


labels, prose = (1, 2, 4, 5, 6), (7, 8)
st.header("項目と回答")
if form.missing:
    st.caption(f"埋まっていない必須項目{len(form.missing)}件を先に並べています。")
ordered = sorted(form.answers, key=lambda a: (not a.is_missing, a.status not in WITHOUT_ANSWER))
handout.table("項目と回答", HEADS, [_line(a) for a in ordered], labels, prose, caption=False)

st.header("項目の定義と照会文")
with st.columns([5, 3])[0]:
    url_state.select(
        "item", "項目", form.answers, answer, lambda a: a.item_no, lambda a: f"{a.item_no}　{a.name_ja}"
    )
about = [
    ("定義", answer.definition_ja),
    ("公式の記入要領で確認すること", answer.check_ja or "とくにない"),
    ("状態", answer.status_ja),
    ("根拠", answer.trace_ja),
]
st.html(simple_table("項目の定義", ("こと", "内容"), about, prose=(1,), caption=False))
if answer.query_sql:
    st.code(answer.query_sql, language="sql", wrap_lines=True)

handout.offer([NOT_OFFICIAL_JA, form.source_ja])
path = data.workbook(form)
if path:
    label = "下書き（Excel・未完成）" if form.missing else "調査票（Excel）"
    name = f"{form.slug}_{path.name}"
    st.download_button(label, path.read_bytes, file_name=name, mime=XLSX, on_click="ignore")
else:
    st.caption(
        f"この年度のExcelは「nenpo survey export --form {form_id} --municipality {form.slug} "
        f"--fiscal-year {year} --draft --out ファイル名」で作成できます。"
    )
foot(form.source_ja)
