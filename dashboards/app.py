"""The router: one page of the registry inside the common frame. A reader never meets a trace."""

import logging

import streamlit as st

from dashboards.page_frame import band
from dashboards.registry import ROOM, page_entries
from dashboards.shell import TITLE_JA
from warehouse.errors import UserError

log = logging.getLogger("nenpo.dashboards")

entries = page_entries()
page = st.navigation(
    [st.Page(e.script, title=e.title_ja, url_path=e.path, default=e is entries[0]) for e in entries],
    position="hidden",
)
here = next((e for e in entries if e.path == page.url_path), entries[0])
st.set_page_config(
    page_title=f"{here.title_ja}｜{TITLE_JA}",
    page_icon=(ROOM / "icon.svg").read_text(encoding="utf-8"),
    layout="wide",
)
st.html(ROOM / "style.css")
try:
    band(here)
    page.run()
except UserError as error:
    st.error(str(error))
except Exception:
    log.exception("page %s failed", page.url_path)
    st.error("この画面を表示できませんでした。記録（ログ）を確認し、make build をやり直してください。")
