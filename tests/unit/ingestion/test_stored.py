"""The file of each accepted delivery is held against the ledger: a changed byte is named, and mended by delivering again."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from ingestion.errors import StoppedError
from ingestion.stored import damage, record_raw_files, refuse_damaged
from tests.deliveries_tree import Desk, loans, raw_rows


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An installation with one delivery of June."""
    found = Desk(tmp_path)
    found.take_one(found.deliver("june.csv", "loans", loans(30)))
    return found


def stored(desk: Desk) -> Path:
    (path,) = (desk.var / "raw").rglob("*.parquet")
    return path


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))


def test_what_was_taken_in_is_whole(desk: Desk) -> None:
    assert damage(desk.var) == []
    refuse_damaged(desk.var)


@pytest.mark.parametrize("harm", [flip, Path.unlink], ids=["a bit", "gone"])
def test_a_damaged_file_is_named_with_its_delivery(desk: Desk, harm: Callable[[Path], None]) -> None:
    path = stored(desk)
    harm(path)
    (sentence,) = damage(desk.var)
    assert str(path) in sentence
    assert "june.csv" in sentence
    with pytest.raises(StoppedError, match=r"june\.csv"):
        refuse_damaged(desk.var)


@pytest.mark.parametrize("harm", [flip, Path.unlink], ids=["a bit", "gone"])
@pytest.mark.parametrize("name", ["june.csv", "other_name.csv"])
def test_the_same_delivery_again_mends_it_and_changes_nothing_else(
    desk: Desk, harm: Callable[[Path], None], name: str
) -> None:
    before = raw_rows(desk, "select * exclude (row_number) from raw.raw_loans__events order by all")
    harm(stored(desk))
    outcome = desk.take_one(desk.deliver(name, "loans", loans(30)))
    assert (outcome.state, "入れ直しました" in outcome.sentence_ja) == ("known", True)
    assert damage(desk.var) == []
    assert raw_rows(desk, "select * exclude (row_number) from raw.raw_loans__events order by all") == before
    assert "何も変わりません" in desk.take_one(desk.deliver(name, "loans", loans(30))).sentence_ja


def test_a_correction_of_a_damaged_delivery_stops_without_blame(desk: Desk) -> None:
    flip(stored(desk))
    corrected = desk.deliver("june_corrected.csv", "loans", loans(29))
    with pytest.raises(StoppedError, match=r"納品データ june\.csv を保存したファイル"):
        desk.take_one(corrected)
    desk.take_one(desk.deliver("june.csv", "loans", loans(30)))
    assert desk.take_one(corrected).state == "accepted"


def test_a_superseded_file_may_be_removed_by_hand(desk: Desk) -> None:
    path = stored(desk)
    desk.take_one(desk.deliver("june_corrected.csv", "loans", loans(29)))
    path.unlink()
    assert damage(desk.var) == []


def test_taking_the_same_again_keeps_the_file(desk: Desk) -> None:
    before = stored(desk).stat().st_ino
    assert desk.take_one(desk.deliver("june.csv", "loans", loans(30)), again=True).state == "accepted"
    assert stored(desk).stat().st_ino == before
    assert damage(desk.var) == []


def test_a_ledger_of_before_gets_the_hashes_of_its_files(desk: Desk) -> None:
    with sqlite3.connect(desk.var / "ledger" / "ledger.sqlite") as connection:
        held = connection.execute("select * from deliveries").fetchall()
        connection.execute("drop table raw_files")
    assert damage(desk.var) == [], "nothing is known of them"
    assert record_raw_files(desk.var) == []
    with sqlite3.connect(desk.var / "ledger" / "ledger.sqlite") as connection:
        assert connection.execute("select * from deliveries").fetchall() == held
    flip(stored(desk))
    assert len(damage(desk.var)) == 1
    assert record_raw_files(desk.var) == damage(desk.var), "what was recorded stays"


def test_a_full_disk_is_no_fault_of_the_delivery(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    july = [{**row, "checkout_at": row["checkout_at"].replace("/06/", "/07/")} for row in loans(10)]
    path = desk.deliver("july.csv", "loans", july)
    with monkeypatch.context() as patched:
        patched.setattr("ingestion.enter.put_in_place", full)
        with pytest.raises(StoppedError, match="ディスクの空きが足りない"):
            desk.take_one(path)
    assert desk.take_one(path).state == "accepted", "nothing was noted against it"
    assert not list((desk.var / "raw").rglob("*.partial"))
