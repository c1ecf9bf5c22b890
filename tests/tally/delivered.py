"""The sample city's delivered files as frames, read by nothing but their printed headings."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

# The first headings of each kind of file tell the kinds apart.
KINDS = {
    "loans": "貸出日時,貸出館,受付方法,利用者区分,取引番号,利用者番号,生年月日,居住区分,資料番号,分類記号,資料種別,対象,返却期限,延長回数,返却日,見本",
    "reservations": "予約日,受付場所,受付館,受取館,提供日,取消日,利用者番号,生年月日,分類記号,資料種別,対象,見本",
    "patrons": "基準日,利用者番号,登録日,生年月日,居住区分,利用者区分,登録館,見本",
    "items": "基準日,資料番号,分類記号,対象,資料種別,音楽区分,配架場所,所蔵館,受入日,受入区分,除籍日,除籍区分,見本",
    "item_moves": "移動日,資料番号,移動元,移動先,見本",
    "opening_log": "日付,館,開閉,見本",
    "gate_counts": "日付,館,入館者数,見本",
}  # fmt: skip
LIBRARIES = {
    "01": "中央図書館",
    "02": "北部図書館",
    "03": "鳴尾図書館",
    "04": "北口図書館",
    "05": "分室/越木岩",
    "06": "分室/段上",
    "07": "分室/上ヶ原",
    "08": "分室/甲東園",
    "09": "分室/高須",
    "10": "分室/山口",
    "11": "分室/若竹",
    "12": "西宮浜義務教育学校",
}
POPULATION = {2023: 482467, 2024: 481158}


@dataclass(frozen=True)
class Delivered:
    """One fiscal year of deliveries: a frame of text columns a kind, all files of the kind together."""

    fiscal_year: int
    frames: dict[str, pl.DataFrame]

    @property
    def first_day(self) -> date:
        return date(self.fiscal_year, 4, 1)

    @property
    def last_day(self) -> date:
        return date(self.fiscal_year + 1, 3, 31)


def read_delivered(files: Iterable[Path], fiscal_year: int) -> Delivered:
    """All CSV files among these paths, sorted into kinds by their headings."""
    found: dict[str, list[pl.DataFrame]] = {kind: [] for kind in KINDS}
    for path in sorted(files):
        if path.suffix != ".csv":
            continue
        text = path.read_bytes().decode("cp932")
        kind = kind_of(text.split("\r\n", 1)[0])
        found[kind].append(pl.read_csv(io.BytesIO(text.encode()), infer_schema=False))
    frames = {
        kind: pl.concat(parts) if parts else pl.DataFrame(schema=dict.fromkeys(KINDS[kind].split(","), pl.String))
        for kind, parts in found.items()
    }  # fmt: skip
    return Delivered(fiscal_year, frames)


def kind_of(head: str) -> str:
    """Which kind of file has this first line."""
    return next(kind for kind, headings in KINDS.items() if headings == head)


def day(column: str) -> pl.Expr:
    """A date written 2024/04/02, also at the head of a moment; empty stays empty."""
    return pl.col(column).str.slice(0, 10).str.to_date("%Y/%m/%d")


def age(on: str) -> pl.Expr:
    """Birthdays passed up to and on the day in column `on`; a person of 29 February has the next on 1 March."""

    def number(of: pl.Expr) -> pl.Expr:
        return of.dt.year() * 10_000 + of.dt.month().cast(pl.Int32) * 100 + of.dt.day().cast(pl.Int32)

    return (number(day(on)) - number(day("生年月日"))) // 10_000
