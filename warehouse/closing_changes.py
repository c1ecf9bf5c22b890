"""What changed between two states of what figures rest on: deliveries, definitions, the programme; in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from warehouse.closings import Basis

Cause = Literal["delivery", "definition", "code"]


@dataclass(frozen=True)
class Change:
    """One thing that changed. `subject`: the feed of a delivery, the path of a definition, else empty."""

    cause: Cause
    subject: str
    text_ja: str


def changes(before: Basis, after: Basis) -> list[Change]:
    """What came or changed since, deliveries first."""
    found = [*_deliveries(before, after), *_definitions(before, after)]
    if before.code_hash != after.code_hash:
        found.append(Change("code", "", "集計のプログラムの更新"))
    return found


def _deliveries(before: Basis, after: Basis) -> Iterator[Change]:
    held_before, held_after = _by_day(before), _by_day(after)
    for delivery in after.deliveries:
        feed = delivery["feed"]
        days = [d for d in _days(delivery) if held_before.get((feed, d)) != delivery["delivery_id"]]
        if days:
            accepted = f"{delivery['accepted_on']}納品、" if delivery["accepted_on"] else ""
            text = f"{delivery['file_name']}({accepted}{delivery['feed_ja']} {_spans_ja(days)})"
            yield Change("delivery", feed, text)
    for delivery in before.deliveries:
        gone = [d for d in _days(delivery) if (delivery["feed"], d) not in held_after]
        if gone:
            text = f"{delivery['file_name']}が有効でなくなったこと({delivery['feed_ja']} {_spans_ja(gone)})"
            yield Change("delivery", delivery["feed"], text)


def _definitions(before: Basis, after: Basis) -> Iterator[Change]:
    known = {d["path"]: d for d in before.definitions}
    now = {d["path"]: d for d in after.definitions}
    for path in sorted(known | now):
        then, later = known.get(path), now.get(path)
        if then is None and later is not None:
            yield Change("definition", path, f"{later['name_ja']}の追加")
        elif later is None and then is not None:
            yield Change("definition", path, f"{then['name_ja']}の削除")
        elif then is not None and later is not None and then["sha256"] != later["sha256"]:
            yield Change("definition", path, f"{later['name_ja']}の変更")


def _by_day(basis: Basis) -> dict[tuple[str, date], str]:
    return {(d["feed"], day): d["delivery_id"] for d in basis.deliveries for day in _days(d)}


def _days(delivery: Mapping[str, Any]) -> list[date]:
    spans = [(date.fromisoformat(a), date.fromisoformat(b)) for a, b in delivery["days"]]
    return [a + timedelta(n) for a, b in spans for n in range((b - a).days + 1)]


def _spans_ja(days: list[date]) -> str:
    spans: list[list[date]] = []
    for day in sorted(days):
        if spans and day - spans[-1][-1] == timedelta(1):
            spans[-1][-1] = day
        else:
            spans.append([day, day])
    return "・".join(f"{a}" + (f"から{b}" if b != a else "") for a, b in spans)
