"""Everything in a yearbook that can be searched, and the search."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from dashboards.places import Yearbook
from dashboards.published import frame

EXCERPTS = 3
# Katakana stands this far behind hiragana.
KANA_DISTANCE = ord("ァ") - ord("ぁ")
KATAKANA = range(ord("ァ"), ord("ヶ") + 1)

_CORPUS = """
with t as (
    select * from rpt_yearbook__tables where municipality_code = $1 and edition = $2
)

select table_id, '表' as place_ja, table_no || ' ' || title_ja || ' ' || chapter_title_ja as text from t
union all
select distinct table_id, if(axis = 'row', '行', '列'), path
from rpt_yearbook__axis_members
where municipality_code = $1 and edition = $2 and axis != 'note' and path != '#'
union all
select table_id, '注', text_ja from rpt_yearbook__notes where municipality_code = $1 and edition = $2
union all
select table_id, '記載', value_text
from rpt_yearbook__shown
where municipality_code = $1 and edition = $2 and value is null and value_status = 'final'
union all
select distinct c.table_id, '数えるもの', m.name_ja || '：' || m.definition_ja
from rpt_yearbook__shown as c join dim_measure as m on m.measure_id = c.measure
where c.municipality_code = $1 and c.edition = $2
"""


@dataclass(frozen=True)
class Hit:
    """A table in which all words of a query stand, and where."""

    table_id: str
    excerpts: tuple[str, ...]


def folded(text: str) -> str:
    """Text without differences of width, case and kana."""
    wide = unicodedata.normalize("NFKC", text).casefold()
    return "".join(chr(ord(c) - KANA_DISTANCE) if ord(c) in KATAKANA else c for c in wide)


def search(yearbook: Yearbook, query: str) -> list[Hit]:
    """Tables in printed order in which every word of the query stands somewhere; none for an empty query."""
    words = folded(query).split()
    if not words:
        return []
    corpus = frame(_CORPUS, yearbook.municipality_code, yearbook.edition)
    by_table: dict[str, list[tuple[str, str, str]]] = {}
    for table_id, place, text in corpus.iter_rows():
        by_table.setdefault(table_id, []).append((place, text, folded(text)))
    return [
        Hit(table_id, tuple(_excerpts(found, words)))
        for table_id, found in by_table.items()
        if all(any(word in text for _, _, text in found) for word in words)
    ]


def _excerpts(found: Iterable[tuple[str, str, str]], words: list[str]) -> list[str]:
    """Where the words stand; more of them first."""
    ranked = [(sum(word in text for word in words), place, shown) for place, shown, text in found]
    best = sorted((r for r in ranked if r[0]), key=lambda r: -r[0])
    return list(dict.fromkeys(f"{place}：{shown}" for _, place, shown in best))[:EXCERPTS]
