"""取込: which files were delivered and hold, what corrections changed, what was set aside and why."""

from collections import Counter

import streamlit as st

from dashboards.app_pages.deliveries import data
from dashboards.app_pages.reconciliation.data import quantity_name
from dashboards.format import plain
from dashboards.page_frame import choose_municipality, foot
from dashboards.simple_table import simple_table
from dashboards.url_state import UrlState

_ROWS_SHOWN = 300

url = UrlState()
municipality = choose_municipality(url)
url.finish()

st.title("納品データの取込")
files = data.files(municipality)
if not files:
    st.markdown(
        "取り込んだ納品データはまだありません。"
        "「nenpo ingest ファイル」で取り込むか、var/landing に置いて、「nenpo build」で集計してください。"
    )
    foot(data.SOURCE_JA)
    st.stop()
if any(file["is_sample"] for file in files):
    st.warning("見本データ(自動生成した納品)が含まれています。実際の業務の記録ではありません。")

states = Counter(file["state"] for file in files)
st.markdown(
    "、".join(f"{name} {states[state]:,}件" for state, name in data.STATES_JA.items() if states[state])
    + f"。受け入れた行 {sum(f['rows_accepted'] for f in files):,}、隔離した行 {sum(f['rows_quarantined'] for f in files):,}。"
)
st.header("納品されたファイル")
st.html(
    simple_table(
        "納品されたファイル",
        data.FILE_HEADS,
        [
            (
                file["file_name"],
                data.feed_name(file["feed"]),
                f"{file['first_day']}から{file['last_day']}" if file["first_day"] else "",
                f"{file['rows_accepted']:,}",
                f"{file['rows_quarantined']:,}",
                data.STATES_JA[file["state"]],
                "、".join(
                    note for note in ("見本" if file["is_sample"] else "", file["reason_ja"] or "") if note
                ),
            )
            for file in files[:_ROWS_SHOWN]
        ],
        (1, 2, 5),
        (6,),
        caption=False,
    )
)

differences = data.differences(municipality)
st.header("訂正による違い")
if differences:
    st.html(
        simple_table(
            "訂正による違い",
            data.DIFFERENCE_HEADS,
            [
                (name, data.feed_name(feed), f"{month:%Y-%m}", f"{added:,}", f"{removed:,}", f"{kept:,}")
                for name, feed, month, added, removed, kept in differences[:_ROWS_SHOWN]
            ],
            (1, 2),
            caption=False,
        )
    )
else:
    st.caption("先の納品を置き換えた納品はありません。")

columns = data.delivered_columns()
quarantine = data.quarantine(municipality, columns)
st.header("隔離した行")
if quarantine:
    reasons = Counter(row[5] for row in quarantine)
    st.html(
        simple_table(
            "理由ごとの件数",
            ("理由", "行"),
            [(reason, f"{count:,}") for reason, count in reasons.most_common()],
            caption=False,
        )
    )
    with st.expander(f"隔離した行の一覧（{len(quarantine):,}行）"):
        st.html(
            simple_table(
                "隔離した行の一覧",
                data.QUARANTINE_HEADS,
                [
                    (name, f"{number:,}", columns.name(column), value or "", reason)
                    for name, _, number, column, value, reason in quarantine[:_ROWS_SHOWN]
                ],
                (2, 3),
                (4,),
                caption=False,
            )
        )
        if len(quarantine) > _ROWS_SHOWN:
            st.caption(plain(f"{len(quarantine):,}行のうち{_ROWS_SHOWN:,}行を示しています。"))
else:
    st.caption("隔離した行はありません。")

foldings = data.foldings(municipality)
st.header("読み替えた文字")
if foldings:
    st.caption(
        "形の似た文字、全角と半角、前後の空白の違いだけを直して、決められた値として読みました。元の値も残しています。"
    )
    st.html(
        simple_table(
            "読み替えた文字",
            data.FOLDING_HEADS,
            [
                (
                    name,
                    data.feed_name(feed),
                    columns.name(column),
                    f"「{original}」",
                    f"「{folded}」",
                    f"{rows:,}",
                )
                for name, feed, column, original, folded, rows in foldings[:_ROWS_SHOWN]
            ],
            (1, 2, 3, 4),
            caption=False,
        )
    )
    if len(foldings) > _ROWS_SHOWN:
        st.caption(plain(f"{len(foldings):,}通りのうち{_ROWS_SHOWN:,}通りを示しています。"))
else:
    st.caption("読み替えた文字はありません。")

limits = data.limits(municipality)
st.header("集計できないもの")
if limits:
    st.html(
        simple_table(
            "集計できないもの",
            data.LIMIT_HEADS,
            [
                (
                    str(year),
                    quantity_name(quantity, quantity),
                    "途中まで" if is_computable else "なし",
                    reason,
                )
                for year, quantity, is_computable, reason in limits
            ],
            (1, 2),
            (3,),
            caption=False,
        )
    )
else:
    st.caption("納品された記録から、数えるべきものはすべて集計できています。")

expectations = data.expectations(municipality)
st.header("入口の検査（Great Expectations）")
if expectations:
    failed = sum(not row["passed"] for row in expectations)
    st.caption(f"{len(expectations):,}件の条件のうち、満たさないもの{failed:,}件。")
    st.html(
        simple_table(
            "入口の検査",
            data.EXPECTATION_HEADS,
            [
                (
                    data.feed_name(row["feed"]),
                    row["expectation_ja"],
                    "満たす" if row["passed"] else "満たさない",
                    row["observed"],
                    "集計を止める" if row["is_blocking"] else "知らせる",
                )
                for row in expectations
            ],
            (2, 4),
            (1, 3),
            caption=False,
        )
    )
else:
    st.caption("検査した納品はまだありません。")
foot(data.SOURCE_JA)
