"""Widths and line breaks of a table, worked out before Typst sees it, so that every head breaks between words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from unicodedata import east_asian_width

# Advance widths of the typeface in em, as far as they differ from the default of their class.
NARROW_EM = {
    **dict.fromkeys("0123456789", 0.63),
    **dict.fromkeys(",.", 0.265),
    **dict.fromkeys("()", 0.335),
    "-": 0.36,
}
LATIN_EM = 0.7
WIDE_EM = 1.0

# Words that a head of a library table is made of; a line ends between them, not inside them.
WORDS = """
    図書館 義務教育 学校 分室 センター 図書 資料 視聴覚 一般 児童 成人 図書費 資料費 予算額 決算額 予算 決算 人口 人数
    冊数 件数 点数 日数 団体 登録 登録者 貸出 予約 利用 場所 区分 分類 所蔵 所蔵館 変更 蔵書数 蔵書 増加 減少 増減 年間
    前年度 当初 年度末 年度 購入 寄贈 編入 除籍 管理換 合計 小計 提供数 充足率 構成比 登録率 職員数 職員 正規 会計 任用
    司書 兼務 連携 欠員 代替 による 電話 携帯 開館 入館 音楽 以外 向け あたり 比較
"""
TOKENS = re.compile(
    "|".join([*sorted(WORDS.split(), key=len, reverse=True), "[ァ-ヴー]+", "[A-Za-z]+-?", "[0-9,.]+", "."]),
    re.DOTALL,
)
# A word of three characters is never broken.
SHORTEST_LINE_EM = 3.0
NEVER_FIRST = set("、。，．・：；）〕］」』ー々%％)*＊※")
NEVER_LAST = set("（〔［「『(")


@cache
def em_width(text: str) -> float:
    """Width of one line of text in em."""
    return sum(NARROW_EM.get(char, WIDE_EM if east_asian_width(char) in "WFA" else LATIN_EM) for char in text)


@cache
def tokens(label: str) -> tuple[str, ...]:
    """The pieces of a head between which a line may end."""
    found: list[str] = []
    for piece in TOKENS.findall(label):
        if found and (piece[0] in NEVER_FIRST or found[-1][-1] in NEVER_LAST):
            found[-1] += piece
        else:
            found.append(piece)
    return tuple(found)


def break_label(label: str, width_em: float) -> list[str]:
    """Lines of a head that fit a width, of even length; a word that is wider than the line is broken anywhere."""
    pieces = [part for token in tokens(label) for part in _cut(token, width_em)]
    best = _fill(pieces, width_em)
    narrower = width_em - 0.5
    while narrower > 1 and len(lines := _fill(pieces, narrower)) == len(best):
        best = lines
        narrower -= 0.5
    return best


def label_need(label: str, max_lines: int) -> float:
    """The smallest width in em at which a head needs no more than so many lines."""
    width = max((em_width(token) for token in tokens(label)), default=0.0)
    width = max(width, min(em_width(label), SHORTEST_LINE_EM))
    while len(break_label(label, width)) > max_lines:
        width += 0.5
    return width


def _cut(token: str, width_em: float) -> list[str]:
    return [token] if em_width(token) <= width_em else list(token)


def _fill(pieces: Sequence[str], width_em: float) -> list[str]:
    lines = [""]
    for piece in pieces:
        if lines[-1] and em_width(lines[-1] + piece) > width_em + 0.01:
            lines.append("")
        lines[-1] += piece
    return lines


@dataclass(frozen=True)
class Sheet:
    """How a table is set: type size and column widths in points, and whether the page is turned."""

    size_pt: float
    landscape: bool
    widths_pt: tuple[float, ...]


PORTRAIT_PT = 487.0
LANDSCAPE_PT = 734.0
# Largest type first; a table is turned only when it would have to be set smaller than the smallest of the first line.
TRIALS = (
    (PORTRAIT_PT, False, (9.0, 8.5, 8.0, 7.5, 7.0)),
    (LANDSCAPE_PT, True, (8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5)),
)
INSET_PT = 2.6
# A table of few columns spreads over the page, but not so far that the eye loses the row.
WIDEST_FIGURE_PT = 96.0


def fit(needs_em: Sequence[float], stub_count: int) -> Sheet:
    """Choose page, type size and widths for columns that need these widths, the first of them stubs."""
    for page_pt, landscape, sizes in TRIALS:
        for size in sizes:
            widths = [need * size + 2 * INSET_PT for need in needs_em]
            if sum(widths) <= page_pt:
                return Sheet(size, landscape, _spread(widths, stub_count, page_pt))
    return Sheet(size, landscape, tuple(width * page_pt / sum(widths) for width in widths))


def _spread(widths: list[float], stub_count: int, page_pt: float) -> tuple[float, ...]:
    """Give what is left of the measure to the columns of figures, making them equal where that is possible."""
    stubs, figures = widths[:stub_count], widths[stub_count:]
    if not figures:
        return tuple(widths)
    left = page_pt - sum(stubs)
    if max(figures) * len(figures) <= left:
        equal = min(left / len(figures), max(WIDEST_FIGURE_PT, *figures))
        return (*stubs, *[equal] * len(figures))
    spare = (left - sum(figures)) / len(figures)
    return (*stubs, *(width + spare for width in figures))
