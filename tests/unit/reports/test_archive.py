"""The archive: each issue once, a new revision for new figures, given again byte for byte."""

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from reports.archive import Source, issues, keep, read_issue
from reports.same_figures import figures_hash
from reports.table_page import stamp
from tests.seeds_tree import CODE
from tests.unit.warehouse.published_file import BUILT_AT
from warehouse.errors import UserError
from warehouse.open import Build
from warehouse.places import Places

SOURCE = Source(
    "build-1", "2026-04-03T02:00:00+00:00", "inputs", "figures", "provisional", "2026-04-03T06:00:00+09:00"
)
FILES = {"monthly-2026-03.pdf": b"%PDF \xff\x00", "notes.txt": "注".encode()}
ISSUE = (CODE, "monthly_report", "2026-03")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path)


def test_what_was_given_out_is_given_again(places: Places) -> None:
    kept = keep(places, *ISSUE, FILES, SOURCE)
    assert kept.is_new
    assert kept.folder == places.archive / CODE / "monthly_report" / "2026-03"
    assert read_issue(places, *ISSUE) == FILES
    manifest = json.loads((kept.folder / "manifest.json").read_text(encoding="utf-8"))
    assert [(file["name"], file["size_bytes"]) for file in manifest["files"]] == [
        ("monthly-2026-03.pdf", 7),
        ("notes.txt", 3),
    ]
    assert (manifest["build_id"], manifest["status"], manifest["revision"]) == ("build-1", "provisional", 1)


def test_the_same_figures_are_not_written_again(places: Places) -> None:
    keep(places, *ISSUE, FILES, SOURCE)
    again = keep(places, *ISSUE, {"monthly-2026-03.pdf": b"other stamp"}, replace(SOURCE, build_id="build-2"))
    assert not again.is_new
    assert again.manifest["build_id"] == "build-1"
    assert read_issue(places, *ISSUE) == FILES


def test_other_figures_are_a_revision_that_says_so(places: Places) -> None:
    keep(places, *ISSUE, FILES, SOURCE)
    corrected = replace(SOURCE, build_id="build-2", figures_hash="corrected")
    kept = keep(places, *ISSUE, {"monthly-2026-03.pdf": b"corrected"}, corrected)
    assert (kept.is_new, kept.manifest["revision"]) == (True, 2)
    assert "第1版(データ版 build-1)と数値が違う" in kept.manifest["replaces_ja"]
    assert read_issue(places, *ISSUE) == {"monthly-2026-03.pdf": b"corrected"}
    assert read_issue(places, *ISSUE, revision=1) == FILES


def test_figures_that_become_final_are_a_revision(places: Places) -> None:
    keep(places, *ISSUE, FILES, SOURCE)
    kept = keep(places, *ISSUE, FILES, replace(SOURCE, status="final"))
    assert "確定の状態" in kept.manifest["replaces_ja"]
    assert [each["status"] for each in issues(places)] == ["provisional", "final"]


def test_a_flipped_byte_is_named_and_nothing_given_out(places: Places) -> None:
    kept = keep(places, *ISSUE, FILES, SOURCE)
    path = kept.folder / "notes.txt"
    path.chmod(0o644)
    path.write_bytes(b"\xe6\xb3\xa9")
    with pytest.raises(UserError, match=r"notes\.txt .*ままではありません"):
        read_issue(places, *ISSUE)


def test_an_issue_that_is_not_there_is_told_with_those_that_are(places: Places) -> None:
    keep(places, *ISSUE, FILES, SOURCE)
    with pytest.raises(UserError, match=r"2026-04 はありません.*2026-03\(第1版\)"):
        read_issue(places, CODE, "monthly_report", "2026-04")


def test_what_was_cut_off_leaves_no_half_issue(places: Places) -> None:
    half = places.archive / CODE / "monthly_report" / ".cut.partial"
    half.mkdir(parents=True)
    (half / "manifest.json").write_text("{", encoding="utf-8")
    assert issues(places) == []
    keep(places, *ISSUE, FILES, SOURCE)
    assert not half.exists()


def packed(*texts: str) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for number, text in enumerate(texts):
            archive.writestr(f"{number}.csv", text)
    return buffer.getvalue()


def test_the_stamp_of_a_build_is_no_figure() -> None:
    one, two = (Build(f"2026010{n}T030405-abcdef12", BUILT_AT, "inputs") for n in (1, 2))

    def hashed(build: Build, value: int) -> str:
        return figures_hash({"tables.zip": packed(f"貸出,{value}\r\n{stamp(build)}")}, build)

    assert hashed(one, 815) == hashed(two, 815)
    assert hashed(one, 815) != hashed(one, 816)
