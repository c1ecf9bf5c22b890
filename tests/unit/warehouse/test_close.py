"""What must be true before a period is closed, and what is frozen by it."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.unit.warehouse.published_file import cell, publish_tables
from warehouse.close import check_ready, close
from warehouse.closings import Basis, Closing, read_closings
from warehouse.errors import UserError
from warehouse.open import Published, open_published
from warehouse.period import period_of
from warehouse.places import Places

CODE = "99001"
YEAR = period_of(CODE, None, 2023)
NOW = datetime(2024, 4, 20, 3, tzinfo=UTC)
BASIS = Basis(deliveries=[], definitions=[], code_hash="c")
ACT = "令和6年4月20日 決裁第12号"
PLACE = {"municipality_code": CODE, "period": "2023", "edition": 2024, "table_id": "t01", "fiscal_year": 2023}

Rows = dict[str, list[dict[str, Any]]]


def published(var: Path, **changed: list[dict[str, Any]]) -> Published:
    counted = {"basis": "computed", "value_status": "provisional"}
    tables: Rows = {
        "dim_edition": [{"municipality_code": CODE, "edition": 2024, "main_fiscal_year": 2023}],
        "rpt_yearbook__cells": [
            cell("t01", 2023, "本館", "計", 100, **counted),
            cell("t01", 2023, "丘", "計", 7, **counted),
            cell("t01", 2023, "本館", "計", 101),
        ],
        "rpt_yearbook__identities": [],
        "rpt_ingest__expectations": [],
        "dim_closing": [],
        "rpt_final__recomputed": [],
    }
    publish_tables(var, tables | changed)
    return open_published(var)


def closed(found: Published, var: Path, *, again: bool = False) -> Closing:
    return close(found, Places(var), YEAR, BASIS, ACT, NOW, again=again)


def test_the_computed_cells_of_the_year_are_frozen(tmp_path: Path) -> None:
    closing = closed(published(tmp_path), tmp_path)
    assert (closing.cells, closing.revision, closing.closed_at) == (2, 1, "2024-04-20T03:00:00+00:00")
    assert read_closings(Places(tmp_path)) == [closing]
    assert sorted(closing.frame()["value"]) == [Decimal(7), Decimal(100)]


def test_a_closed_year_is_closed_again_only_by_saying_so(tmp_path: Path) -> None:
    found = published(tmp_path)
    with pytest.raises(UserError, match="まだ確定していません"):
        closed(found, tmp_path, again=True)
    closed(found, tmp_path)
    with pytest.raises(UserError, match=r"すでに確定しています.*決裁第12号、第1版"):
        closed(found, tmp_path)
    with pytest.raises(UserError, match="確定した後でまだ作成していません"):
        closed(found, tmp_path, again=True)


def test_adopting_freezes_what_is_counted_now_and_keeps_what_was(tmp_path: Path) -> None:
    first = closed(published(tmp_path), tmp_path)
    known = [{"municipality_code": CODE, "period_kind": "fiscal_year", "period": "2023", "revision": 1}]
    paths = {"row_path": "本館", "column_path": "計", "value_status": "provisional"}
    now = published(
        tmp_path, dim_closing=known, rpt_final__recomputed=[PLACE | paths | {"value": Decimal(99)}]
    )
    second = closed(now, tmp_path, again=True)
    assert (second.revision, list(second.frame()["value"])) == (2, [Decimal(99)])
    assert sorted(first.frame()["value"]) == [Decimal(7), Decimal(100)]


def test_a_year_without_computed_figures_is_not_closed(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="集計した数値がありません"):
        closed(published(tmp_path, rpt_yearbook__cells=[]), tmp_path)
    assert read_closings(Places(tmp_path)) == []


def test_what_is_not_over_not_delivered_or_not_held_is_not_closed(tmp_path: Path) -> None:
    violated = {"municipality_code": CODE, "basis": "computed", "status": "violated"}
    found = published(
        tmp_path,
        rpt_yearbook__identities=[violated, violated | {"basis": "published"}],
        rpt_ingest__expectations=[{"municipality_code": CODE, "is_blocking": False, "passed": False}],
    )
    with pytest.raises(UserError, match="まだ終わっていません。2024年3月31日の翌日から"):
        check_ready(found, YEAR, datetime(2024, 3, 31, 14, tzinfo=UTC), {})
    days = [(date(2023, 5, day), date(2023, 5, day + 1)) for day in (1, 5, 9, 13)]
    with pytest.raises(UserError, match=r"貸出\(2023-05-01から2023-05-02・.*2023-05-10ほか\)"):
        check_ready(found, YEAR, NOW, {"貸出": days})
    with pytest.raises(UserError, match="恒等式の不成立1件、納品の検査の不合格0件"):
        check_ready(found, YEAR, NOW, {})
    check_ready(published(tmp_path / "well"), YEAR, NOW, {})
