"""Bad deliveries are refused with place and reason, and nothing of them stays."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.deliveries_tree import HEADINGS, VISIT, Desk, deliver, loans, raw_rows

pytestmark = pytest.mark.slow

ROWS = 2_000


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    found = Desk(tmp_path)
    found.take_one(found.deliver("good.csv", "visits", [VISIT]))
    return found


@pytest.fixture
def content(tmp_path: Path) -> bytes:
    """A good file of June as bytes."""
    return deliver(tmp_path / "good-loans.csv", "loans", loans(ROWS)).read_bytes()


def state(desk: Desk) -> dict[str, bytes]:
    """What is kept of deliveries, besides the note of refusals."""
    return {
        p.relative_to(desk.var).as_posix(): p.read_bytes()
        for folder in ("raw", "work", "keys")
        for p in sorted((desk.var / folder).rglob("*"))
        if p.is_file()
    }


def refuses(desk: Desk, content: bytes, name: str = "bad.csv") -> str:
    """Why a file is refused; nothing of it may stay, and what held before must hold."""
    before, held = state(desk), raw_rows(desk, "from raw.raw_ingest__winners")
    path = desk.folder / name
    path.write_bytes(content)
    why = desk.refuses(path)
    assert state(desk) == before
    assert raw_rows(desk, "from raw.raw_ingest__winners") == held
    assert raw_rows(desk, "select reason_ja from raw.raw_ingest__deliveries where state = 'refused'") == [
        (why,)
    ]
    return why


def line_start(content: bytes, number: int) -> int:
    """Offset of a line, counted from 1."""
    at = 0
    for _ in range(number - 1):
        at = content.index(b"\r\n", at) + 2
    return at


def test_the_good_file_is_good(desk: Desk, content: bytes) -> None:
    path = desk.folder / "good.csv"
    path.write_bytes(content)
    assert desk.take_one(path).state == "accepted"


@pytest.mark.parametrize("kept", [0.3, 0.7])
def test_cut_off_in_a_row(desk: Desk, content: bytes, kept: float) -> None:
    cut = line_start(content, int(ROWS * kept)) + 25
    assert refuses(desk, content[:cut]) == (
        "bad.csv: 最後の行に改行がありません。途中で切れたおそれがあるので、出力し直してください。"
    )


def test_cut_off_in_a_row_and_closed_with_a_line_end(desk: Desk, content: bytes) -> None:
    cut = line_start(content, 1_500) + 25
    why = refuses(desk, content[:cut] + b"\r\n")
    assert (
        why
        == "bad.csv 1500行目: 項目が足りません。途中で切れていないか確かめてください(必要な項目の数は11)。"
    )


def test_cut_off_inside_quotes(desk: Desk, content: bytes) -> None:
    at = content.index(b"913.6", line_start(content, 1_200))
    why = refuses(desk, content[:at] + b'"596\r\n')
    assert why.startswith("bad.csv 1200行目: ")


def test_a_quote_that_nobody_closes(desk: Desk, content: bytes) -> None:
    at = content.index(b"913.6", line_start(content, 1_200))
    assert "1200行目" in refuses(desk, content[:at] + b'"' + content[at:])


def test_an_unquoted_comma(desk: Desk, content: bytes) -> None:
    at = content.index(b"913.6", line_start(content, 1_200))
    why = refuses(desk, content[:at] + b"," + content[at:])
    assert why.startswith("bad.csv 1200行目: 項目が多すぎます。")


def test_bytes_that_are_no_cp932(desk: Desk, content: bytes) -> None:
    at = content.index("一般".encode("cp932"), line_start(content, 1_200))
    assert refuses(desk, content[: at + 1] + b"," + content[at + 2 :]) == (
        f"bad.csv: {at + 1:,}バイト目(値 0x88)がCP932(Shift_JIS)として読めません。CP932(Shift_JIS)で出力し直してください。"
    )


@pytest.mark.parametrize("byte", [0x80, 0xA0, 0xFD, 0xFF])
def test_a_byte_that_cp932_leaves_open(desk: Desk, content: bytes, byte: int) -> None:
    at = content.index("一般".encode("cp932"), line_start(content, 1_200))
    bad = content[:at] + bytes([byte]) + content[at + 2 :]
    assert refuses(desk, bad).startswith(
        f"bad.csv: {at + 1:,}バイト目に文字でない値(0x{byte:02x})があります。"
    )


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_character_that_was_lost(desk: Desk, mark: bytes) -> None:
    head = "\t".join(HEADINGS["reservations"].values())
    text = f"{head}\n2023/06/01\t窓口\t本館\t丘\t\n2023/06/01\t窓\ufffd\t本館\t丘\t\n".encode()
    at = len(mark) + text.index("\ufffd".encode()) + 1
    assert refuses(desk, mark + text).startswith(f"bad.csv: {at:,}バイト目に失われた文字(U+FFFD)があります。")


def test_a_zero_byte(desk: Desk, content: bytes) -> None:
    at = content.index(b"913.6", line_start(content, 1_200))
    assert "文字でない値(NUL)" in refuses(desk, content[:at] + b"\0" + content[at:])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "ファイルが空です"),
        (b"\r\n", "どの納品の見出しでもありません"),
        (
            ",".join(HEADINGS["loans"].values()).encode("cp932") + b"\r\n",
            "見出しだけで、データの行がありません",
        ),
        (bytes(range(256)) * 40, "どの納品の見出しでもありません"),
    ],
)
def test_nothing_to_read(desk: Desk, content: bytes, reason: str) -> None:
    assert reason in refuses(desk, content)


def test_a_workbook_that_is_none(desk: Desk) -> None:
    assert "Excelのファイルとして開けません" in refuses(desk, b"no workbook", "bad.xlsx")


def test_a_workbook_with_a_formula(desk: Desk) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (list(HEADINGS["visits"].values()), ["2023/06/01", "01", "=400+415"]):
        sheet.append(row)
    path = desk.folder / "made.xlsx"
    workbook.save(path)
    why = refuses(desk, path.read_bytes(), "bad.xlsx")
    assert "C2: 数式が入っています" in why


def archive_of(path: Path, *members: tuple[str, bytes]) -> bytes:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path.read_bytes()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("../loans.csv", b"x", "外の場所を指しています"),
        ("/etc/loans.csv", b"x", "外の場所を指しています"),
        ("loans.csv", bytes(50 * 1024 * 1024), "圧縮が200倍を超えています"),
    ],
)
def test_an_archive_that_wanders_or_swells(desk: Desk, name: str, content: bytes, reason: str) -> None:
    path = desk.folder / "bad.zip"
    archive_of(path, ("visits.csv", b"x"), (name, content))
    before = state(desk)
    assert reason in desk.refuses(path)
    assert state(desk) == before


def test_a_good_file_beside_a_bad_one_is_taken_in(desk: Desk, content: bytes) -> None:
    good, bad = desk.folder / "a.csv", desk.folder / "b.csv"
    good.write_bytes(content)
    bad.write_bytes(content[:-1])
    assert [o.state for o in desk.take(bad, good)] == ["refused", "accepted"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda rows: [row | {"library_code": "77"} for row in rows],
        lambda rows: [row | {"birth_date": "2399/01/01"} for row in rows],
        lambda rows: [row | {"returned_date": "2023/05/01"} for row in rows],
        lambda rows: [row | {"checkout_at": "2023/06/31 10:00"} for row in rows],
        lambda rows: [row | {"checkout_at": "1979/06/01 10:00"} for row in rows],
    ],
)
def test_rows_that_cannot_be_are_set_aside_up_to_the_limit(
    desk: Desk, spoil: Callable[[list[dict[str, str]]], list[dict[str, str]]]
) -> None:
    few = desk.deliver("few.csv", "loans", [*loans(90), *spoil(loans(10))])
    many = desk.deliver("many.csv", "loans", [*loans(70), *spoil(loans(30))])
    assert "隔離 10行" in desk.take_one(few).sentence_ja
    assert "30行が受け入れられません" in desk.refuses(many)
    assert raw_rows(desk, "select count(*) from raw.raw_loans__events") == [(90,)]
