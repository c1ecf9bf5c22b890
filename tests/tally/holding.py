"""What is held, came and went: tables 1-(3) and 2-(1) to 2-(4)."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import product

import polars as pl

from tests.tally.delivered import LIBRARIES, Delivered, day
from tests.tally.figures import Figures, percent

BOOK = pl.col("資料種別") == "1"
AUDIENCES = {"一般図書": pl.col("対象") == "1", "児童図書": pl.col("対象") == "2"}
CLASSES = [
    "0総記",
    "1哲学",
    "2歴史",
    "3社会科学",
    "4自然科学",
    "5工学技術",
    "6産業",
    "7芸術",
    "8言語",
    "9文学",
]
SECTIONS = {"開架/一般": "1", "開架/児童": "2", "開架/調査相談": "3", "書庫": "4", "事務用": "5"}
GENRES = {"クラシック": "1", "軽音楽": "2", "純邦楽": "3", "児童向け音楽": "4", "音楽以外": "5"}
MEDIA = {"カセット": "3", "CD": "2", "ビデオ": "4", "DVD": "5", "デイジー": "6", "DVD-ROM": "7"}
CAME = {"増加冊数/購入": "1", "増加冊数/寄贈": "2", "増加冊数/編入": "3"}
WENT = {"減少冊数/除籍": ["1", "2"], "減少冊数/管理換": ["3"]}


def tally_holding(delivered: Delivered, figures: Figures) -> None:
    """Put every cell that the register of items and the moves give."""
    if not delivered.frames["items"].height:
        return
    items = _located(delivered)
    year = delivered.fiscal_year
    held = items.filter(pl.col("年度末").is_not_null())
    _stock(year, held, figures)
    _classes(year, held.filter(BOOK), figures)
    _sections(year, held.filter(BOOK), figures)
    _came_and_went(delivered, items.filter(BOOK), figures)
    _audiovisual(year, held.filter(~BOOK), figures)


def _located(delivered: Delivered) -> pl.DataFrame:
    """The items, with the library that had them at both ends of the year, where they came in and where they went."""
    first, last = delivered.first_day, delivered.last_day
    moves: dict[str, list[tuple[date, str]]] = {}
    for item, moved, left in (
        delivered.frames["item_moves"].select("資料番号", day("移動日"), "移動元").iter_rows()
    ):
        moves.setdefault(item, []).append((moved, left))

    def library_after(on: date, item: str, now: str) -> str:
        """Where the item was when this day ended: where its next move took it from, else where it is now."""
        return min(((moved, left) for moved, left in moves.get(item, []) if moved > on), default=(on, now))[1]

    items = delivered.frames["items"].with_columns(受入=day("受入日"), 除籍=day("除籍日"))
    is_moved = pl.col("資料番号").is_in(list(moves))
    came, went = pl.col("受入").is_between(first, last), pl.col("除籍").is_between(first, last)
    was_held = (pl.col("受入") < first) & (pl.col("除籍").is_null() | (pl.col("除籍") >= first))
    is_held = (pl.col("受入") <= last) & (pl.col("除籍").is_null() | (pl.col("除籍") > last))
    ends = {"前年度末": was_held, "年度末": is_held, "受入館": came, "除籍館": went}
    items = items.with_columns(pl.when(held).then("所蔵館").alias(end) for end, held in ends.items())
    rows = items.filter(is_moved).to_dicts()
    for row in rows:
        ons = (first - timedelta(days=1), last, row["受入"] - timedelta(days=1), row["除籍"])
        for end, on in zip(ends, ons, strict=True):
            if row[end]:
                row[end] = library_after(on, row["資料番号"], row["所蔵館"])
    return pl.concat([items.filter(~is_moved), pl.DataFrame(rows, schema=items.schema)])


def _stock(year: int, held: pl.DataFrame, figures: Figures) -> None:
    counts = {label: held.filter(BOOK & is_kind).height for label, is_kind in AUDIENCES.items()}
    books, audiovisual = sum(counts.values()), held.filter(~BOOK).height
    counts |= {"図書計": books, "視聴覚": audiovisual, "合計": books + audiovisual}
    for column, value in counts.items():
        figures.put("1-(3)", year, "全館", column, value)


def _by_library(items: pl.DataFrame, at: str) -> dict[str, int]:
    """Items by library name, with a nought where there is none, and their total."""
    found = dict(items.filter(pl.col(at).is_not_null()).group_by(at).len().iter_rows())
    return {library: found.get(code, 0) for code, library in LIBRARIES.items()} | {
        "合計": sum(found.values())
    }


def _classes(year: int, books: pl.DataFrame, figures: Figures) -> None:
    general = books.filter(AUDIENCES["一般図書"])
    rows = {
        f"一般用資料/{name}": general.filter(pl.col("分類記号").str.starts_with(name[0])) for name in CLASSES
    } | {"小計": general, "児童用資料": books.filter(AUDIENCES["児童図書"]), "合計": books}
    for row, items in rows.items():
        for column, value in _by_library(items, "年度末").items():
            figures.put("2-(1)", year, row, column, value)
        figures.put("2-(1)", year, row, "構成比", percent(items.height, books.height, 1))


def _sections(year: int, books: pl.DataFrame, figures: Figures) -> None:
    open_shelves = pl.col("配架場所").is_in(["1", "2", "3"])
    rows = {row: pl.col("配架場所") == code for row, code in SECTIONS.items()}
    for row, is_row in {**rows, "開架/計": open_shelves, "合計": pl.lit(value=True)}.items():
        for column, value in _by_library(books.filter(is_row), "年度末").items():
            figures.put("2-(2)", year, row, column, value)


def _came_and_went(delivered: Delivered, books: pl.DataFrame, figures: Figures) -> None:
    year = delivered.fiscal_year
    kinds = {**AUDIENCES, "計": pl.lit(value=True)}
    for kind, is_kind in kinds.items():
        items = books.filter(is_kind)
        before, now = _by_library(items, "前年度末"), _by_library(items, "年度末")
        came = {way: _by_library(items.filter(pl.col("受入区分") == c), "受入館") for way, c in CAME.items()}
        went = {
            way: _by_library(items.filter(pl.col("除籍区分").is_in(c)), "除籍館") for way, c in WENT.items()
        }
        moved = _net_moves(delivered, items)
        for library in (*LIBRARIES.values(), "合計"):
            row = f"{library}/{kind}"
            figures.put("2-(3)", year - 1, row, "前年度末蔵書数", before[library])
            cells = {way: counts[library] for way, counts in (came | went).items()} | {
                "増加冊数/合計": sum(counts[library] for counts in came.values()),
                "減少冊数/合計": sum(counts[library] for counts in went.values()),
                "所蔵館変更による増減": moved[library],
                "年度末蔵書数": now[library],
                "年間増減": now[library] - before[library],
            }
            for column, value in cells.items():
                figures.put("2-(3)", year, row, column, value)
    note = {way: books.filter(pl.col("除籍館").is_not_null() & (pl.col("除籍区分") == c)).height
            for way, c in {"廃棄等": "1", "リサイクル": "2"}.items()}  # fmt: skip
    for column, value in {**note, "合計": sum(note.values())}.items():
        figures.put("2-(3)", year, "注/除籍の内訳", column, value)


def _net_moves(delivered: Delivered, items: pl.DataFrame) -> dict[str, int]:
    moves = delivered.frames["item_moves"].join(items.select("資料番号"), on="資料番号")
    into, out = (dict(moves.group_by(end).len().iter_rows()) for end in ("移動先", "移動元"))
    net = {library: into.get(code, 0) - out.get(code, 0) for code, library in LIBRARIES.items()}
    return net | {"合計": sum(net.values())}


def _audiovisual(year: int, held: pl.DataFrame, figures: Figures) -> None:
    counted: dict[tuple[str, str, str], int] = {}
    for at, genre, medium, value in held.group_by("年度末", "音楽区分", "資料種別").len().iter_rows():
        counted[at, genre, medium] = value

    def count(ats: Iterable[str], genres: Iterable[str], media: Iterable[str]) -> int:
        return sum(counted.get(place, 0) for place in product(ats, genres, media))

    columns = {name: [code] for name, code in MEDIA.items()} | {"合計": list(MEDIA.values())}
    rows = {name: [code] for name, code in GENRES.items()} | {"計": list(GENRES.values())}
    for column, media in columns.items():
        figures.put("2-(4)", year, "合計", column, count(LIBRARIES, GENRES.values(), media))
        for (code, library), (row, genres) in product(LIBRARIES.items(), rows.items()):
            figures.put("2-(4)", year, f"{library}/{row}", column, count([code], genres, media))
