"""The journal of deliveries: files, corrections, quarantine, door checks. Nothing in it is a person's."""

import re
from dataclasses import dataclass
from typing import Any

from dashboards.places import Municipality
from dashboards.published import frame

FEEDS_JA = {
    "loans": "貸出",
    "reservations": "予約",
    "patrons": "登録者",
    "items": "資料",
    "item_moves": "所蔵館変更",
    "opening_log": "開館記録",
    "gate_counts": "入館者数",
    "monthly_form": "月報",
    "": "不明",
}
STATES_JA = {
    "accepted": "有効",
    "superseded": "後の納品に置き換え",
    "partly_superseded": "一部を後の納品に置き換え",
    "refused": "拒否",
}
SOURCE_JA = "納品データの取込の記録"
# Our words in a reason: those that the city's own values may stand for.
_ACCEPTED = re.compile(r"(?<=次のどれか: )[^(]+(?=\()")
FILE_HEADS = ("ファイル", "種類", "期間", "受け入れた行", "隔離した行", "状態", "備考")
DIFFERENCE_HEADS = ("ファイル", "種類", "月", "追加した行", "削除した行", "変わらない行")
QUARANTINE_HEADS = ("ファイル", "行", "項目", "値", "理由")
FOLDING_HEADS = ("ファイル", "種類", "項目", "納品された値", "読み替えた値", "行")
LIMIT_HEADS = ("年度", "数えるもの", "集計値", "理由")
EXPECTATION_HEADS = ("種類", "条件", "結果", "実際", "満たさないとき")


def feed_name(feed: str) -> str:
    """What readers call a feed; a city's second feed of a layout has a name of its own."""
    return FEEDS_JA.get(feed, feed)


def files(municipality: Municipality) -> list[dict[str, Any]]:
    """Delivered files, the latest first; a file whose city was not found out is everyone's."""
    rows = frame(
        "select * from rpt_ingest__deliveries where municipality_code in ($1, '') order by delivered_seq desc",
        municipality.code,
    )
    return rows.to_dicts()


def differences(municipality: Municipality) -> list[tuple[Any, ...]]:
    """What corrections changed: file, feed, month, rows added, removed and kept."""
    rows = frame(
        """
        select f.file_name, d.feed, d.month_date, d.rows_added, d.rows_removed, d.rows_kept
        from rpt_ingest__differences as d join rpt_ingest__deliveries as f using (delivery_id)
        where f.municipality_code = ? order by f.delivered_seq desc, d.month_date
        """,
        municipality.code,
    )
    return list(rows.iter_rows())


@dataclass(frozen=True)
class DeliveredColumns:
    """What readers call columns of deliveries, and our words in them."""

    columns: dict[str, str]
    words: dict[tuple[str, str], str]

    def name(self, column: str) -> str:
        """A column for readers; a monthly form names its own places."""
        return self.columns.get(column, column)

    def in_words(self, column: str, reason_ja: str) -> str:
        """A reason with the words that would be accepted as readers know them."""
        return _ACCEPTED.sub(
            lambda found: "、".join(self.words.get((column, word), word) for word in found[0].split("、")),
            reason_ja,
        )


def delivered_columns() -> DeliveredColumns:
    """The names of the columns of all layouts."""
    rows = frame("select column_name, column_ja, code, name_ja from dim_delivered_column")
    found = list(rows.iter_rows())
    return DeliveredColumns(
        {column: name for column, name, _, _ in found},
        {(column, code): word for column, _, code, word in found if code},
    )


def quarantine(municipality: Municipality, columns: DeliveredColumns) -> list[tuple[Any, ...]]:
    """Rows that were set aside: file, feed, row, column, value, reason."""
    rows = frame(
        """
        select q.file_name, q.feed, q.row_number, q.column_name, q.value_shown, q.reason_ja
        from rpt_ingest__quarantine as q join rpt_ingest__deliveries as f using (delivery_id)
        where f.municipality_code = ? order by f.delivered_seq desc, q.row_number
        """,
        municipality.code,
    )
    return [(*row[:5], columns.in_words(row[3], row[5])) for row in rows.iter_rows()]


def foldings(municipality: Municipality) -> list[tuple[str, str, str, str, str, int]]:
    """Spellings of codes that were understood after folding: file, feed, column, original, folded, rows.

    Only columns with a closed list of codes are folded, so none of these values is a person's.
    """
    rows = frame(
        """
        select g.file_name, g.feed, g.column_name, g.original, g.folded, g.rows
        from rpt_ingest__foldings as g join rpt_ingest__deliveries as f using (delivery_id)
        where f.municipality_code = ? order by f.delivered_seq desc, g.column_name, g.rows desc, g.original
        """,
        municipality.code,
    )
    return list(rows.iter_rows())


def expectations(municipality: Municipality) -> list[dict[str, Any]]:
    """Door checks of the deliveries that hold now; those that do not hold first."""
    rows = frame(
        "select * from rpt_ingest__expectations where municipality_code = ? order by passed, feed, expectation_ja",
        municipality.code,
    )
    return rows.to_dicts()


def limits(municipality: Municipality) -> list[tuple[int, str, bool, str]]:
    """Fiscal year, quantity, whether there is a figure at all, and why not all of it."""
    rows = frame(
        "select fiscal_year, quantity, is_computable, reason_ja from rpt_ingest__limits where municipality_code = ?"
        " order by fiscal_year desc, is_computable, quantity",
        municipality.code,
    )
    return list(rows.iter_rows())
