"""Which feed of which municipality a table is: its headings say so, never its name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from catalog.column_map import ColumnMap
from catalog.errors import CatalogError
from catalog.load import Catalog
from catalog.municipality import Municipality
from ingestion.errors import DeliveryError
from ingestion.feeds.layouts import LAYOUTS
from ingestion.layout import Layout
from ingestion.transcode import DELIMITERS_JA, ENCODINGS_JA, headings


@dataclass(frozen=True)
class Recognised:
    """A table with its feed; `headings` in the order of the file."""

    municipality: Municipality
    column_map: ColumnMap
    headings: tuple[str, ...]


def check_column_maps(catalog: Catalog) -> None:
    """Hold the column maps against the layouts.

    Raises:
        CatalogError: a layout, column or word that is not there, a required column that is missing, with file and line.
    """
    for municipality in catalog.municipalities:
        libraries = tuple(library.library_code for library in municipality.libraries)
        for column_map in catalog.column_maps[municipality.municipality_code]:
            layout = LAYOUTS.get(column_map.spec.layout)
            if layout is None:
                raise CatalogError(
                    f"{column_map.shown_as}: layout「{column_map.spec.layout}」はありません。使えるもの: {'、'.join(LAYOUTS)}。"
                )
            for column in column_map.headings:
                if column not in layout.by_name:
                    raise CatalogError(
                        f"{column_map.shown_as} {column_map.lines[column]}行目: 列「{column}」はありません。"
                        f"使える列: {'、'.join(layout.by_name)}。"
                    )
            for column_spec in layout.columns:
                if column_spec.is_required and column_spec.name not in column_map.headings:
                    raise CatalogError(
                        f"{column_map.shown_as}: 列「{column_spec.name}」が要ります。見出しを書き加えてください。"
                    )
            _check_words(column_map, layout, libraries)


def _check_words(column_map: ColumnMap, layout: Layout, libraries: tuple[str, ...]) -> None:
    for name, words in column_map.words.items():
        column = layout.by_name[name]
        allowed = libraries if column.kind == "library" else column.words
        for theirs, ours in words.items():
            if allowed and ours not in allowed:
                raise CatalogError(
                    f"{column_map.words_shown_as} {column_map.word_lines[name, theirs]}行目: "
                    f"列「{name}」に「{ours}」はありません。使える値: {'、'.join(allowed)}。"
                )


def recognise(path: Path, shown_as: str, catalog: Catalog, municipality_code: str | None) -> Recognised:
    """Find the feed of a text file by its headings.

    Args:
        path: the file.
        shown_as: its name for people.
        catalog: the cities and their column maps.
        municipality_code: of the city it must belong to, if that is known.

    Raises:
        DeliveryError: no feed has these headings, or several cities have.
    """
    if not path.stat().st_size:
        raise DeliveryError(f"{shown_as}: ファイルが空です。見出しとデータのあるファイルを渡してください。")
    fitting: list[Recognised] = []
    nearest: tuple[int, Sequence[str], ColumnMap | None] = (0, (), None)
    for municipality, column_map in _maps(catalog, municipality_code):
        found = headings(path, column_map.spec.encoding, column_map.spec.delimiter)
        if found is not None and _fits(found, column_map):
            fitting.append(Recognised(municipality, column_map, tuple(found)))
        common = len(set(column_map.headings.values()) & set(found or ()))
        if common > nearest[0]:
            nearest = (common, found or (), column_map)
    if len({fit.municipality.municipality_code for fit in fitting}) > 1:
        names = "、".join(fit.municipality.name_ja for fit in fitting)
        raise DeliveryError(
            f"{shown_as}: 見出しが複数の自治体({names})に合います。--municipality で自治体を指定してください。"
        )
    if not fitting:
        why = _fits_otherwise(path, shown_as, catalog, municipality_code)
        raise DeliveryError(why or _nothing_fits(shown_as, nearest, catalog, municipality_code))
    return fitting[0]


def _maps(catalog: Catalog, municipality_code: str | None) -> Iterator[tuple[Municipality, ColumnMap]]:
    for municipality in catalog.municipalities:
        if municipality_code in (None, municipality.municipality_code):
            for column_map in catalog.column_maps[municipality.municipality_code]:
                yield municipality, column_map


def _fits(found: Sequence[str], column_map: ColumnMap) -> bool:
    """Whether these are the map's headings, each once, in whatever order."""
    return sorted(found) == sorted(column_map.headings.values())


def _fits_otherwise(path: Path, shown_as: str, catalog: Catalog, code: str | None) -> str | None:
    """What is wrong with a file that would fit in another encoding, or another city."""
    for municipality, column_map in _maps(catalog, None):
        spec = column_map.spec
        for encoding, delimiter in product(ENCODINGS_JA, DELIMITERS_JA):
            if not _fits(headings(path, encoding, delimiter) or (), column_map):
                continue
            name = LAYOUTS[spec.layout].name_ja
            if code not in (None, municipality.municipality_code):
                return f"{shown_as}: {municipality.name_ja}の{name}です。ほかの自治体の納品として渡さないでください。"
            if (encoding, delimiter) != (spec.encoding, spec.delimiter):
                return (
                    f"{shown_as}: {ENCODINGS_JA[encoding]}・{DELIMITERS_JA[delimiter]}区切りの{name}です。"
                    f"{municipality.name_ja}の{name}は{ENCODINGS_JA[spec.encoding]}・"
                    f"{DELIMITERS_JA[spec.delimiter]}区切りで渡してください。"
                )
    return None


def _nothing_fits(
    shown_as: str,
    nearest: tuple[int, Sequence[str], ColumnMap | None],
    catalog: Catalog,
    municipality_code: str | None,
) -> str:
    _, found, column_map = nearest
    if column_map is None:
        feeds = "、".join(
            f"{LAYOUTS[m.spec.layout].name_ja}({m.spec.feed})" for _, m in _maps(catalog, municipality_code)
        )
        return (
            f"{shown_as} 1行目: どの納品の見出しでもありません。1行目に見出しのある、決められた文字コードのファイルを"
            f"渡してください(受け取れる納品: {feeds or 'なし'})。"
        )
    expected = list(column_map.headings.values())
    missing = [heading for heading in expected if heading not in found]
    unknown = [heading for heading in found if heading not in expected]
    twice = sorted({heading for heading in found if list(found).count(heading) > 1})
    parts = [
        f"{words}: {'、'.join(names)}"
        for words, names in (
            ("足りない見出し", missing),
            ("知らない見出し", unknown),
            ("二度ある見出し", twice),
        )
        if names
    ]
    return (
        f"{shown_as} 1行目: {LAYOUTS[column_map.spec.layout].name_ja}の見出しと違います({'。'.join(parts)})。"
        f"必要な見出し: {'、'.join(expected)}。"
    )
