"""The suites of deliveries: what they find, what they tolerate, what they read again, what they never show."""

from datetime import date
from typing import Any

import pytest

from expectations import results as module
from expectations.results import COLUMNS, TABLE, results, sentence
from ingestion.write import write_rows
from tests.unit.expectations.delivered import CODE, Delivered, catalog

MAY = date(2024, 5, 1)
Found = dict[tuple[str, str], dict[str, Any]]


@pytest.fixture
def delivered() -> Delivered:
    return Delivered()


def judged(delivered: Delivered) -> Found:
    """Rows by feed and expectation, written to the file as a build does."""
    rows = results(delivered.connection, catalog(), lambda _: None)
    write_rows(delivered.connection, TABLE, COLUMNS, rows)
    return {(row["feed"], row["expectation_ja"]): row for row in rows}


def failed(found: Found) -> set[tuple[str, str, bool]]:
    return {(*key, row["is_blocking"]) for key, row in found.items() if not row["passed"]}


def test_sound_deliveries_satisfy_everything(delivered: Delivered) -> None:
    found = judged(delivered)
    assert {feed for feed, _ in found} == {"loans", "opening_log", "items", "item_moves"}
    assert failed(found) == set()
    assert found["loans", "館がすべて登録されている"]["observed"] == "2館"
    assert found["loans", "貸出の行がある"]["observed"] == "9,360行"


@pytest.mark.parametrize(
    ("change", "feed", "asked"),
    [
        ("update raw.raw_loans__events set age_years = 140 where {few}", "loans", "年齢が0歳から125歳まで"),
        (
            "update raw.raw_loans__events set returned_date = checkout_date - 1 where {few}",
            "loans",
            "返却日が貸出日以後",
        ),
        (
            "insert into raw.raw_loans__events from raw.raw_loans__events where {few}",
            "loans",
            "同じ貸出が二度ない",
        ),
        (
            "update raw.raw_opening_log__days set state_code = 'closed' where date = '2024-05-07' and library_code = '01'",
            "loans",
            "開館記録で休館の日に、館での利用がない",
        ),
        (
            "insert into raw.raw_item_moves__events values ('99001', '2024-05-02', 'Z9', '01', '02')",
            "item_moves",
            "移動した資料が、資料の一覧にある",
        ),
    ],
    ids=["age", "return before loan", "twice", "closed day", "unknown item"],
)
def test_few_rows_that_break_a_rule_are_told_and_stop_nothing(
    delivered: Delivered, change: str, feed: str, asked: str
) -> None:
    delivered.run(
        change.format(few="checkout_date = '2024-05-07' and library_code = '01' and row_number < 3")
    )
    assert failed(judged(delivered)) == {(feed, asked, False)}


def test_many_rows_that_break_a_rule_stop_the_build(delivered: Delivered) -> None:
    delivered.run("update raw.raw_loans__events set age_years = 140 where month(checkout_date) = 5")
    rule = "年齢が0歳から125歳まで"
    found = judged(delivered)
    assert failed(found) == {("loans", rule, False), ("loans", f"{rule}(例外は1%か10行まで)", True)}
    said = sentence(found["loans", f"{rule}(例外は1%か10行まで)"])
    assert said.startswith("自治体99001の貸出: ")
    assert "実際: 1,620行" in said


@pytest.mark.parametrize(
    ("change", "asked"),
    [
        ("library_code = '77'", "館がすべて登録されている"),
        (
            "channel_code = 'pigeon'",
            "受付方法が決められた語(カウンター、自動貸出機、宅配、郵送、受取ロッカー、その他)だけである",
        ),
    ],
)
def test_an_unknown_key_or_word_stops_the_build(delivered: Delivered, change: str, asked: str) -> None:
    delivered.run(
        f"update raw.raw_loans__events set {change} where checkout_date = '2024-05-07' and row_number < 3"
    )
    assert ("loans", asked, True) in failed(judged(delivered))


def test_a_day_far_from_its_weekday_is_a_warning_with_library_and_day(delivered: Delivered) -> None:
    delivered.run(
        "delete from raw.raw_loans__events where checkout_date = '2024-06-12' and library_code = '02'"
    )
    found = judged(delivered)
    ((feed, asked, is_blocking),) = failed(found)
    assert (feed, is_blocking) == ("loans", False)
    assert found[feed, asked]["observed"].endswith("のうち1日(2024-06-12 館02 0)")


def test_a_holiday_is_no_ordinary_weekday(delivered: Delivered) -> None:
    delivered.run("delete from raw.raw_loans__events where checkout_date = '2024-05-03'")
    assert failed(judged(delivered)) == set()


def test_few_loans_have_no_usual_volume(delivered: Delivered) -> None:
    delivered.run("delete from raw.raw_loans__events where row_number >= 5")
    volumes = [
        row["observed"] for (_, asked), row in judged(delivered).items() if asked.startswith("一日の量")
    ]
    assert volumes == ["0日のうち0日"]


def test_only_changed_months_are_read_again(delivered: Delivered) -> None:
    judged(delivered)
    delivered.run("update raw.raw_loans__events set age_years = 140 where row_number < 3")
    assert failed(judged(delivered)) == set(), "nothing was delivered, so nothing is looked at"
    delivered.touch("loans", MAY)
    assert judged(delivered)["loans", "年齢が0歳から125歳まで"]["observed"] == "162行"


def test_unchanged_feeds_are_not_judged_again(delivered: Delivered, monkeypatch: pytest.MonkeyPatch) -> None:
    first = judged(delivered)
    asked: list[str] = []
    judge = module._judged
    monkeypatch.setattr(module, "_judged", lambda *args: asked.append(args[1].feed) or judge(*args))
    assert judged(delivered) == first
    assert asked == []
    delivered.touch("items", date(2024, 9, 1))
    judged(delivered)
    assert asked == ["items", "item_moves"]


def test_a_month_that_no_longer_holds_leaves_the_counts(delivered: Delivered) -> None:
    judged(delivered)
    for table, column in (("months", "month_date"), ("winners", "day")):
        delivered.run(f"delete from raw.raw_ingest__{table} where feed = 'loans' and month({column}) = 5")
    found = judged(delivered)
    assert found["loans", "貸出の行がある"]["observed"] == "7,740行"


def test_nothing_delivered_nothing_said(delivered: Delivered) -> None:
    delivered.run("delete from raw.raw_ingest__months")
    assert judged(delivered) == {}


def test_no_value_of_a_row_is_shown(delivered: Delivered) -> None:
    delivered.run(
        "update raw.raw_loans__events set item_no = 'SECRET-ITEM', patron_key = 987654321 where row_number < 3"
    )
    delivered.run("update raw.raw_loans__events set channel_code = 'SECRET-WORD' where row_number < 3")
    text = str(judged(delivered)) + str(
        delivered.run("from raw.ingest_profiles where subject not like 'word:%'")
    )
    assert "SECRET" not in text
    assert "987654321" not in text
    assert CODE in text
