"""The administrator's commands as they are called: what they print, and how they end."""

import json
import shutil
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Nenpo
from warehouse.places import Places
from warehouse.run_log import last_runs


@pytest.fixture
def office(small_build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "operation.yaml").write_text("retention: {backups_kept: 2}\n", encoding="utf-8")
    monkeypatch.setenv("NENPO_SEEDS", str(seeds))
    return Places(shutil.copytree(small_build, tmp_path / "var"))


def test_a_backup_is_made_tried_and_brought_back(nenpo: Nenpo, office: Places, tmp_path: Path) -> None:
    made = nenpo("backup", var=office.var)
    assert made.code == 0, made.err
    (backup,) = office.backups.glob("*.tar.gz")
    assert str(backup) in made.out
    tried = nenpo("backup", "drill", var=office.var)
    assert (tried.code, "復元できます" in tried.out) == (0, True)
    back = tmp_path / "back"
    assert nenpo("restore", str(backup), "--into", str(back), var=office.var).code == 0
    assert nenpo("cells", var=back / "var").out == nenpo("cells", var=office.var).out != ""
    again = nenpo("restore", str(backup), "--into", str(back), var=office.var)
    assert (again.code, again.err.count("\n")) == (1, 1)
    assert nenpo("backup", "renew-keys", var=office.var).code == 0
    assert [run.job for run in last_runs(office)] == ["backup_drill", "backup"]


def test_backups_elsewhere_and_a_drill_without_any(nenpo: Nenpo, office: Places, tmp_path: Path) -> None:
    nothing = nenpo("backup", "drill", var=office.var)
    assert (nothing.code, "「nenpo backup」" in nothing.err) == (1, True)
    assert last_runs(office)[0].outcome == "failed"
    away = tmp_path / "away"
    for _ in range(2):
        assert nenpo("backup", "--to", str(away), var=office.var).code == 0
    assert nenpo("backup", "--to", str(away), "drill", var=office.var).code == 0
    assert not office.backups.exists()


def test_the_doctor_ends_with_one_where_something_is_broken(nenpo: Nenpo, office: Places) -> None:
    lines = [
        json.loads(line) for line in nenpo("doctor", "--format", "jsonl", var=office.var).out.splitlines()
    ]
    assert {"pointer", "disk", "pins", "port_8501", "port_3000", "clock"} <= {line["check"] for line in lines}
    assert all(line["todo_ja"] for line in lines if line["level"] != "ok")
    office.current.write_text("none\n", encoding="utf-8")
    done = nenpo("doctor", var=office.var)
    assert (done.code, "故障  公開データ" in done.out, "→" in done.out) == (1, True, True)


def test_the_status_is_said_and_changes_nothing(nenpo: Nenpo, office: Places) -> None:
    done = nenpo("status", var=office.var)
    assert (done.code, "すべきこと" in done.out) == (0, True)
    kinds = {
        json.loads(line)["kind"]
        for line in nenpo("status", "--format", "jsonl", var=office.var).out.splitlines()
    }
    assert kinds == {"sentence", "todo", "build"}
    assert not office.logs.exists()
