"""What ran is kept, one line a run, whatever was cut off before."""

from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

from warehouse.places import Places
from warehouse.run_log import last_runs, note_run

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_what_is_noted_is_read_again_the_newest_first(tmp_path: Path) -> None:
    places = Places(tmp_path / "var")
    assert last_runs(places) == ()
    note_run(
        places,
        job="build",
        outcome="ok",
        sentence_ja="公開しました。",
        at=AT,
        build_id="b",
        counts={"files": 2},
    )
    note_run(
        places, job="backup", outcome="failed", sentence_ja="空きがありません。", at=AT + timedelta(hours=1)
    )
    newest, oldest = last_runs(places)
    assert (newest.job, newest.outcome, newest.build_id, newest.counts) == ("backup", "failed", None, {})
    assert (oldest.at, oldest.sentence_ja, oldest.build_id, oldest.counts) == (
        AT,
        "公開しました。",
        "b",
        {"files": 2},
    )
    assert [note.job for note in last_runs(places, count=1)] == ["backup"]


def test_a_line_cut_off_swallows_no_other(tmp_path: Path) -> None:
    places = Places(tmp_path)
    note_run(places, job="build", outcome="ok", sentence_ja="一", at=AT)
    with places.runs.open("a", encoding="utf-8") as handle:
        handle.write('{"at": "2026-01-02T03:04')
    note_run(places, job="build", outcome="nothing", sentence_ja="二", at=AT)
    with places.runs.open("a", encoding="utf-8") as handle:
        handle.write('{"at": "2026-01-02T03:04:05+00:00", "job": "x", "outcome": "well"}\n[1]\n')
    assert [note.sentence_ja for note in last_runs(places)] == ["二", "一"]


def test_lines_of_several_processes_do_not_mix(tmp_path: Path) -> None:
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(_many, [tmp_path] * 2))
    assert len(last_runs(Places(tmp_path), count=1000)) == 2 * 100


def _many(var: Path) -> None:
    for _ in range(100):
        note_run(Places(var), job="build", outcome="ok", sentence_ja="長い文" * 300, at=AT)
