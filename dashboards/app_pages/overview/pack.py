"""The committee's pack that the build wrote, to take away."""

import streamlit as st

from dashboards.exports import committee_pdf
from dashboards.places import Municipality


def pack_download(municipality: Municipality) -> None:
    """A button for the newest pack of the build that is shown; how to make one where there is none."""
    pdf = committee_pdf(municipality.code)
    if pdf is None:
        st.caption(
            "このビルドから作った委員会資料のPDFはまだありません。"
            f"「nenpo export committee --municipality {municipality.slug} --fiscal-year 年度」で作成できます。"
        )
        return
    fiscal_year = pdf.stem.removeprefix("committee-")
    st.download_button(
        f"委員会資料（{fiscal_year}年度・PDF）",
        pdf.read_bytes,
        file_name=pdf.name,
        mime="application/pdf",
        on_click="ignore",
    )
