"""A sentence on every page when the build that it shows is not what it should be, with what to do about it."""

import time
from html import escape

import streamlit as st

from dashboards.published import published, seeds_dir, var_dir
from warehouse.health import STALE_DAYS, Complaint, complaint
from warehouse.places import Places

# A look at the files for all sessions; so long a page may be behind.
LOOK_SECONDS = 15

SENTENCES_JA: dict[Complaint, str] = {
    "refused": "最後の作成は、検算に合わない数値があったため公開されませんでした。表示しているのは、その前に公開したビルドです。"
    "「nenpo check」で合わない箇所を確かめ、直してから「nenpo build」を実行してください。",
    "stopped": "最後の作成は、納品データの検査などに通らず途中で止まりました。表示しているのは、その前に公開したビルドです。"
    "「取込」の画面で理由を確かめ、直してから「nenpo build」を実行してください。",
    "cut_off": "最後の作成は、途中で終わっています。表示しているのは、その前に公開したビルドです。"
    "「nenpo build」をもう一度実行してください。",
    "overtaken": "このビルドの後に届いた納品データがあり、まだ数値に入っていません。「nenpo build」を実行してください。",
    "edited": "このビルドの後に変更された資料(seedsのファイル)があり、まだ数値に入っていません。「nenpo build」を実行してください。",
    "old": f"公開データを最後に確かめてから{STALE_DAYS}日を過ぎています。新しい納品データや資料があれば入れて、"
    "「nenpo build」を実行してください。",
}
STANDS_IN_JA = (
    "最新の公開データを読めないため、読める中で最も新しいビルド{build_id}を表示しています。"
    "「make build」を実行して作り直してください。"
)


def warn() -> None:
    """Draw the banner where there is something to say."""
    for sentence in _sentences():
        st.html(f'<div class="nenpo-banner" role="alert">{escape(sentence)}</div>')


def _sentences() -> list[str]:
    build = published()
    stands_in = [STANDS_IN_JA.format(build_id=build.build.build_id)] if build.stands_in else []
    found = _complaint(str(var_dir()), build.build.build_id)
    return [*stands_in, *([SENTENCES_JA[found]] if found else [])]


# The build's id is in the key: one that was just published is judged at once.
@st.cache_data(show_spinner=False, ttl=LOOK_SECONDS, max_entries=10)
def _complaint(var: str, build_id: str) -> Complaint | None:
    return complaint(Places(var_dir()), seeds_dir(), time.time())
