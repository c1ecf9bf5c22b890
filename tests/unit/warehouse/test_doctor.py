"""Each check finds the fault that it is there for, when the fault really happens, and says what to do."""

import fcntl
import os
import shutil
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.unit.warehouse.published_file import DIMENSIONS, publish_tables
from warehouse.backup_file import name_of
from warehouse.builds import verify_build
from warehouse.doctor import history, stored
from warehouse.doctor.finding import Finding, Level, worst
from warehouse.doctor.installation import examine
from warehouse.open import open_published
from warehouse.places import Places
from warehouse.run_log import last_runs, note_run
from warehouse.status import status_of
from warehouse.work_file import Stage, WorkState, _write

BUILD = "20260102T030405-01234567"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_tables(tmp_path_factory.mktemp("doctor") / "var", dict(DIMENSIONS)).var


@pytest.fixture
def places(published: Path, tmp_path: Path) -> Places:
    return Places(shutil.copytree(published, tmp_path / "var"))


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


def level_of(finding: Finding) -> Level:
    """The level; whatever is not well says what to do."""
    assert (finding.todo_ja == "") == (finding.level == "ok"), finding
    assert finding.sentence_ja.endswith("。"), finding
    return finding.level


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_the_pointer_and_what_it_names(places: Places, tmp_path: Path) -> None:
    assert level_of(stored.pointer(Places(tmp_path / "none"))) == "notice"
    assert level_of(stored.pointer(places)) == "ok"
    (file,) = places.builds.glob("*.duckdb")
    flip(file)
    damaged = stored.pointer(places)
    assert level_of(damaged) == "fault" and file.name in damaged.sentence_ja
    places.current.write_text("20260101T000000-00000000\n", encoding="utf-8")
    assert level_of(stored.pointer(places)) == "fault"


def test_a_build_is_verified_while_pages_have_it_open(places: Places) -> None:
    with closing(open_published(places.var)):
        assert verify_build(places, BUILD) == []
        assert level_of(stored.pointer(places)) == "ok"


@pytest.mark.parametrize(
    ("stage", "level"),
    [
        ("published", "ok"),
        ("outdated", "ok"),
        ("building", "notice"),
        ("refused", "fault"),
        ("stopped", "fault"),
    ],
)
def test_how_the_last_build_ended(places: Places, stage: Stage, level: Level) -> None:
    _write(places, WorkState("code", "inputs", stage))
    assert level_of(stored.work_file(places)) == level


def test_who_is_at_work_is_named(places: Places) -> None:
    assert "ありません" in stored.locks(places).sentence_ja
    _write(places, WorkState("code", "inputs", "building"))
    with places.lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        assert f"作成(プロセス{os.getpid()}" in stored.locks(places).sentence_ja
        assert level_of(stored.work_file(places)) == "ok"


def test_deliveries_that_wait(places: Places, now: datetime) -> None:
    assert level_of(stored.landing(places, now)) == "ok"
    os.utime(places.current, (0, 0))
    places.landing.mkdir()
    (places.landing / "loans.csv").touch()
    assert level_of(stored.landing(places, now)) == "notice"
    assert level_of(stored.landing(places, now + timedelta(days=3))) == "fault"


def test_a_folder_that_cannot_be_written_to(places: Places) -> None:
    assert level_of(stored.folders(places)) == "ok"
    places.raw.write_text("a file in the way", encoding="utf-8")
    wrong = stored.folders(places)
    assert level_of(wrong) == "fault" and str(places.raw) in wrong.sentence_ja


