"""The lower part of a table's page: definitions, what arithmetic says of the table, the yearbook it is from."""

import streamlit as st

from dashboards import register
from dashboards.app_pages.table import data
from dashboards.exports import yearbook_pdf
from dashboards.handout import Handout
from dashboards.places import Yearbook
from warehouse.printed_table import TableInfo


def yearbook_download(yearbook: Yearbook) -> None:
    """The whole yearbook on paper, which the build has written."""
    pdf = yearbook_pdf(yearbook)
    if pdf:
        st.download_button(
            "年報（PDF）", pdf.read_bytes, file_name=pdf.name, mime="application/pdf", on_click="ignore"
        )
    else:
        st.caption(
            "このビルドから作った年報のPDFはまだありません。"
            f"「nenpo export yearbook --municipality {yearbook.slug} "
            f"--fiscal-year {yearbook.main_fiscal_year} --format pdf --out ファイル名」で作成できます。"
        )


def definitions(handout: Handout, yearbook: Yearbook, info: TableInfo) -> None:
    st.header("数値の定義")
    rows = [tuple(text or "" for text in row) for row in data.definitions(yearbook, info).iter_rows()]
    handout.table("数値の定義", ("項目", "単位", "定義", "根拠"), rows, (1, 3), (2,), caption=False)


def checks(handout: Handout, yearbook: Yearbook, info: TableInfo) -> None:
    """Which identities of the table held, and every line of the register that concerns it."""
    st.header("検算")
    rows = register.by_identity(yearbook, info.table_id)
    if rows:
        handout.table("この表の恒等式", register.BY_IDENTITY_HEADS, rows, labels=(1,), caption=False)
    counts = next(c for c in register.identity_counts(yearbook) if c.table_id == info.table_id)
    st.caption(
        f"数値の欄{counts.figures:,}のうち、1違っても破れる恒等式のない欄は{counts.unprotected:,}です。"
    )
    lines = register.register_rows(yearbook, info.table_no)
    if not lines:
        st.caption("この表について登録簿に載せた修正・未決・不一致はありません。")
        return
    with st.expander(f"この表の登録簿（{len(lines)}件）"):
        handout.table(
            "この表の登録簿",
            register.REGISTER_HEADS,
            lines,
            register.REGISTER_LABELS,
            register.REGISTER_PROSE,
            caption=False,
        )
