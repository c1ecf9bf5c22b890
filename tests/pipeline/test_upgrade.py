"""An installation as the first published version left it becomes one of today, with its figures, pointer and ledger."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from dagster_project.upgrade import upgrade
from ingestion.stored import damage
from tests.deliveries_tree import Desk, loans, raw_rows
from tests.unit.warehouse.published_file import DIMENSIONS, cell, publish_tables
from warehouse.builds import verify_build, whole_current
from warehouse.errors import UserError
from warehouse.open import open_published
from warehouse.places import Places
from warehouse.state import LAYOUT
from warehouse.work_file import take_lock

# What the ledger of the first version holds.
TABLES = ("deliveries", "files", "covered", "quarantine", "differences", "foldings")
BUILD = "20260102T030405-01234567"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Deliveries and a build, written down as the first version did: no state, no seal, no hash of a raw file."""
    found = Desk(tmp_path)
    found.take(found.deliver("june.csv", "loans", loans(30)), found.deliver("june2.csv", "loans", loans(29)))
    places = publish_tables(
        found.var, {**DIMENSIONS, "rpt_yearbook__cells": [cell("t", 2023, "館", "数", 7)]}
    )
    path = places.builds / f"nenpo-{BUILD}.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    del manifest["seal"]
    path.write_text(json.dumps({**manifest, "layout": 1}, ensure_ascii=False, indent=1), encoding="utf-8")
    with sqlite3.connect(ledger_of(found)) as connection:
        connection.execute("drop table raw_files")
        connection.execute("alter table deliveries drop column accepted_at")
    return found


def ledger_of(desk: Desk) -> Path:
    return desk.var / "ledger" / "ledger.sqlite"


def ledger_rows(desk: Desk) -> dict[str, list[dict[str, Any]]]:
    with sqlite3.connect(ledger_of(desk)) as connection:
        connection.row_factory = sqlite3.Row
        return {
            table: [
                {name: row[name] for name in row.keys() if name != "accepted_at"}  # noqa: SIM118
                for row in connection.execute(f"select * from {table} order by rowid")
            ]
            for table in TABLES
        }


def figures(desk: Desk) -> list[tuple[Any, ...]]:
    published = open_published(desk.var)
    try:
        return published.rows("select table_id, fiscal_year, value from rpt_yearbook__cells")
    finally:
        published.close()


def test_everything_is_as_it_was_and_now_sealed(desk: Desk) -> None:
    places = Places(desk.var)
    pointer, ledger, before = places.current.read_bytes(), ledger_rows(desk), figures(desk)
    rows = raw_rows(desk, "select * from raw.raw_loans__events order by all")
    said: list[str] = []
    upgrade(places, said.append)
    assert len(said) == 1
    assert "新しい形式(2)" in said[0]
    assert (places.current.read_bytes(), ledger_rows(desk), figures(desk)) == (pointer, ledger, before)
    assert raw_rows(desk, "select * from raw.raw_loans__events order by all") == rows
    assert json.loads(places.state.read_text(encoding="utf-8")) == {"layout": LAYOUT}
    assert verify_build(places, BUILD) == []
    manifest = whole_current(places)
    assert manifest is not None
    assert manifest["layout"] == LAYOUT
    # From now on a change is found.
    for raw in (desk.var / "raw").rglob("*.parquet"):
        raw.write_bytes(raw.read_bytes()[:-1] + b"x")
    assert len(damage(desk.var)) == 2
    upgrade(places, said.append)
    assert len(said) == 1, "it is done once"


def test_nothing_is_moved_while_another_process_builds(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(_: Places) -> None:
        raise UserError("別の作成がまだ動いています。")

    monkeypatch.setattr("warehouse.state.take_lock", held)
    with pytest.raises(UserError, match="別の作成"):
        upgrade(Places(desk.var), lambda _: None)
    assert not Places(desk.var).state.exists()
    monkeypatch.setattr("warehouse.state.take_lock", take_lock)
    upgrade(Places(desk.var), lambda _: None)
    assert Places(desk.var).state.exists()
