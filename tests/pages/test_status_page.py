"""運用: what ran and what needs doing stands on the page, and nothing can be done from it."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
import streamlit as st

from tests.pages.opening import opened, table_of, words_of
from warehouse.places import Places
from warehouse.run_log import note_run

pytestmark = pytest.mark.slow


@pytest.fixture
def places(published_var: Path, tmp_path: Path) -> Places:
    st.cache_data.clear()
    st.cache_resource.clear()
    shutil.copytree(published_var / "builds", tmp_path / "var" / "builds")
    return Places(tmp_path / "var")


def test_it_shows_runs_builds_and_what_to_do(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    at = datetime(2026, 1, 2, 18, 30, tzinfo=UTC)
    note_run(places, job="monthly_report", outcome="failed", sentence_ja="数値が合いません。\n詳しく", at=at)
    app = opened(places.var, monkeypatch, "status")
    assert not app.exception
    assert table_of(app, "最後の実行") == [("2026-01-03 03:30", "月報", "失敗", "数値が合いません。", "")]
    ((build_id, _, _, standing),) = table_of(app, "保管しているビルド")
    assert (build_id, standing) == (places.current.read_text(encoding="utf-8").strip(), "公開中")
    todo = {row[0]: row for row in table_of(app, "すべきこと")}
    assert todo["実行の記録"][1] == "故障" and "nenpo status" in todo["実行の記録"][3]
    assert todo["バックアップ"][1] == "注意"
    assert "ディスク: 空き" in words_of(app)


def test_nothing_can_be_done_from_it(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(places.var, monkeypatch, "status")
    assert not app.exception
    boxes = (*app.button, *app.text_input, *app.selectbox, *app.checkbox, *app.toggle, *app.multiselect)
    assert boxes == ()
    written = {path.relative_to(places.var).parts[0] for path in places.var.rglob("*") if path.is_file()}
    assert written == {"builds"}


def test_hostile_parameters_are_passed_over(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(places.var, monkeypatch, "status", municipality="<script>", x="' or 1=1")
    assert not app.exception
    assert "<script>" not in words_of(app)
    assert table_of(app, "保管しているビルド")
