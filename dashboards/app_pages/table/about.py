"""The lower part of a table's page: downloads, definitions, and what arithmetic says of the table."""

import streamlit as st

from dashboards.app_pages.table import data
from dashboards.exports import yearbook_pdf
from dashboards.places import Municipality
from dashboards.register import IDENTITY_HEADS, REGISTER_HEADS, identity_counts, register_rows
from dashboards.simple_table import simple_table
from warehouse.printed_table import TableInfo


def downloads(municipality: Municipality, info: TableInfo) -> None:
    st.header("ダウンロード")
    with st.container(key="nenpo_downloads", horizontal=True, gap="small"):
        st.download_button(
            "この表の数値（CSV・全年度）",
            lambda: data.cells_csv(municipality, info),
            file_name=f"{municipality.slug}_{municipality.edition}_{info.table_id}.csv",
            mime="text/csv",
            on_click="ignore",
        )
        pdf = yearbook_pdf(municipality)
        if pdf:
            st.download_button(
                "年報（PDF）", pdf.read_bytes, file_name=pdf.name, mime="application/pdf", on_click="ignore"
            )
    if not pdf:
        st.caption(
            "年報のPDFはまだありません。"
            f"「nenpo export yearbook --municipality {municipality.slug} "
            f"--fiscal-year {municipality.main_fiscal_year} --format pdf --out ファイル名」で作成できます。"
        )


def definitions(municipality: Municipality, info: TableInfo) -> None:
    st.header("数値の定義")
    rows = [tuple(text or "" for text in row) for row in data.definitions(municipality, info).iter_rows()]
    st.html(simple_table("項目の定義", ("項目", "単位", "定義", "根拠"), rows, text_columns=(1, 2, 3)))


def checks(municipality: Municipality, info: TableInfo) -> None:
    """Which identities of the table held, and every line of the register that concerns it."""
    st.header("検算")
    counts = [row for row in identity_counts(municipality) if row.table_id == info.table_id]
    if counts:
        st.html(simple_table("この表の恒等式", IDENTITY_HEADS, [row.texts() for row in counts]))
    else:
        st.caption("この表には検算できる恒等式がありません。")
    lines = register_rows(municipality, info.table_no)
    if lines:
        st.html(
            simple_table("この表の登録簿", REGISTER_HEADS, lines, text_columns=range(1, len(REGISTER_HEADS)))
        )
    else:
        st.caption("この表について登録簿に載せた修正・未決・不一致はありません。")
