"""One place at the end of a page where its tables and charts are had as files, and the page itself as a PDF."""

import logging
from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from dashboards.format import plain
from dashboards.takeaways import Origin, Takeaway
from reports.page_parts import Page
from warehouse.errors import UserError
from warehouse.open import Build

log = logging.getLogger("nenpo.dashboards")

PICTURES_JA = "SVGとPNGは、同じ数値を印刷用の様式で描いた図です（色と配置は画面と異なります）。"
NO_PDF_JA = (
    "PDFは作れませんでした。ExcelまたはCSVをお使いのうえ、書体にない文字がないかを管理者に確かめてください。"
)


def offer(taken: Sequence[Takeaway], origin: Origin, *, name: str, title_ja: str, publisher_ja: str) -> None:
    """An expander with a choice of what to take, its formats, and the PDF of the page.

    Args:
        taken: what the page shows, in its order.
        origin: where its figures come from.
        name: of the files, without build and ending.
        title_ja: of the PDF.
        publisher_ja: who gives the figures out.
    """
    if not taken:
        return
    with st.container(key="nenpo_take_all"), st.expander("ダウンロード"):
        _pieces(taken, origin, name)
        with st.container(key="nenpo_page_pdf"):
            pdf = partial(_pdf, taken, origin, title_ja, publisher_ja)
            _button("このページのPDF", f"{name}_page", ".pdf", "application/pdf", pdf, origin)


# What is chosen here changes nothing that the page shows: it is no part of the page's address, and only this part of
# the page is drawn again.
@st.fragment
def _pieces(taken: Sequence[Takeaway], origin: Origin, name: str) -> None:
    labels = [f"{place}　{each.title_ja}" for place, each in enumerate(taken, 1)]
    place = 0
    if len(taken) > 1:
        place = st.selectbox(
            "表・図",
            range(len(taken)),
            format_func=lambda i: labels[i],
            key=f"download_{name}_{len(taken)}",
            filter_mode=None,
        )
    chosen = taken[place]
    files = chosen.files(origin)
    with st.container(key="nenpo_take", horizontal=True, gap="small"):
        for file in files:
            _button(file.label_ja, f"{name}_{place + 1:02d}", file.ending, file.mime, file.make, origin)
    lost = chosen.lost()
    if lost:
        st.caption(plain(f"CP932にない文字は〓に置き換わります：{lost}"))
    if any(file.ending == ".svg" for file in files):
        st.caption(PICTURES_JA)


def _button(
    label_ja: str, name: str, ending: str, mime: str, make: Callable[[], bytes], origin: Origin
) -> None:
    build_id = origin.published.build.build_id
    st.download_button(
        label_ja,
        make,
        file_name=f"{name}_{build_id}{ending}",
        mime=mime,
        key=f"take_{name}{ending}",
        on_click="ignore",
    )


def pdf_or_words(make: Callable[[], bytes], title_ja: str, publisher_ja: str, build: Build) -> bytes:
    """The PDF; where it cannot be made, one that says so, since a failed download has no words of its own."""
    from reports.page_pdf import page_pdf

    try:
        return make()
    except UserError:
        log.exception("no PDF of %s", title_ja)
        return page_pdf(Page("ダウンロード", publisher_ja, (), (NO_PDF_JA,)), build)


def _pdf(taken: Sequence[Takeaway], origin: Origin, title_ja: str, publisher_ja: str) -> bytes:
    from reports.page_pdf import page_pdf

    build = origin.published.build
    parts = tuple(part for part in (each.part(origin) for each in taken) if part is not None)
    page = Page(title_ja, publisher_ja, parts, origin.lines)
    return pdf_or_words(partial(page_pdf, page, build), title_ja, publisher_ja, build)
