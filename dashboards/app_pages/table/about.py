"""The lower part of a table's page: downloads, definitions, and what arithmetic says of the table."""

import streamlit as st

from dashboards import register
from dashboards.app_pages.table import data
from dashboards.exports import yearbook_pdf
from dashboards.places import Yearbook
from dashboards.simple_table import simple_table
from warehouse.figures import Figures
from warehouse.printed_table import TableInfo


def downloads(yearbook: Yearbook, info: TableInfo, figures: Figures) -> None:
    st.header("ダウンロード")
    kind = "_published" if figures is Figures.PUBLISHED else ""
    with st.container(key="nenpo_downloads", horizontal=True, gap="small"):
        st.download_button(
            "この表の数値（CSV・全年度）",
            lambda: data.cells_csv(yearbook, info, figures),
            file_name=f"{yearbook.slug}_{yearbook.edition}_{info.table_id}{kind}.csv",
            mime="text/csv",
            on_click="ignore",
        )
        pdf = yearbook_pdf(yearbook)
        if pdf:
            st.download_button(
                "年報（PDF）", pdf.read_bytes, file_name=pdf.name, mime="application/pdf", on_click="ignore"
            )
    if not pdf:
        st.caption(
            "このビルドから作った年報のPDFはまだありません。"
            f"「nenpo export yearbook --municipality {yearbook.slug} "
            f"--fiscal-year {yearbook.main_fiscal_year} --format pdf --out ファイル名」で作成できます。"
        )


def definitions(yearbook: Yearbook, info: TableInfo) -> None:
    st.header("数値の定義")
    rows = [tuple(text or "" for text in row) for row in data.definitions(yearbook, info).iter_rows()]
    st.html(simple_table("数値の定義", ("項目", "単位", "定義", "根拠"), rows, (1, 3), (2,), caption=False))


def checks(yearbook: Yearbook, info: TableInfo) -> None:
    """Which identities of the table held, and every line of the register that concerns it."""
    st.header("検算")
    rows = register.by_identity(yearbook, info.table_id)
    if rows:
        st.html(simple_table("この表の恒等式", register.BY_IDENTITY_HEADS, rows, labels=(1,), caption=False))
    counts = next(c for c in register.identity_counts(yearbook) if c.table_id == info.table_id)
    st.caption(
        f"数値の欄{counts.figures:,}のうち、1違っても破れる恒等式のない欄は{counts.unprotected:,}です。"
    )
    lines = register.register_rows(yearbook, info.table_no)
    if not lines:
        st.caption("この表について登録簿に載せた修正・未決・不一致はありません。")
        return
    with st.expander(f"この表の登録簿（{len(lines)}件）"):
        st.html(
            simple_table(
                "この表の登録簿",
                register.REGISTER_HEADS,
                lines,
                register.REGISTER_LABELS,
                register.REGISTER_PROSE,
                caption=False,
            )
        )
