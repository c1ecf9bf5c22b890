"""How many items of each kind the printed tables ask for: stock, accessions, withdrawals, moves."""

from dataclasses import dataclass

import numpy as np

from catalog.errors import CatalogError
from sample.counts import Ints
from sample.figures import Figures

CLASSES, SECTIONS = 10, ("open_general", "open_children", "open_reference", "closed_stacks", "office")
WAYS = ("購入", "寄贈", "編入")
GENRES = ("クラシック", "軽音楽", "純邦楽", "児童向け音楽", "音楽以外")
MEDIA = ("カセット", "CD", "ビデオ", "DVD", "デイジー", "DVD-ROM")
AUDIENCES = ("一般図書", "児童図書")
_ACCESSIONS = "t02_3_accessions_withdrawals"


@dataclass(frozen=True)
class BookCounts:
    """Books of one library and audience.

    `added` by way, `held` at the year's end without what moved in, `moved` in less out, `withdrawn`, `transferred`.
    """

    library: int
    is_children: bool
    before: int
    added: tuple[int, ...]
    withdrawn: int
    transferred: int
    moved: int

    @property
    def after(self) -> int:
        """The stock at the end of the year."""
        return self.before + sum(self.added) - self.withdrawn - self.transferred + self.moved


def book_counts(figures: Figures) -> list[BookCounts]:
    """A row a library and audience.

    Raises:
        CatalogError: a figure is missing, or the printed ones do not balance.
    """
    found = []
    for library, path in enumerate(figures.libraries.values()):
        for is_children, audience in enumerate(AUDIENCES):
            row = f"{path}/{audience}"
            counts = BookCounts(
                library=library,
                is_children=bool(is_children),
                before=figures.need(_ACCESSIONS, row, "前年度末蔵書数", 1),
                added=tuple(figures.need(_ACCESSIONS, row, f"増加冊数/{way}") for way in WAYS),
                withdrawn=figures.need(_ACCESSIONS, row, "減少冊数/除籍"),
                transferred=figures.need(_ACCESSIONS, row, "減少冊数/管理換"),
                moved=figures.need(_ACCESSIONS, row, "所蔵館変更による増減"),
            )
            _refuse_imbalance(figures, row, counts)
            found.append(counts)
    for is_children, audience in enumerate(AUDIENCES):
        if sum(c.moved for c in found if c.is_children == bool(is_children)):
            raise CatalogError(
                f"{figures.fiscal_year}年度の見本は作れません。表2-(3)の{audience}の「所蔵館変更による増減」を"
                "全館で足しても0になりません。数値を直してください。"
            )
    return found


def _refuse_imbalance(figures: Figures, row: str, counts: BookCounts) -> None:
    if counts.after != figures.need(_ACCESSIONS, row, "年度末蔵書数"):
        raise CatalogError(
            f"{figures.fiscal_year}年度の見本は作れません。表2-(3)「{row}」の年度末蔵書数が増減と合いません。"
            "数値を直してください。"
        )


def recycled(figures: Figures) -> int:
    """Of all books withdrawn, those handed on for recycling."""
    return figures.need(_ACCESSIONS, "注/除籍の内訳", "リサイクル")


def class_counts(figures: Figures, path: str) -> list[int]:
    """Books for adults of a library by class 0 to 9."""
    rows = dict.fromkeys(
        row for row, _ in figures.table("t02_1_books_by_class") if row.startswith("一般用資料/")
    )
    by_class = {int(row.split("/")[1][0]): row for row in rows}
    return [figures.need("t02_1_books_by_class", by_class[c], path) for c in range(CLASSES)]


def section_counts(figures: Figures, path: str, general: int, children: int) -> tuple[Ints, Ints]:
    """Books of a library by section, for adults and for children.

    Children's shelves hold children's books; what more children's books there are stands in the closed stacks,
    then at the reference desk, on the open shelves and in the office, beside the books for adults.
    """
    table, rows = "t02_2_books_by_section", ("開架/一般", "開架/児童", "開架/調査相談", "書庫", "事務用")
    wanted = np.array([figures.printed(table, row, path) or 0 for row in rows], dtype=np.int64)
    if wanted.sum() != general + children:
        raise CatalogError(
            f"{figures.fiscal_year}年度の見本は作れません。表2-(2)「{path}」のコーナー別の和が表2-(1)の蔵書数"
            f"{general + children}と合いません。数値を直してください。"
        )
    for_children = np.zeros(len(SECTIONS), dtype=np.int64)
    left = children
    for section in (1, 3, 2, 0, 4):
        for_children[section] = min(left, int(wanted[section]))
        left -= int(for_children[section])
    return wanted - for_children, for_children


def audiovisual_counts(figures: Figures, path: str) -> Ints:
    """Sound and film of a library by genre and medium, as a matrix."""
    return np.array(
        [
            [
                figures.printed("t02_4_audiovisual_holdings", f"{path}/{genre}", medium) or 0
                for medium in MEDIA
            ]
            for genre in GENRES
        ],
        dtype=np.int64,
    )


def audiovisual_change(figures: Figures) -> int:
    """How much sound and film the year added (or, below nought, took away)."""
    row = ("t01_3_holdings", "全館", "視聴覚")
    return figures.need(*row) - figures.need(*row, 1)
