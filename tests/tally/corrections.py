"""Files as a library would deliver them again: rows struck out, entered twice, moved and put right at random."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.tally.delivered import LIBRARIES, kind_of

Row = dict[str, str]
Change = Callable[[Random, Row], None]


def _elsewhere(column: str) -> Change:
    """To another library."""

    def change(random: Random, row: Row) -> None:
        if row[column]:
            row[column] = random.choice([code for code in LIBRARIES if code != row[column]])

    return change


def _earlier(column: str) -> Change:
    """To an earlier day of the same month, so that whatever followed still follows."""

    def change(random: Random, row: Row) -> None:
        value = row[column]
        row[column] = f"{value[:8]}{random.randint(1, int(value[8:10])):02}{value[10:]}"

    return change


def _born(random: Random, row: Row) -> None:
    row["生年月日"] = f"{random.randint(1930, 2015)}/{random.randint(1, 12):02}/{random.randint(1, 28):02}"


def _other(column: str, *codes: str) -> Change:
    def change(random: Random, row: Row) -> None:
        row[column] = random.choice([code for code in codes if code != row[column]])

    return change


def _counted_again(random: Random, row: Row) -> None:
    row["入館者数"] = str(random.randint(1, 500))


CHANGES: dict[str, tuple[Change, ...]] = {
    "loans": (_elsewhere("貸出館"), _earlier("貸出日時"), _born, _other("対象", "1", "2"), _other("資料種別", "1", "2", "5")),
    "reservations": (_elsewhere("受取館"), _elsewhere("受付館"), _earlier("予約日")),
    "patrons": (_elsewhere("登録館"), _born, _other("居住区分", "1", "2")),
    "items": (_elsewhere("所蔵館"), _other("配架場所", "1", "2", "3", "4", "5"), _other("対象", "1", "2")),
    "item_moves": (_earlier("移動日"),),
    "opening_log": (_other("開閉", "0", "1"),),
    "gate_counts": (_counted_again, _elsewhere("館")),
}  # fmt: skip
# A register or a log has one row a number or day; only what happens can be entered twice.
ENTERED_TWICE = ("loans", "reservations")


def corrected(file: Path, random: Random, rows: int) -> bytes:
    """The file with so many rows struck out, entered twice and changed in each way."""
    head, *lines = file.read_bytes().decode("cp932").split("\r\n")[:-1]
    kind = kind_of(head)
    chosen = random.sample(range(len(lines)), min(len(lines), rows * (2 + len(CHANGES[kind]))))
    struck, twice, changed = chosen[:rows], chosen[rows : 2 * rows], chosen[2 * rows :]
    for position, number in enumerate(changed):
        row = dict(zip(head.split(","), next(csv.reader([lines[number]])), strict=True))
        CHANGES[kind][position % len(CHANGES[kind])](random, row)
        lines[number] = _line(row)
    if kind in ENTERED_TWICE:
        lines += [lines[number] for number in twice]
    left = [line for number, line in enumerate(lines) if number not in struck]
    return "".join(f"{line}\r\n" for line in (head, *left)).encode("cp932")


def resorted(file: Path, random: Random) -> bytes:
    """The file with its rows in another order."""
    head, *lines = file.read_bytes().splitlines(keepends=True)
    random.shuffle(lines)
    return b"".join([head, *lines])


def _line(row: Row) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(row.values())
    return text.getvalue()
