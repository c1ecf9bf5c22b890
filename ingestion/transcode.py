"""A delivered text file into UTF-8, strictly: a byte that cannot be read is said with its place."""

import codecs
import csv
from pathlib import Path

from ingestion.errors import DeliveryError

_CHUNK = 4 * 1024 * 1024
ENCODINGS_JA = {"cp932": "CP932(Shift_JIS)", "utf-8": "UTF-8"}
DELIMITERS_JA = {",": "カンマ", "\t": "タブ"}
_HEADING_BYTES = 64 * 1024
# Bytes that CP932 leaves open come out of Python's decoder as characters that nobody wrote.
_OPEN = {"\x80": 0x80, "\uf8f0": 0xA0, "\uf8f1": 0xFD, "\uf8f2": 0xFE, "\uf8f3": 0xFF}
_LOST = {
    "\ufffd": "失われた文字(U+FFFD)",
    "\0": "文字でない値(NUL)",
    **{character: f"文字でない値(0x{byte:02x})" for character, byte in _OPEN.items()},
}


def transcode(source: Path, target: Path, encoding: str, delimiter: str, shown_as: str) -> int:
    """Copy a file as UTF-8 without byte order mark.

    Args:
        source: the delivered file.
        target: where the copy goes.
        encoding: as the city declared it.
        delimiter: to count.
        shown_as: the file's name for people.

    Returns:
        How many delimiters there are, those within quotes included.

    Raises:
        DeliveryError: empty, another encoding, a lost character (U+FFFD), a zero byte, no line end at the end.
    """
    decoder = codecs.getincrementaldecoder("utf-8-sig" if encoding == "utf-8" else encoding)("strict")
    done, last, delimiters = 0, "", 0
    with source.open("rb") as read, target.open("w", encoding="utf-8", newline="") as write:
        while chunk := read.read(_CHUNK):
            # The decoder may still hold the first bytes of a character from the chunk before, and drops the mark.
            start = done - len(decoder.getstate()[0])
            start += len(codecs.BOM_UTF8) if not done and chunk.startswith(codecs.BOM_UTF8) else 0
            text = _decoded(decoder, chunk, start, encoding, shown_as)
            _refuse_lost(text, start, encoding, shown_as)
            write.write(text)
            done, last, delimiters = done + len(chunk), text[-1:] or last, delimiters + text.count(delimiter)
        _decoded(decoder, b"", done - len(decoder.getstate()[0]), encoding, shown_as, final=True)
    if not done:
        raise DeliveryError(f"{shown_as}: ファイルが空です。見出しとデータのあるファイルを渡してください。")
    if last != "\n":
        raise DeliveryError(
            f"{shown_as}: 最後の行に改行がありません。途中で切れたおそれがあるので、出力し直してください。"
        )
    return delimiters


def headings(path: Path, encoding: str, delimiter: str) -> list[str] | None:
    """The first line as headings, or None when it cannot be read so.

    Args:
        path: the delivered file.
        encoding: to try.
        delimiter: to try.
    """
    with path.open("rb") as handle:
        start = handle.read(_HEADING_BYTES)
    first = start.partition(b"\n")[0].rstrip(b"\r")
    try:
        text = first.decode("utf-8-sig" if encoding == "utf-8" else encoding)
        return [heading.strip() for heading in next(csv.reader([text], delimiter=delimiter, strict=True))]
    except (UnicodeDecodeError, csv.Error, StopIteration):
        return None


def _decoded(
    decoder: codecs.IncrementalDecoder,
    chunk: bytes,
    start: int,
    encoding: str,
    shown_as: str,
    *,
    final: bool = False,
) -> str:
    try:
        return decoder.decode(chunk, final)
    except UnicodeDecodeError as error:
        place = start + error.start
        value = error.object[error.start : error.start + 1].hex()
        raise DeliveryError(
            f"{shown_as}: {place + 1:,}バイト目(値 0x{value})が{ENCODINGS_JA[encoding]}として読めません。"
            f"{ENCODINGS_JA[encoding]}で出力し直してください。"
        ) from error


def _refuse_lost(text: str, start: int, encoding: str, shown_as: str) -> None:
    for lost, name in _LOST.items():
        if lost in text:
            place = start + len(text[: text.index(lost)].encode(encoding)) + 1
            raise DeliveryError(
                f"{shown_as}: {place:,}バイト目に{name}があります。元のシステムから出力し直してください。"
            )
