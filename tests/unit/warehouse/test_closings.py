"""A closing is written once, proved when it is read, and says what came or changed since."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from warehouse.close import check_act
from warehouse.closing_changes import Change, changes
from warehouse.closing_rows import closing_rows
from warehouse.closings import (
    Basis,
    Closing,
    closings_hash,
    content_hash,
    read_closings,
    write_closing,
)
from warehouse.errors import UserError
from warehouse.period import period_of
from warehouse.places import Places

CODE = "99001"
LOANS = {
    "feed": "loans",
    "feed_ja": "貸出",
    "delivery_id": "99001-loans-a",
    "file_name": "loans.csv",
    "accepted_on": "2024-05-02",
    "days": [["2024-04-01", "2024-04-30"]],
}
TABLE = {"path": "yearbook/tables/t01.yaml", "name_ja": "表の定義 t01.yaml", "sha256": "aa"}
BASIS = Basis(deliveries=[LOANS], definitions=[TABLE], code_hash="c1")
CELLS = pl.DataFrame(
    {
        "edition": [2025, 2025],
        "table_id": ["t01", "t01"],
        "fiscal_year": [2024, 2024],
        "row_path": ["本館", "丘"],
        "column_path": ["計", "計"],
        "value": [Decimal("12.5000"), None],
        "value_text": [None, "●"],
    }
)


def closed(var: Path, revision: int = 1, basis: Basis = BASIS) -> Closing:
    places = Places(var)
    closing = Closing(
        municipality_code=CODE,
        period_kind="fiscal_year",
        period="2024",
        revision=revision,
        closed_at="2025-04-20T01:00:00+00:00",
        act_ja="令和7年4月20日 決裁第12号",
        build_id="b",
        basis=basis,
        cells=len(CELLS),
        cells_hash=content_hash(CELLS),
        folder=places.closings / CODE / "2024" / str(revision),
    )
    write_closing(places, closing, CELLS)
    return closing


def test_what_is_read_is_what_was_closed(tmp_path: Path) -> None:
    written = [closed(tmp_path), closed(tmp_path, 2)]
    read = read_closings(Places(tmp_path))
    assert read == written
    assert read[0].frame().equals(CELLS)
    assert sorted(p.name for p in read[0].folder.parent.iterdir()) == ["1", "2"]


def test_a_closing_is_never_written_over(tmp_path: Path) -> None:
    first = closed(tmp_path)
    kept = (first.folder / "closing.json").read_bytes()
    with pytest.raises(UserError, match="書けません"):
        closed(tmp_path, basis=replace(BASIS, code_hash="c2"))
    assert (first.folder / "closing.json").read_bytes() == kept
    assert [p.name for p in first.folder.parent.iterdir()] == ["1"]


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("name", ["closing.json", "cells.parquet"])
def test_a_flipped_byte_is_found_and_named(tmp_path: Path, name: str) -> None:
    closed(tmp_path)
    _flip(closed(tmp_path, 2).folder / name)
    with pytest.raises(UserError, match="closings/99001/2024/2 が壊れているか、足りません"):
        read_closings(Places(tmp_path))


def test_a_changed_act_and_a_missing_revision_are_found(tmp_path: Path) -> None:
    first = closed(tmp_path)
    closed(tmp_path, 2)
    record = first.folder / "closing.json"
    content = json.loads(record.read_text(encoding="utf-8"))
    record.write_text(json.dumps(content | {"act_ja": "別の決裁"}), encoding="utf-8")
    with pytest.raises(UserError, match="2024/1 が壊れている"):
        read_closings(Places(tmp_path))
    for path in first.folder.iterdir():
        path.unlink()
    first.folder.rmdir()
    with pytest.raises(UserError, match="2024/1 が壊れている"):
        read_closings(Places(tmp_path))


def test_a_passing_folder_is_no_closing(tmp_path: Path) -> None:
    left = closed(tmp_path).folder.with_name(".2.partial")
    left.mkdir()
    assert len(read_closings(Places(tmp_path))) == 1


def test_the_hash_of_closings_tells_which_there_are(tmp_path: Path) -> None:
    places = Places(tmp_path)
    assert closings_hash(places) == ""
    closed(tmp_path)
    one = closings_hash(places)
    closed(tmp_path, 2)
    assert closings_hash(places) != one
    assert closings_hash(places, {(CODE, "2024", 1)}) == one
    assert closings_hash(places, set()) == ""


def _delivered(**values: Any) -> Basis:
    return replace(BASIS, deliveries=[LOANS | values])


def test_a_later_delivery_is_named_with_its_day_and_days() -> None:
    later = replace(
        BASIS,
        deliveries=[
            LOANS | {"days": [["2024-04-01", "2024-04-09"]]},
            LOANS
            | {
                "delivery_id": "99001-loans-b",
                "file_name": "again.csv",
                "accepted_on": "2025-06-02",
                "days": [["2024-04-10", "2024-04-30"]],
            },
        ],
    )
    text = "again.csv(2025-06-02納品、貸出 2024-04-10から2024-04-30)"
    assert changes(BASIS, later) == [Change("delivery", "loans", text)]


def test_the_same_content_by_another_name_changes_nothing() -> None:
    renamed = _delivered(file_name="renamed.csv", accepted_on=None)
    assert changes(BASIS, renamed) == []
    assert renamed.deliveries_hash == BASIS.deliveries_hash


def test_a_delivery_that_holds_no_more_is_named() -> None:
    assert [change.text_ja for change in changes(BASIS, replace(BASIS, deliveries=[]))] == [
        "loans.csvが有効でなくなったこと(貸出 2024-04-01から2024-04-30)"
    ]


def test_changed_definitions_and_code_are_named() -> None:
    later = Basis(
        deliveries=[LOANS],
        definitions=[
            TABLE | {"sha256": "bb"},
            {"path": "forms/m.yaml", "name_ja": "月報の様式 m.yaml", "sha256": "c"},
        ],
        code_hash="c2",
    )
    assert [(change.cause, change.text_ja) for change in changes(BASIS, later)] == [
        ("definition", "月報の様式 m.yamlの追加"),
        ("definition", "表の定義 t01.yamlの変更"),
        ("code", "集計のプログラムの更新"),
    ]


def test_rows_compare_each_revision_with_the_next_and_the_last_with_now(tmp_path: Path) -> None:
    second = _delivered(delivery_id="99001-loans-b", file_name="b.csv")
    closed(tmp_path)
    closed(tmp_path, 2, second)
    now = replace(second, definitions=[TABLE | {"sha256": "bb"}])
    rows = closing_rows(read_closings(Places(tmp_path)), lambda _: now)
    assert [(r["revision"], r["is_latest"], r["is_unchanged"]) for r in rows["raw_closings__periods"]] == [
        (1, False, False),
        (2, True, False),
    ]
    assert [(r["revision"], r["cause"]) for r in rows["raw_closings__changes"]] == [
        (1, "delivery"),
        (2, "definition"),
    ]
    assert [r["value"] for r in rows["raw_closings__cells"]] == [Decimal("12.5000"), None] * 2
    unchanged = closing_rows(read_closings(Places(tmp_path)), lambda _: second)
    assert [r["is_unchanged"] for r in unchanged["raw_closings__periods"]] == [False, True]


@pytest.mark.parametrize(
    "act", ["", "山田太郎", "決裁第12号", "令和8年4月20日 山田太郎", "令和8年4月20日 決裁" + "あ" * 80]
)
def test_only_an_act_with_its_day_closes(act: str) -> None:
    with pytest.raises(UserError, match="--act"):
        check_act(act)


def test_an_act_is_taken_as_it_stands() -> None:
    assert check_act(" 令和8年4月20日 決裁第12号 ") == "令和8年4月20日 決裁第12号"
    assert check_act("２０２６年４月２０日　教育委員会議決") == "２０２６年４月２０日　教育委員会議決"


@pytest.mark.parametrize(
    ("month", "year", "match"),
    [
        (None, None, "どちらか一つ"),
        ("2025-05", 2025, "どちらか一つ"),
        ("2025-13", None, "月"),
        (None, 25, "年度「25」"),
    ],
)
def test_a_period_that_is_none_is_refused(month: str | None, year: int | None, match: str) -> None:
    with pytest.raises(UserError, match=match):
        period_of(CODE, month, year)


def test_a_period_knows_its_days_and_when_it_is_over() -> None:
    year, month = period_of(CODE, None, 2024), period_of(CODE, "2024-02", None)
    assert (year.first, year.last) == (date(2024, 4, 1), date(2025, 3, 31))
    assert (month.first, month.last) == (date(2024, 2, 1), date(2024, 2, 29))
    assert (year.label_ja, month.label_ja) == ("2024年度", "2024年2月")
    # Midnight in the office is 15:00 in UTC.
    assert not year.is_over(datetime(2025, 3, 31, 14, 59, tzinfo=UTC))
    assert year.is_over(datetime(2025, 3, 31, 15, 0, tzinfo=UTC))
