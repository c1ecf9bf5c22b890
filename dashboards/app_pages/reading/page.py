"""会議用: a city's year in large type, for the projector and for paper; no controls once the year is chosen."""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from dashboards.app_pages.reading import data, figures_html, plan_html
from dashboards.exports import committee_pdf_of
from dashboards.format import plain
from dashboards.page_frame import computed_sentence, foot, municipality_box, pick_municipality
from dashboards.places import fiscal_year_names
from dashboards.url_state import UrlState

NOT_CHOSEN = "none"


def _link(fiscal_year: int) -> str:
    kept = urlencode({"municipality": municipality.slug, "fiscal_year": fiscal_year})
    return f'<li><a href="reading?{escape(kept)}" target="_self">{escape(f"{municipality.name_ja}　{names[fiscal_year]}")}</a></li>'


url = UrlState()
municipality = pick_municipality(url)
names = fiscal_year_names()
years = data.fiscal_years(municipality)
year = url.pick("fiscal_year", "年度", [None, *years], lambda y: (str(y) if y else NOT_CHOSEN,), None)
url.finish()

if year is None:
    st.title("会議用の画面を開く")
    municipality_box(municipality)
    st.markdown("年度を選ぶと、操作の部品のない大きな文字の画面になります。そのまま印刷できます。")
    # Links of our own: Streamlit's to the same page leave the old choice in the address.
    links = "".join(_link(each) for each in years)
    st.html(f'<ul class="nenpo-years">{links}</ul>')
    if not years:
        st.markdown(plain(f"{municipality.name_ja}には、会議で読む数値も計画の記録もまだありません。"))
    foot(None)
    st.stop()

content = data.reading(municipality, year)
with st.container(key="nenpo_reading"):
    kept = urlencode({"municipality": municipality.slug})
    st.html(
        f'<p class="nenpo-back"><a href="reading?{kept}" target="_self">年度を選び直す</a>　'
        f'<a href="overview?{kept}" target="_self">概況へ</a></p>'
    )
    st.title(plain(f"{municipality.library_system_name_ja}　{names[year]}"))
    editions = {edition.edition for edition in content.scope.editions}
    counted = [computed_sentence(book) for book in municipality.yearbooks if book.edition in editions]
    for sentence in [s for s in counted if s] or ["数値は、自治体が出した資料にある公表値です。"]:
        st.html(f'<p class="nenpo-lead">{escape(sentence)}</p>')
    watched = "".join(f"<li>{escape(text)}</li>" for text in content.watched)
    st.html(
        figures_html.headlines(content)
        + "".join(plan_html.plan(plan) for plan in content.plans)
        + figures_html.indicators(content)
        + figures_html.section("確認を要する点", [f"<ol>{watched}</ol>"] if watched else [])
    )
    pdf = committee_pdf_of(municipality.code, year)
    with st.container(key="nenpo_downloads"):
        if pdf:
            st.download_button(
                f"委員会資料（{year}年度・PDF）",
                pdf.read_bytes,
                file_name=pdf.name,
                mime="application/pdf",
                on_click="ignore",
            )
        else:
            st.caption(
                "このビルドから作ったこの年度の委員会資料のPDFはまだありません。"
                f"「nenpo export committee --municipality {municipality.slug} --fiscal-year {year}」で作成できます。"
            )
documents = [f"{e.publisher_ja}『{e.document_ja}』" for e in content.scope.editions]
foot("、".join((*documents, *(p.plan["source_ja"] for p in content.plans))))
