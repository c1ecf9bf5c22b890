"""What is stored says its layout; what the first version stored is brought over, and what a newer one stored is refused."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.warehouse.published_file import DIMENSIONS, cell, publish_tables
from warehouse.builds import verify_build
from warehouse.errors import UserError
from warehouse.manifest import manifest_path, read_manifest
from warehouse.open import open_published, open_readable
from warehouse.places import Places
from warehouse.state import LAYOUT, Step, bring_up_to_date, seal_manifests, stored_layout

BUILD = "20260102T030405-01234567"


def as_first_published(places: Places) -> dict[str, Any]:
    """Write the manifests as the first version did; the one of the build that is shown."""
    for path in places.builds.glob("*.json"):
        manifest = json.loads(path.read_text(encoding="utf-8"))
        order = ("build_id", "built_at", "file", "size_bytes", "sha256", "inputs_hash", "tables")
        first = {"layout": 1, **{key: manifest[key] for key in order}}
        path.write_text(json.dumps(first, ensure_ascii=False, indent=1), encoding="utf-8")
    return first


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """An installation with one build."""
    return publish_tables(
        tmp_path / "var", {**DIMENSIONS, "rpt_yearbook__cells": [cell("t", 2023, "館", "数", 7)]}
    )


def bring(places: Places, *steps: Step) -> list[str]:
    said: list[str] = []
    bring_up_to_date(places, steps or (Step(2, "封をします", seal_manifests),), said.append)
    return said


def test_what_the_first_version_published_is_read_as_it_is(places: Places) -> None:
    as_first_published(places)
    assert stored_layout(places) == 1
    assert open_published(places.var).rows("select value from rpt_yearbook__cells") == [(7,)]
    assert verify_build(places, BUILD) == []


def test_it_is_brought_over_with_all_that_it_says(places: Places) -> None:
    first = as_first_published(places)
    pointer = places.current.read_bytes()
    content = hashlib.sha256((places.builds / first["file"]).read_bytes()).hexdigest()
    assert bring(places) == ["保存データを新しい形式(2)に移しています: 封をします"]
    manifest = read_manifest(places, BUILD)
    assert {**manifest, "layout": 1, "seal": None} == {**first, "seal": None}
    assert manifest_path(places, BUILD).read_text(encoding="utf-8").count('"seal"') == 1
    assert hashlib.sha256((places.builds / first["file"]).read_bytes()).hexdigest() == content
    assert places.current.read_bytes() == pointer
    assert json.loads(places.state.read_text(encoding="utf-8")) == {"layout": LAYOUT}
    assert bring(places) == [], "once is enough"


def test_a_file_that_was_damaged_before_is_named_and_not_sealed(places: Places) -> None:
    first = as_first_published(places)
    with (places.builds / first["file"]).open("r+b") as handle:
        handle.seek(9000)
        handle.write(b"\xff\x00\xff")
    _, said = bring(places)
    assert said.startswith("注意: ")
    assert first["file"] in said
    assert "seal" not in manifest_path(places, BUILD).read_text(encoding="utf-8")


def test_a_step_that_is_cut_off_is_done_again(places: Places) -> None:
    as_first_published(places)

    def killed(_: Places) -> list[str]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring(places, Step(2, "封をします", killed))
    assert stored_layout(places) == 1
    bring(places)
    assert read_manifest(places, BUILD)["layout"] == 2


def test_an_empty_installation_begins_with_the_layout_of_today(tmp_path: Path) -> None:
    places = Places(tmp_path / "var")
    assert stored_layout(places) is None
    assert bring(places) == []
    assert stored_layout(places) == LAYOUT


def test_what_a_newer_version_stored_is_refused(places: Places) -> None:
    places.state.write_text(f'{{"layout": {LAYOUT + 1}}}', encoding="utf-8")
    for opening in (open_published, open_readable):
        with pytest.raises(UserError, match="より新しいものです。新しい版の年報を使うか"):
            opening(places.var)
    with pytest.raises(UserError, match="より新しいものです"):
        bring(places)


def test_a_damaged_state_stops_who_writes_and_nobody_who_reads(places: Places) -> None:
    places.state.write_text('{"layout"', encoding="utf-8")
    assert open_published(places.var).build.build_id == BUILD
    with pytest.raises(UserError, match=r"state\.json が壊れています"):
        bring(places)
