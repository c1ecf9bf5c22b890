"""An archive gives its files, or a reason and nothing at all."""

import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ingestion.archive import MAX_FILES, MAX_NAME, unpack
from ingestion.errors import DeliveryError
from tests.deliveries_tree import LOAN, VISIT, Desk, raw_rows

# Of a member's entry in the directory at the end of an archive: where these fields stand, counted from its mark.
ENTRY, FLAGS, SIZE = b"PK\x01\x02", 8, 24
LARGEST_CLAIM = 0xFFFFFFFE


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "all.zip"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "inside"
    made.mkdir()
    return made


def pack(path: Path, *members: tuple[str | zipfile.ZipInfo, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)


def claim(path: Path, at: int, form: str, value: int) -> None:
    """Let every entry of the archive's directory say something else than is so."""
    content = bytearray(path.read_bytes())
    entry = content.find(ENTRY)
    while entry >= 0:
        struct.pack_into(form, content, entry + at, value)
        entry = content.find(ENTRY, entry + 1)
    path.write_bytes(content)


def refusal(path: Path, folder: Path) -> str:
    """Why an archive is refused; nothing of it may lie in the folder, or beside it."""
    beside = sorted(folder.parent.iterdir())
    with pytest.raises(DeliveryError) as caught:
        unpack(path, folder)
    assert list(folder.iterdir()) == []
    assert sorted(folder.parent.iterdir()) == beside
    return str(caught.value)


def test_a_good_archive_gives_its_files_by_name(path: Path, folder: Path) -> None:
    pack(path, ("六月/b.csv", b"2"), ("六月/", b""), ("a.csv", b"1"), ("empty.csv", b""))
    found = unpack(path, folder)
    assert [(name, file.read_bytes()) for name, file in found] == [
        ("a.csv", b"1"),
        ("empty.csv", b""),
        ("六月/b.csv", b"2"),
    ]
    assert sorted(file.name for file in folder.iterdir()) == ["0000.csv", "0001.csv", "0002.csv"]


def test_what_a_mac_adds_is_no_file(path: Path, folder: Path) -> None:
    pack(path, ("__MACOSX/六月/a.csv", b"x"), ("六月/.DS_Store", b"x"), ("六月/a.csv", b"1"))
    assert unpack(path, folder) == [("六月/a.csv", folder / "0000.csv")]
    assert list(folder.iterdir()) == [folder / "0000.csv"]


def test_names_that_windows_writes_are_read_as_cp932(path: Path, folder: Path) -> None:
    # The second byte of 表 is a backslash.
    pack(path, ("xxxx.csv", b"1"))
    path.write_bytes(path.read_bytes().replace(b"xxxx", "表紙".encode("cp932")))
    assert [name for name, _ in unpack(path, folder)] == ["表紙.csv"]


def test_as_many_files_as_the_limit_are_taken_and_one_more_is_not(path: Path, folder: Path) -> None:
    names = [f"{number}.csv" for number in range(MAX_FILES + 1)]
    pack(path, *((name, b"") for name in names))
    assert refusal(path, folder) == (
        "all.zip: ファイルとフォルダーが1,001個あります。1,000個までに分けて渡してください。"
    )
    pack(path, *((name, b"") for name in names[1:]))
    assert len(unpack(path, folder)) == MAX_FILES


def test_a_size_that_would_fill_the_disk_is_refused_by_its_claim(path: Path, folder: Path) -> None:
    pack(path, *((f"{number}.csv", b"1") for number in range(6)))
    claim(path, SIZE, "<I", LARGEST_CLAIM)
    assert refusal(path, folder) == ("all.zip: 展開すると24.0GBになります。20GBまでに分けて渡してください。")


def test_a_bomb_is_told_by_its_ratio(path: Path, folder: Path) -> None:
    pack(path, ("a.csv", b"1"), ("zeros.csv", bytes(2 * 1024 * 1024)))
    assert refusal(path, folder) == (
        "all.zip: 「zeros.csv」の圧縮が200倍を超えています。圧縮していないファイルを渡してください。"
    )


def test_a_small_file_may_be_packed_as_tightly_as_it_likes(path: Path, folder: Path) -> None:
    pack(path, ("zeros.csv", bytes(1024 * 1024)))
    assert unpack(path, folder)[0][1].stat().st_size == 1024 * 1024
    (member,) = zipfile.ZipFile(path).infolist()
    assert member.file_size > 200 * member.compress_size


def test_a_bomb_that_claims_to_be_small_writes_no_more_than_it_claims(path: Path, folder: Path) -> None:
    pack(path, ("zeros.csv", bytes(2 * 1024 * 1024)))
    claim(path, SIZE, "<I", 10)
    with pytest.raises(DeliveryError, match=r"^all\.zip: ZIPとして開けません"):
        unpack(path, folder)
    assert sum(file.stat().st_size for file in folder.iterdir()) <= 10


def link(target: str) -> tuple[zipfile.ZipInfo, bytes]:
    member = zipfile.ZipInfo("link.csv")
    member.create_system = 3
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return member, target.encode()


@pytest.mark.parametrize(
    ("member", "shown_as"),
    [
        (("../a.csv", b"x"), "../a.csv"),
        (("六月/../../a.csv", b"x"), "六月/../../a.csv"),
        (("/tmp/a.csv", b"x"), "/tmp/a.csv"),
        (("..\\a.csv", b"x"), "..\\a.csv"),
        (("D:a.csv", b"x"), "D:a.csv"),
        (link("/etc/passwd"), "link.csv"),
    ],
    ids=["up", "up from below", "absolute", "backslash", "drive", "symbolic link"],
)
def test_a_name_that_leads_elsewhere(
    path: Path, folder: Path, member: tuple[str | zipfile.ZipInfo, bytes], shown_as: str
) -> None:
    pack(path, ("a.csv", b"good"), member)
    assert refusal(path, folder) == (
        f"all.zip: 「{shown_as}」は外の場所を指しています。フォルダーの中のファイルだけにしてください。"
    )


@pytest.mark.parametrize("name", ["中/六月.zip", "六月.ZIP"])
def test_an_archive_in_the_archive(path: Path, folder: Path, name: str) -> None:
    pack(path, ("a.csv", b"good"), (name, b"x"))
    assert refusal(path, folder) == (
        f"all.zip: ZIPの中にZIP「{name}」があります。中のZIPを展開してから渡してください。"
    )


def test_an_encrypted_file(path: Path, folder: Path) -> None:
    pack(path, ("a.csv", b"x"))
    claim(path, FLAGS, "<H", 0x1)
    assert refusal(path, folder) == (
        "all.zip: 「a.csv」に暗号がかかっています。暗号を解いたものを渡してください。"
    )


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice(path: Path, folder: Path) -> None:
    pack(path, ("a.csv", b"1"), ("b.csv", b"2"), ("a.csv", b"3"))
    assert refusal(path, folder) == (
        "all.zip: 「a.csv」という名前のファイルが二つあります。名前を変えて作り直してください。"
    )


def test_a_name_without_end(path: Path, folder: Path) -> None:
    pack(path, ("a.csv", b"good"), ("x" * (MAX_NAME + 1), b"x"))
    assert refusal(path, folder) == (
        f"all.zip: 「{'x' * 40}…」の名前が長すぎます。200文字までにしてください。"
    )


def damage(content: bytes) -> bytes:
    """Other bytes inside the member: its checksum no longer holds."""
    return content.replace(b"good", b"evil")


@pytest.mark.parametrize(
    "spoil",
    [lambda content: b"", lambda content: b"no archive", lambda content: content[:-30], damage],
    ids=["empty", "text", "cut off", "checksum"],
)
def test_what_is_no_archive_leaves_nothing_in_the_installation(
    desk: Desk, spoil: Callable[[bytes], bytes]
) -> None:
    path = desk.folder / "all.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.write(desk.deliver("a.csv", "visits", [VISIT]), "a.csv")
        archive.writestr("b.csv", b"good")
    path.write_bytes(spoil(path.read_bytes()))
    assert desk.refuses(path) == "all.zip: ZIPとして開けません。作り直して渡してください。"
    assert raw_rows(desk, "select count(*) from raw.raw_gate_counts__days") == [(0,)]
    left = sorted(file.name for file in desk.var.rglob("*") if file.is_file())
    assert left == ["ingest.lock", "ledger.sqlite"]


def test_a_refused_archive_does_not_stop_what_comes_with_it(desk: Desk) -> None:
    bad, good = desk.folder / "bad.zip", desk.deliver("a.csv", "loans", [LOAN])
    pack(bad, ("../a.csv", b"x"))
    assert [outcome.state for outcome in desk.take(bad, good)] == ["refused", "accepted"]
