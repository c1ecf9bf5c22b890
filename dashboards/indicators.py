"""Definitions of indicators, how their values are written, and in which tables their parts stand."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dashboards.format import date_ja
from dashboards.places import Municipality, Yearbook
from dashboards.published import frame
from dashboards.yearbooks import tables
from warehouse.format import marked
from warehouse.printed_table import TableInfo

NO_VALUE = "－"
DEFINITION_HEADS = ("指標", "計算", "定義", "根拠", "定義の期間")
DEFINITION_PROSE = (1, 2, 3)
DEFINITION_LABELS = (4,)
# Columns of dim_indicator that make a definition, in the order of its fields.
COLUMNS = (
    "indicator_id, valid_from, valid_to, group_ja, name_ja, rival_group, unit_ja, decimals,"
    " formula_ja, definition_ja, authority_ja"
)


@dataclass(frozen=True)
class Definition:
    """One definition of an indicator, from the day on which it holds; `rival_group` is shared by its rivals."""

    indicator_id: str
    valid_from: date
    valid_to: date | None
    group_ja: str
    name_ja: str
    rival_group: str | None
    unit_ja: str
    decimals: int
    formula_ja: str
    definition_ja: str
    authority_ja: str

    @property
    def label_ja(self) -> str:
        """Name with its unit."""
        return f"{self.name_ja}（{self.unit_ja}）"

    def is_rival_of(self, other: "Definition") -> bool:
        """Whether both define the same thing: rivals, or the same indicator in another period."""
        is_same = self.indicator_id == other.indicator_id
        shares_group = self.rival_group is not None and self.rival_group == other.rival_group
        return self != other and (is_same or shares_group)

    def written(self, shown: Decimal | None, status: str = "final") -> str:
        """A value as readers see it, marked where it is not final; a dash where it cannot be computed."""
        return NO_VALUE if shown is None else marked(shown, self.decimals, status)


def beside_rivals(definitions: Iterable[Definition]) -> list[Definition]:
    """In their own order, but rivals follow the first of them."""
    found: list[Definition] = []
    kept = list(definitions)
    for one in kept:
        if one not in found:
            found += [one, *(other for other in kept if one.is_rival_of(other))]
    return found


def definition_rows(definitions: Sequence[Definition]) -> list[tuple[str, ...]]:
    """What each means and who says so."""
    return [
        (
            d.label_ja,
            d.formula_ja,
            d.definition_ja,
            d.authority_ja,
            f"{date_ja(d.valid_from)}から{date_ja(d.valid_to) + 'まで' if d.valid_to else ''}",
        )
        for d in definitions
    ]


def tables_in(municipality: Municipality, places_ja: Collection[str]) -> list[tuple[Yearbook, TableInfo]]:
    """The tables that these places of parts name, in printed order."""
    known = [(yearbook, info) for yearbook in municipality.yearbooks for info in tables(yearbook)]
    # The number of one table may begin like that of another.
    longest_first = sorted(known, key=lambda pair: -len(pair[1].table_no))
    named = set()
    for part in {part for place in places_ja for part in re.split(" [+×] ", place)}:
        for yearbook, info in longest_first:
            if part.startswith(f"表{info.table_no} "):
                named.add((yearbook.edition, info.table_id))
                break
    return [(yearbook, info) for yearbook, info in known if (yearbook.edition, info.table_id) in named]


def sources_ja(municipality: Municipality) -> list[str]:
    """The documents in whose tables the parts of the city's indicators stand."""
    places = frame(
        "select distinct unnest([numerator_place_ja, denominator_place_ja]) as place from fct_indicators"
        " where municipality_code = ? order by 1",
        municipality.code,
    )
    found = tables_in(municipality, [place for place in places["place"] if place])
    return list(dict.fromkeys(yearbook.source_ja for yearbook, _ in found))
