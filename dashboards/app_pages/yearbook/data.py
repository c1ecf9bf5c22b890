"""The tables of a yearbook by chapter."""

from dashboards.places import Municipality
from dashboards.published import tables
from warehouse.printed_table import TableInfo


def by_chapter(municipality: Municipality) -> dict[str, list[TableInfo]]:
    """Tables under the title of their chapter, in printed order."""
    chapters: dict[str, list[TableInfo]] = {}
    if municipality.edition is not None:
        for info in tables(municipality.code, municipality.edition):
            chapters.setdefault(f"{info.chapter}　{info.chapter_title_ja}", []).append(info)
    return chapters
