"""Delivered bytes into UTF-8, in pieces."""

from pathlib import Path

import pytest

from ingestion import transcode
from ingestion.errors import DeliveryError

TEXT = "館,冊数\r\n西宮,１２\r\n〜①髙ｶﾞ,3\r\n"


@pytest.fixture(autouse=True, params=[1, 3, 7, 4096])
def _chunks(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transcode, "_CHUNK", request.param)


def run(folder: Path, content: bytes, encoding: str) -> str:
    """The copy of a file; its delimiters must be counted."""
    source, target = folder / "in.csv", folder / "out.csv"
    source.write_bytes(content)
    counted = transcode.transcode(source, target, encoding, ",", "in.csv")
    text = target.read_bytes().decode("utf-8")
    assert counted == text.count(",")
    return text


def test_characters_may_lie_across_two_pieces(tmp_path: Path) -> None:
    text = TEXT.replace("〜", "～")
    assert run(tmp_path, text.encode("cp932"), "cp932") == text


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_the_mark_of_utf8_is_left_out(tmp_path: Path, mark: bytes) -> None:
    assert run(tmp_path, mark + TEXT.encode(), "utf-8") == TEXT


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("bad", [b"\xff", b"\xe9\x8c"])
def test_the_place_of_a_bad_byte_does_not_depend_on_the_pieces(
    tmp_path: Path, mark: bytes, bad: bytes
) -> None:
    good = mark + TEXT.encode()
    with pytest.raises(DeliveryError, match=f"in.csv: {len(good) + 1}バイト目"):
        run(tmp_path, good + bad + b",1\n", "utf-8")


def test_the_place_of_a_lost_character_is_that_of_its_first_byte(tmp_path: Path) -> None:
    good = b"\xef\xbb\xbf" + TEXT.encode()
    with pytest.raises(DeliveryError, match=rf"in.csv: {len(good) + 1}バイト目に失われた文字\(U\+FFFD\)"):
        run(tmp_path, good + "\ufffd,1\n".encode(), "utf-8")


def test_a_character_cut_off_at_the_end(tmp_path: Path) -> None:
    content = TEXT.encode("cp932", "replace") + "館".encode("cp932")[:1]
    with pytest.raises(DeliveryError, match=f"in.csv: {len(content)}バイト目"):
        run(tmp_path, content, "cp932")
