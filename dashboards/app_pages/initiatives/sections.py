"""Partners, shares and functions as rows of text."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from dashboards.app_pages.initiatives.charts import month_ja
from dashboards.app_pages.initiatives.data import Start
from dashboards.format import date_ja, number

START_HEADS = ("月", "始まった相手", "始まった数", "相手の数")
PARTNER_HEADS = ("相手", "状況", "連携協約", "相互利用の開始", "市民の利用の開始", "利用の向き", "備考")
PROCESSING_HEADS = ("年度", "装備委託（冊）", "うち福祉施設委託（冊）", "割合（％）")
CHANGE_HEADS = ("日", "こと", "内容")
STATUS_JA = {"started": "実施", "under_discussion": "協議中"}


def start_rows(starts: Sequence[Start]) -> list[tuple[str, ...]]:
    return [(month_ja(s), "、".join(s.partners), str(len(s.partners)), str(s.total)) for s in starts]


def partner_rows(partners: Sequence[dict[str, Any]]) -> list[tuple[str, ...]]:
    return [
        (
            partner["partner_ja"],
            STATUS_JA[partner["status"]],
            partner["agreement_ja"] or "資料にない",
            _month(partner["started_month"]),
            _month(partner["home_started_month"]),
            partner["direction_ja"] or "",
            partner["note_ja"] or "",
        )
        for partner in partners
    ]


def processing_rows(
    rows: Sequence[tuple[int, Decimal, Decimal, Decimal | None]], names: Mapping[int, str]
) -> list[tuple[str, ...]]:
    return [(names[year], number(whole), number(part), number(share)) for year, whole, part, share in rows]


def change_rows(changes: Sequence[dict[str, Any]]) -> list[tuple[str, ...]]:
    return [(_when(c), c["title_ja"], c["text_ja"] + (c["undecided_ja"] or "")) for c in changes]


def _month(month: date | None) -> str:
    return "" if month is None else f"{month.year}年{month.month}月"


def _when(change: dict[str, Any]) -> str:
    """As exactly as it is known; a span names both ends."""

    def one(day: date) -> str:
        if change["precision"] == "day":
            return date_ja(day)
        return f"{day.year}年度" if change["precision"] == "year" else _month(day)

    return "～".join(
        one(day) for day in dict.fromkeys((change["start_date"], change["end_date"])) if day is not None
    )
