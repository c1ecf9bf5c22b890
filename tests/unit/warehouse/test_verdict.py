"""The verdict on the last build: the published one, or the one that was refused after it."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.unit.warehouse.published_file import KEY, Row, cell, publish_tables, table, write_candidate
from warehouse.errors import UserError
from warehouse.places import Places
from warehouse.verdict import last_verdict
from warehouse.work_file import Stage, note_stage

PLACE = {**KEY, "table_id": "loans", "table_year": 2023, "basis": "published"}


def identity(instance: str, status: str, printed: int, computed: int) -> Row:
    values = {"printed_value": Decimal(printed), "computed_value": Decimal(computed), "status": status}
    target = {"fiscal_year": 2023, "row_path": instance, "column_path": "計"}
    return {**PLACE, "identity_id": "loans/sum", "instance": instance, "form": "sum", **target, **values}


def term(instance: str, role: str, column: str) -> Row:
    place = {
        "fiscal_year": 2023,
        "row_path": instance,
        "column_path": column,
        "is_protected": column != "一般",
    }
    return {**PLACE, "identity_id": "loans/sum", "instance": instance, "role": role, **place}


def tables(status: str) -> dict[str, list[Row]]:
    """A row that holds, one that is registered, one of the given status."""
    rows = {"本館": ("held", 3), "浜": ("registered", 4), "丘": (status, 5)}
    return {
        "rpt_yearbook__tables": [table("loans", [2023])],
        "rpt_yearbook__identities": [identity(row, *judged, 3) for row, judged in rows.items()],
        "rpt_yearbook__identity_cells": [
            term(row, *cells)
            for row in rows
            for cells in (("target", "計"), ("term", "一般"), ("term", "児童"))
        ],
        "rpt_yearbook__cells": [
            *(cell("loans", 2023, row, "計", printed) for row, (_, printed) in rows.items()),
            *(
                cell("loans", 2023, row, column, n)
                for row in rows
                for column, n in (("一般", 1), ("児童", 2))
            ),
            cell("loans", 2023, "浜", "視聴覚", "-"),
        ],
        "rpt_yearbook__reconciliation": [],
        "rpt_yearbook__problems": [],
    }


def refuse(var: Path, status: str) -> Places:
    """A finished file under construction that was not published."""
    places = write_candidate(var, tables(status))
    note_stage(places, "refused")
    return places


def test_nothing_was_built(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="作成されたデータがありません"):
        last_verdict(tmp_path)


def test_the_published_build(tmp_path: Path) -> None:
    publish_tables(tmp_path, tables("held"))
    found = last_verdict(tmp_path)
    assert (found.build, found.is_published) == ("20260102T030405-01234567", True)
    assert found.counts == {"run": 3, "held": 2, "registered": 1, "violated": 0}
    assert (found.numeric_cells, found.protected_cells) == (9, 6)
    assert found.violations == ()


def test_a_build_that_was_refused_before_anything_was_published(tmp_path: Path) -> None:
    refuse(tmp_path, "violated")
    found = last_verdict(tmp_path)
    assert (found.build, found.is_published) == ("refused", False)
    assert found.counts == {"run": 3, "held": 1, "registered": 1, "violated": 1}


def test_a_violation_names_every_cell_of_its_identity(tmp_path: Path) -> None:
    publish_tables(tmp_path, tables("held"))
    refuse(tmp_path, "violated")
    (violation,) = last_verdict(tmp_path).violations
    assert (violation["identity_id"], violation["instance"]) == ("loans/sum", "丘")
    assert (violation["printed_value"], violation["computed_value"]) == (5.0, 3.0)
    assert [(c["role"], c["row_path"], c["column_path"], c["value"]) for c in violation["cells"]] == [
        ("target", "丘", "計", 5.0),
        ("term", "丘", "一般", 1.0),
        ("term", "丘", "児童", 2.0),
    ]
    assert {(c["table_no"], c["fiscal_year"]) for c in violation["cells"]} == {("1-(1)", 2023)}
    for part in ("loans/sum", "2023年度", "丘・計"):
        assert part in violation["sentence_ja"]


@pytest.mark.parametrize("stage", ["building", "stopped"])
def test_a_build_that_was_never_judged_says_nothing(tmp_path: Path, stage: Stage) -> None:
    publish_tables(tmp_path, tables("held"))
    note_stage(refuse(tmp_path, "violated"), stage)
    assert last_verdict(tmp_path).is_published


def test_a_publication_after_the_refusal_is_the_last_build(tmp_path: Path) -> None:
    refuse(tmp_path, "violated")
    publish_tables(tmp_path, tables("held"))
    assert last_verdict(tmp_path).is_published


def compared(kind: str, status: str, computed: int | None, number: int) -> list[Row]:
    place = {
        "table_id": "loans",
        "table_no": "1-(1)",
        "fiscal_year": 2023,
        "column_path": "計",
        "measure": "count",
    }
    reason = None if status == "equal" else "理由"
    return [
        {
            **KEY,
            **place,
            "row_path": f"{kind}{status}{n}",
            "basis_kind": kind,
            "computed_value": computed,
            "published_value": 5,
            "difference": None if computed is None else computed - 5,
            "status": status,
            "reason_ja": reason,
        }
        for n in range(number)
    ]


def test_what_was_computed_is_counted_against_what_was_published(tmp_path: Path) -> None:
    rows = [
        *compared("events", "equal", 5, 4),
        *compared("events", "different", 7, 1),
        *compared("forms", "equal", 5, 2),
        *compared("forms", "not_computable", None, 3),
    ]
    publish_tables(tmp_path, {**tables("held"), "rpt_yearbook__reconciliation": rows})
    found = last_verdict(tmp_path).reconciliation
    assert found.total == {"compared": 10, "equal": 6, "different": 1, "not_computable": 3}
    assert found.by_kind == {
        "events": {"compared": 5, "equal": 4, "different": 1, "not_computable": 0},
        "forms": {"compared": 5, "equal": 2, "different": 0, "not_computable": 3},
    }
    (difference,) = found.differences
    assert (difference["row_path"], difference["computed_value"], difference["published_value"]) == (
        "eventsdifferent0",
        7.0,
        5.0,
    )
    assert difference["reason_ja"] == "理由"
