"""The verdict on the last build: the published one, or the one that was refused after it."""

import os
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from tests.unit.warehouse.published_file import KEY, Row, cell, publish_tables, table, write_candidate
from warehouse.errors import UserError
from warehouse.places import Places
from warehouse.verdict import last_verdict

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
        "rpt_yearbook__problems": [],
    }


def refuse(var: Path, status: str) -> Places:
    """A finished file under construction that is younger than what is published."""
    places = write_candidate(var, tables(status))
    if places.current.exists():
        later = places.current.stat().st_mtime + 10
        os.utime(places.candidate, (later, later))
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


def test_a_file_that_was_never_finished_says_nothing(tmp_path: Path) -> None:
    publish_tables(tmp_path, tables("held"))
    places = refuse(tmp_path, "violated")
    with duckdb.connect(str(places.candidate)) as connection:
        connection.execute("drop table yearbook.rpt_yearbook__problems")
    assert last_verdict(tmp_path).is_published


def test_a_publication_after_the_refusal_is_the_last_build(tmp_path: Path) -> None:
    publish_tables(tmp_path, tables("held"))
    places = refuse(tmp_path, "violated")
    later = places.candidate.stat().st_mtime + 10
    os.utime(places.current, (later, later))
    assert last_verdict(tmp_path).is_published
