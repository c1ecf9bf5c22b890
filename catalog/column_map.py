"""How a city delivers: its feeds, and its headings and words for our columns and codes."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator

from catalog.closed_model import ClosedModel
from catalog.errors import CatalogError

# YAML reads 0.01 as a float; the text of it is the share that was written.
Share = Annotated[Decimal, BeforeValidator(lambda v: Decimal(str(v)) if isinstance(v, (int, float)) else v)]


class DeliverySpec(ClosedModel):
    """One feed of a city (`deliveries:` in municipality.yaml).

    `layout` names a module of ingestion/feeds. `unit`: what a file of several days stands for, whole months or just its
    days. `reject_share`: the share of its rows (0 to 1) above which a file is refused instead of its rows.
    """

    feed: str
    layout: str
    encoding: Literal["cp932", "utf-8"]
    delimiter: Literal[",", "\t"] = ","
    unit: Literal["months", "days"] = "months"
    reject_share: Share = Decimal("0.01")


@dataclass(frozen=True)
class ColumnMap:
    """Headings by our column, and our words by column and their word.

    `lines` and `word_lines` say where a column, and a column's word, stands in its file.
    """

    spec: DeliverySpec
    shown_as: str
    headings: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]
    lines: Mapping[str, int]
    word_lines: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @property
    def words_shown_as(self) -> str:
        """The file of the words, for messages."""
        return self.shown_as.removesuffix(".csv") + "_values.csv"


def read_column_maps(folder: Path, root: Path, specs: Iterable[DeliverySpec]) -> tuple[ColumnMap, ...]:
    """The column maps of a municipality, one a feed.

    Args:
        folder: the municipality's folder; the maps lie in `column_maps/<feed>.csv` and `<feed>_values.csv`.
        root: the seeds folder.
        specs: the feeds.

    Raises:
        CatalogError: with file, line and what would be accepted.
    """
    return tuple(_read(folder / "column_maps", root, spec) for spec in specs)


def _read(folder: Path, root: Path, spec: DeliverySpec) -> ColumnMap:
    path = folder / f"{spec.feed}.csv"
    shown = path.relative_to(root.parent).as_posix()
    if not path.exists():
        raise CatalogError(f"{shown} がありません。この納品の列の対応表(column,heading)を加えてください。")
    headings: dict[str, str] = {}
    lines: dict[str, int] = {}
    for number, (column, heading) in _lines(path, shown, ("column", "heading")):
        if column in headings or heading in headings.values():
            raise CatalogError(
                f"{shown} {number}行目: 「{column},{heading}」は二度目です。列と見出しは一度ずつにしてください。"
            )
        headings[column], lines[column] = heading, number
    words, word_lines = _words(folder / f"{spec.feed}_values.csv", root, headings)
    return ColumnMap(spec, shown, headings, words, lines, word_lines)


def _words(
    path: Path, root: Path, headings: Mapping[str, str]
) -> tuple[dict[str, dict[str, str]], dict[tuple[str, str], int]]:
    words: dict[str, dict[str, str]] = {}
    lines: dict[tuple[str, str], int] = {}
    if not path.exists():
        return words, lines
    shown = path.relative_to(root.parent).as_posix()
    for number, (column, theirs, ours) in _lines(path, shown, ("column", "their_value", "our_value")):
        if column not in headings:
            raise CatalogError(
                f"{shown} {number}行目: 列「{column}」は対応表にありません。使える列: {'、'.join(headings)}。"
            )
        if theirs in words.setdefault(column, {}):
            raise CatalogError(
                f"{shown} {number}行目: 「{column},{theirs}」は二度目です。一つにしてください。"
            )
        words[column][theirs], lines[column, theirs] = ours, number
    return words, lines


def _lines(path: Path, shown: str, heads: tuple[str, ...]) -> list[tuple[int, list[str]]]:
    with path.open(encoding="utf-8", newline="") as handle:
        try:
            first, *rest = list(csv.reader(handle, strict=True)) or [[]]
        except (csv.Error, UnicodeDecodeError) as error:
            raise CatalogError(f"{shown}: UTF-8のCSVとして読めません。保存し直してください。") from error
    if tuple(first) != heads:
        raise CatalogError(f"{shown} 1行目: 見出しを「{','.join(heads)}」にしてください。")
    for number, line in enumerate(rest, 2):
        if len(line) != len(heads):
            raise CatalogError(
                f"{shown} {number}行目: 項目が{len(line)}個あります。{len(heads)}個にしてください。"
            )
    return list(enumerate(rest, 2))
