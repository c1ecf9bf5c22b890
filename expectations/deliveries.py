"""The suites of deliveries, one a feed, over frames of counts: no value in them can be a person's."""

from collections.abc import Iterator, Sequence
from typing import Any

import great_expectations as gx
import pandas as pd
from great_expectations.expectations.expectation import Expectation
from great_expectations.expectations.row_conditions import Column

from catalog.delivered_columns import column_ja, words_ja
from expectations.doors import Door

LEAST, MOST = 0.2, 5.0
DAYS_NAMED = 3


def suite(door: Door, libraries: Sequence[str]) -> gx.ExpectationSuite:
    """The suite of a feed.

    `meta` of each expectation: subject, expectation_ja, is_blocking.

    Args:
        door: what the feed must satisfy.
        libraries: codes of the municipality's libraries.
    """
    return gx.ExpectationSuite(door.feed, expectations=list(_expectations(door, libraries)))


def _expectations(door: Door, libraries: Sequence[str]) -> Iterator[Expectation]:
    e = gx.expectations
    yield e.ExpectColumnValuesToBeBetween(
        column="counted", min_value=1, **_about("rows", f"{door.name_ja}の行がある", is_blocking=True)
    )
    if door.library:
        yield e.ExpectColumnValuesToBeInSet(
            column="library_code",
            value_set=list(libraries),
            **_about("library", "館がすべて登録されている", is_blocking=True),
        )
    for column, words in door.words.items():
        yield e.ExpectColumnValuesToBeInSet(
            column="word",
            value_set=list(words),
            **_about(f"word:{column}", _only_words_ja(column, words), is_blocking=True),
        )
    for rule in door.rules:
        yield from _tolerant(f"rule:{rule.name}", rule.sentence_ja)
    if door.unique:
        yield from _tolerant("unique", f"同じ{door.same_ja}が二度ない")
    if door.at_desk:
        yield from _tolerant("closed_days", "開館記録で休館の日に、館での利用がない")
    if door.feed == "item_moves":
        yield from _tolerant("unknown_items", "移動した資料が、資料の一覧にある")
    if door.volume:
        yield e.ExpectColumnValuesToBeBetween(
            column="ratio",
            min_value=LEAST,
            max_value=MOST,
            **_about(
                "volume", "一日の量が、前後半年の同じ曜日の中央値の5分の1から5倍まで", is_blocking=False
            ),
        )


def _only_words_ja(column: str, words: Sequence[str]) -> str:
    names = words_ja(column)
    return (
        f"{column_ja(column)}が決められた語({'、'.join(names.get(word, word) for word in words)})だけである"
    )


def _tolerant(subject: str, sentence_ja: str) -> Iterator[Expectation]:
    """Any row that breaks the rule is told; more than is tolerated stops the build."""
    e = gx.expectations
    yield e.ExpectColumnValuesToBeBetween(
        column="counted", max_value=0, **_about(subject, sentence_ja, is_blocking=False)
    )
    yield e.ExpectColumnValuesToBeBetween(
        column="beyond",
        max_value=0,
        **_about(subject, f"{sentence_ja}(例外は1%か10行まで)", is_blocking=True),
    )


def _about(subject: str, expectation_ja: str, *, is_blocking: bool) -> dict[str, Any]:
    return {
        "row_condition": Column("subject") == subject,
        "severity": "critical" if is_blocking else "warning",
        "meta": {"subject": subject, "expectation_ja": expectation_ja, "is_blocking": is_blocking},
    }


def observed(frame: pd.DataFrame, subject: str) -> str:
    """What was counted, in words: numbers of rows, kinds and days; no value of a row."""
    found = frame[frame["subject"] == subject]
    if subject == "library":
        return f"{len(found)}館"
    if subject.startswith("word:"):
        return f"{len(found)}種、{int(found['counted'].sum()):,}行"
    if subject == "volume":
        return _days(found)
    return f"{int(found['counted'].sum()):,}行"


def _days(volumes: pd.DataFrame) -> str:
    outside = volumes[~volumes["ratio"].between(LEAST, MOST)].sort_values(["event_date", "library_code"])
    named = "、".join(
        f"{row.event_date:%Y-%m-%d} 館{row.library_code} {row.counted:,}"
        for row in outside[:DAYS_NAMED].itertuples()
    )
    return f"{len(volumes)}日のうち{len(outside)}日" + (f"({named})" if named else "")
