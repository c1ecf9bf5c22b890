"""The log: one JSON line a record, of its day, with the place of an error and nothing that a delivery said."""

import json
import logging
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from warehouse.errors import UserError
from warehouse.log_lines import read_lines
from warehouse.places import Places
from warehouse.records import (
    COMMAND,
    INGESTION,
    OUTPUT,
    RECORDED,
    OutputLines,
    Records,
    drop_old_logs,
    log_file,
    note_error,
    record_to,
)

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture
def places(tmp_path: Path) -> Iterator[Places]:
    found = Places(tmp_path / "var")
    record_to(found, "run-1")
    yield found
    for name in RECORDED:
        logger = logging.getLogger(name)
        for handler in [h for h in logger.handlers if isinstance(h, Records)]:
            logger.removeHandler(handler)


def lines(places: Places) -> list[dict[str, Any]]:
    return [line for path in sorted(places.logs.glob("nenpo-*.jsonl")) for line in read_lines(path)]


def test_a_record_says_when_how_grave_who_and_what(places: Places) -> None:
    assert not places.logs.exists(), "nothing is written before there is something to say"
    logging.getLogger("nenpo.dashboards").warning("画面 %s を示せません", "overview")
    (line,) = lines(places)
    assert datetime.fromisoformat(line.pop("time")).tzinfo is not None
    assert line == {
        "level": "warning",
        "part": "nenpo.dashboards",
        "run": "run-1",
        "message": "画面 overview を示せません",
    }


def test_a_process_writes_to_one_installation(places: Places, tmp_path: Path) -> None:
    other = Places(tmp_path / "other")
    record_to(other, "run-2")
    logging.getLogger("nenpo").info("始めます")
    assert (lines(places), [line["run"] for line in lines(other)]) == ([], ["run-2"])


def test_an_error_keeps_its_place_and_not_what_it_quotes(places: Places) -> None:
    def fails() -> None:
        try:
            int("80001234 山田太郎")
        except ValueError as error:
            raise RuntimeError("row 80001234: '1980/06/02' is Yamada") from error

    for name in (COMMAND, INGESTION):
        try:
            fails()
        except RuntimeError:
            logging.getLogger(name).exception("予期しない誤り")
    command, ingestion = lines(places)
    outer, inner = command["errors"]
    assert (outer["kind"], outer["said"]) == ("RuntimeError", "row …: '…' is Yamada")
    assert (inner["kind"], inner["said"]) == (
        "ValueError",
        "invalid literal for int() with base 10: '…'",
    )
    assert outer["frames"][-1].endswith(" fails")
    assert [error["said"] for error in ingestion["errors"]] == ["", ""], "where persons are, no word is kept"
    assert [error["frames"] for error in ingestion["errors"]] != [[], []]


def test_our_own_sentences_are_kept_without_what_they_quote(places: Places) -> None:
    try:
        raise UserError("「山田」という自治体はありません。「nenpo build」を実行してください。")
    except UserError:
        logging.getLogger(COMMAND).exception("止まりました")
    note_error("published_build", "OSError", "[Errno 28] No space left on device", ["publish.py:1 publish"])
    kept, noted = lines(places)
    assert kept["errors"][0]["said"] == "「…」という自治体はありません。「nenpo build」を実行してください。"
    assert noted["errors"][0]["said"] == "[Errno 28] No space left on device"


def test_what_a_program_prints_is_recorded_line_by_line(places: Places) -> None:
    with OutputLines() as output:
        print("1 of 2 OK created model marts.dim_library [\x1b[32mOK\x1b[0m in 0.10s]", file=output)
        output.write("Could not convert string '80001234' to DATE")
    assert [(line["part"], line["message"]) for line in lines(places)] == [
        (OUTPUT, "1 of 2 OK created model marts.dim_library [OK in 0.10s]"),
        (OUTPUT, "Could not convert string '…' to DATE"),
    ]


def test_the_day_of_a_file_is_japans(places: Places) -> None:
    assert log_file(places, datetime(2026, 1, 1, 14, 59, tzinfo=UTC)).name == "nenpo-2026-01-01.jsonl"
    assert log_file(places, datetime(2026, 1, 1, 15, 0, tzinfo=UTC)).name == "nenpo-2026-01-02.jsonl"


def test_old_logs_go_and_the_runs_stay(places: Places) -> None:
    old, young, dbt = (
        places.logs / "nenpo-x.jsonl",
        places.logs / "nenpo-y.jsonl",
        places.logs / "dbt" / "dbt.log",
    )
    for path, days in ((old, 31), (young, 29), (dbt, 31), (places.runs, 31)):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({}) + "\n", encoding="utf-8")
        moment = (NOW - timedelta(days=days)).timestamp()
        os.utime(path, (moment, moment))
    assert drop_old_logs(places, 30, NOW) == 2
    assert [path.exists() for path in (old, young, dbt, places.runs)] == [False, True, False, True]


def test_a_log_that_cannot_be_written_stops_nobody(
    tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging, "raiseExceptions", False)
    places.var.mkdir()
    places.logs.write_text("a file in the way", encoding="utf-8")
    logging.getLogger("nenpo").info("始めます")
    assert places.logs.read_text(encoding="utf-8") == "a file in the way"