def test_what_others_could_read(places: Places) -> None:
    places.keys.mkdir(mode=0o700)
    key = places.keys / "99001-2024.key"
    key.touch(0o600)
    assert level_of(stored.privacy(places)) == "ok"
    key.chmod(0o644)
    assert level_of(stored.privacy(places)) == "fault"
    key.chmod(0o600)
    left = places.candidate.parent / "ingest" / "tmp1"
    left.mkdir(parents=True)
    assert level_of(stored.privacy(places)) == "fault"
    places.ledger.mkdir()
    with (places.ledger / "ingest.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        assert level_of(stored.privacy(places)) == "ok", "somebody is reading"


def test_the_layout_of_what_is_stored(places: Places, tmp_path: Path) -> None:
    assert level_of(stored.state(Places(tmp_path / "none"))) == "ok"
    for text, level in (
        ('{"layout": 2}', "ok"),
        ('{"layout": 1}', "notice"),
        ('{"layout": 99}', "fault"),
        ("{", "fault"),
    ):
        places.state.write_text(text, encoding="utf-8")
        assert level_of(stored.state(places)) == level


def test_leavings_are_told_unless_somebody_is_at_it(places: Places) -> None:
    assert level_of(stored.leftovers(places)) == "ok"
    (places.builds / "nenpo-x.duckdb.partial").touch()
    assert level_of(stored.leftovers(places)) == "notice"


def test_mail_that_no_address_takes_is_told(places: Places) -> None:
    assert level_of(stored.refused_mail(places)) == "ok"
    places.refused_mail.mkdir(parents=True)
    (places.refused_mail / "a.eml").touch()
    assert level_of(stored.refused_mail(places)) == "notice"


def test_the_last_run_of_each_job_counts(places: Places, now: datetime) -> None:
    def found(later: timedelta = timedelta()) -> Finding:
        return history.last_runs_finding(places, last_runs(places), now + later)

    assert level_of(found()) == "notice"
    note_run(places, job="monthly_report", outcome="failed", sentence_ja="合いません。\n詳しく", at=now)
    assert level_of(found()) == "fault" and "合いません。" in found().sentence_ja
    assert "月報(" in found().sentence_ja
    note_run(places, job="monthly_report", outcome="ok", sentence_ja="発行しました。", at=now)
    note_run(places, job="build", outcome="nothing", sentence_ja="最新です。", at=now)
    assert level_of(found()) == "ok"
    assert level_of(found(timedelta(days=5))) == "fault"


def test_mail_that_failed_is_over_when_none_of_it_lies_there(places: Places, now: datetime) -> None:
    def found() -> Finding:
        return history.last_runs_finding(places, last_runs(places), now)

    note_run(places, job="build", outcome="nothing", sentence_ja="最新です。", at=now)
    note_run(places, job="mail", outcome="failed", sentence_ja="宛先を受け付けません。", at=now)
    places.refused_mail.mkdir(parents=True)
    assert level_of(found()) == "ok"
    for folder in (places.outbox, places.refused_mail):
        (folder / "a.eml").touch()
        assert level_of(found()) == "fault" and "メール(" in found().sentence_ja
        (folder / "a.eml").unlink()
    assert level_of(found()) == "ok"


def test_backups_grow_old_and_are_to_be_tried(places: Places, now: datetime) -> None:
    def found(later: timedelta = timedelta()) -> Finding:
        return history.backups_finding(places, last_runs(places), now + later)

    assert level_of(found()) == "notice"
    places.backups.mkdir()
    (places.backups / name_of(now)).touch()
    assert level_of(found()) == "notice" and "訓練" in found().sentence_ja
    note_run(places, job="backup_drill", outcome="ok", sentence_ja="復元できます。", at=now)
    assert level_of(found()) == "ok"
    assert level_of(found(timedelta(days=9))) == "fault"
    note_run(
        places, job="backup", outcome="ok", sentence_ja="別の場所に作りました。", at=now + timedelta(days=9)
    )
    assert level_of(found(timedelta(days=9))) == "ok"


def test_a_whole_look_and_its_status(places: Places, now: datetime) -> None:
    before = {path: path.stat().st_mtime_ns for path in places.var.rglob("*")}
    findings = examine(places, now)
    assert len({finding.check for finding in findings}) == len(findings) >= 12
    note_run(places, job="build", outcome="ok", sentence_ja="公開しました。", at=now, build_id=BUILD)
    found = status_of(places, now)
    assert [build.standing_ja for build in found.builds] == ["公開中"]
    assert [(run.job_ja, run.outcome_ja, run.build_id) for run in found.runs] == [("作成", "成功", BUILD)]
    assert {finding.level for finding in found.todo} <= {"notice", "fault"}
    places.current.write_text("none\n", encoding="utf-8")
    assert status_of(places, now).todo[0].check == "pointer", "the gravest first"
    assert worst([]) == "ok"
    changed = {path for path, moment in before.items() if path.stat().st_mtime_ns != moment}
    assert changed <= {places.current, places.builds, places.var, places.candidate.parent}


def test_an_empty_place_is_no_error(tmp_path: Path, now: datetime) -> None:
    assert worst(examine(Places(tmp_path / "var"), now)) == "notice"
    assert not (tmp_path / "var").exists()
