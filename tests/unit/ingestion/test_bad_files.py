"""One bad file is refused and noted; whatever comes with it is taken in."""

import zipfile
from pathlib import Path

import pytest

from ingestion import ingest, sources
from ingestion.archive import MAX_FILES, unpack
from ingestion.errors import DeliveryError
from tests.deliveries_tree import HEADINGS, LOAN, VISIT, Desk, raw_rows
from tests.unit.ingestion.test_forms import filled, reporting_desk

DAMAGED = "bad.zip: ZIPとして開けません。作り直して渡してください。"
STRANGE = (
    "読めません(予期しない誤り ZeroDivisionError)。"
    "元のシステムから出力し直すか、記録(var/logs)を管理者に渡してください。"
)


def visits(**values: str) -> bytes:
    row = VISIT | values
    return f"{','.join(HEADINGS['visits'].values())}\r\n{','.join(row.values())}\r\n".encode("cp932")


def pack(path: Path, *members: tuple[str, bytes], how: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", how) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def refuses_beside_a_good_one(desk: Desk, bad: Path) -> str:
    """Why a file is refused; it is noted, and the file after it is taken in."""
    good = desk.deliver("good.csv", "loans", [LOAN])
    refused, accepted = desk.take(bad, good)
    assert (refused.state, accepted.state) == ("refused", "accepted")
    assert raw_rows(
        desk, "select file_name, reason_ja from raw.raw_ingest__deliveries where state = 'refused'"
    ) == [(bad.name, refused.sentence_ja)]
    return refused.sentence_ja


@pytest.mark.parametrize("how", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_damaged_packing_is_refused(desk: Desk, how: int) -> None:
    # A member that does not shrink away: the bytes in its middle are packed data.
    content = bytes(range(256)) * 40 + b"".join(bytes([n % 251, n * 7 % 256]) for n in range(9000))
    bad = pack(desk.folder / "bad.zip", ("a.csv", content), how=how)
    packed = bytearray(bad.read_bytes())
    packed[60:200] = b"\xff" * 140
    bad.write_bytes(packed)
    assert refuses_beside_a_good_one(desk, bad) == DAMAGED


def test_a_name_marked_utf8_that_is_none_is_refused(desk: Desk) -> None:
    bad = pack(desk.folder / "bad.zip", ("あ.csv", b"x"))
    bad.write_bytes(bad.read_bytes().replace("あ".encode(), b"\xff\xfe\xfd"))
    assert refuses_beside_a_good_one(desk, bad) == DAMAGED


# Within the entry of a member: the version that is needed to unpack it, and its name.
@pytest.mark.parametrize(("at", "written"), [(6, b"\xff\x00"), (46, b"\xff\xfe\xfd")])
def test_a_workbook_that_nobody_can_unpack_is_refused(desk: Desk, at: int, written: bytes) -> None:
    bad = pack(desk.folder / "bad.xlsx", ("あ.xml", b"x"))
    content = bytearray(bad.read_bytes())
    start = content.index(b"PK\x01\x02") + at
    content[start : start + len(written)] = written
    bad.write_bytes(content)
    assert refuses_beside_a_good_one(desk, bad) == (
        "bad.xlsx: Excelのファイルとして開けません。xlsx形式で保存し直してください。"
    )


@pytest.mark.parametrize(
    "names",
    [("あ" * 150 + ".csv",), ("a." + "あ" * 150,), ("a", "a/b.csv"), (".", "b.csv")],
)
def test_names_that_the_machine_could_not_bear_are_taken(desk: Desk, names: tuple[str, ...]) -> None:
    members = [(name, visits(date=f"2023/06/0{number}")) for number, name in enumerate(names, 1)]
    found = desk.take(pack(desk.folder / "all.zip", *members))
    assert [outcome.state for outcome in found] == ["accepted"] * len(names)
    assert [said.partition(": ")[0] for said in desk.said] == [f"all.zipの{name}" for name in names]


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("other", ["./a.csv", ".//a.csv"])
def test_two_ways_to_write_one_name_are_one_name(tmp_path: Path, other: str) -> None:
    path = pack(tmp_path / "bad.zip", ("a.csv", b"1"), (other, b"2"))
    with pytest.raises(DeliveryError, match=r"^bad\.zip: 「a\.csv」という名前のファイルが二つあります。"):
        unpack(path, tmp_path)


@pytest.mark.parametrize("letter", [b"\0", b"\n", b"\x1b", b"\x7f"])
def test_a_name_with_what_is_no_letter_is_refused(tmp_path: Path, letter: bytes) -> None:
    path = pack(tmp_path / "bad.zip", ("a#b.csv", b"1"))
    path.write_bytes(path.read_bytes().replace(b"a#b", b"a" + letter + b"b"))
    with pytest.raises(DeliveryError) as caught:
        unpack(path, tmp_path)
    assert str(caught.value) == (
        "bad.zip: 「a?b.csv」の名前に文字でない値があります。名前を変えて作り直してください。"
    )


def test_folders_count_as_well(tmp_path: Path) -> None:
    path = pack(tmp_path / "bad.zip", *((f"{number}/", b"") for number in range(MAX_FILES)), ("a.csv", b"1"))
    with pytest.raises(DeliveryError, match="ファイルとフォルダーが1,001個あります"):
        unpack(path, tmp_path)


@pytest.mark.parametrize("members", [(), (("六月/", b""),), (("__MACOSX/a.csv", b"x"),)])
def test_an_archive_with_nothing_in_it_is_refused(desk: Desk, members: tuple[tuple[str, bytes], ...]) -> None:
    assert refuses_beside_a_good_one(desk, pack(desk.folder / "bad.zip", *members)) == (
        "bad.zip: 中にファイルがありません。納品のファイルを入れて作り直してください。"
    )


def test_an_archive_that_comes_twice_is_read_twice(desk: Desk) -> None:
    path = pack(desk.folder / "all.zip", ("a.csv", visits()))
    assert [outcome.state for outcome in desk.take(path, path)] == ["accepted", "known"]


def test_a_workbook_in_an_archive_is_called_by_its_name(desk: Desk) -> None:
    path = pack(desk.folder / "all.zip", ("六月/月報.xlsx", b"none"))
    assert desk.refuses(path).startswith("all.zipの六月/月報.xlsx: Excelのファイルとして開けません。")


def test_a_form_without_a_plan_is_refused(tmp_path: Path) -> None:
    made = filled(reporting_desk(tmp_path / "other"), "bad.xlsx")
    assert refuses_beside_a_good_one(Desk(tmp_path), made) == (
        "bad.xlsx: 月報の様式 seeds/forms/monthly_report.yaml がないので読めません。様式を加えてから渡してください。"
    )


@pytest.mark.parametrize(
    ("module", "name"), [(sources, "unpack"), (ingest, "is_monthly_form"), (ingest, "enter")]
)
def test_what_nobody_expected_is_a_refusal_with_its_trace_in_the_log(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    module: object,
    name: str,
) -> None:
    bad = pack(desk.folder / "bad.zip", ("a.csv", visits()))
    real = getattr(module, name)

    def strange(first: object, *others: object, **named: object) -> object:
        if "bad.zip" in str(first):
            raise ZeroDivisionError("first")
        return real(first, *others, **named)

    monkeypatch.setattr(module, name, strange)
    shown = "bad.zip" if name == "unpack" else "bad.zipのa.csv"
    refused, accepted = desk.take(bad, desk.deliver("good.csv", "loans", [LOAN]))
    assert (refused.sentence_ja, accepted.state) == (f"{shown}: {STRANGE}", "accepted")
    (record,) = caplog.records
    assert (record.name, record.getMessage()) == ("ingestion", shown)
    assert "in strange" in caplog.text


def test_a_file_that_is_not_there_is_refused_and_leaves_no_note(desk: Desk) -> None:
    missing, accepted = desk.take(desk.folder / "none.zip", desk.deliver("a.csv", "visits", [VISIT]))
    assert missing.sentence_ja == "none.zip: ファイルがありません。場所を確かめてください。"
    assert (missing.state, accepted.state) == ("refused", "accepted")
    assert raw_rows(desk, "select file_name from raw.raw_ingest__deliveries") == [("a.csv",)]


def test_a_file_that_cannot_be_opened_does_not_stop_the_others(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = sources._hash

    def closed(path: Path) -> str:
        if path.name == "bad.csv":
            raise PermissionError(13, "closed")
        return real(path)

    monkeypatch.setattr(sources, "_hash", closed)
    bad = desk.deliver("bad.csv", "visits", [VISIT])
    refused, accepted = desk.take(bad, desk.deliver("good.csv", "loans", [LOAN]))
    assert refused.sentence_ja.startswith("bad.csv: 読めません(予期しない誤り PermissionError)。")
    assert accepted.state == "accepted"
