"""Headline figures of a topic: of the year against last year, or of a month against the same month of last year."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from urllib.parse import urlencode

from dashboards.cube.measures import fiscal_years
from dashboards.format import change, number
from dashboards.topic.catalogue import Part
from dashboards.topic.figures import PER_DAY_DECIMALS, same_months, total
from dashboards.topic.shown_figures import SAMPLE_JA, ShownMeasure
from dashboards.topic.state import ALL, State


@dataclass(frozen=True)
class Card:
    """A figure with what it is compared to; `link` leads to the printed table that it stands in."""

    name_ja: str
    unit_ja: str
    decimals: int
    now: Decimal
    basis_ja: str
    before: Decimal | None
    before_basis_ja: str
    compared_ja: str
    absent_ja: str
    per_day: Decimal | None
    link: str

    @property
    def is_sample(self) -> bool:
        return SAMPLE_JA in (self.basis_ja, self.before_basis_ja)

    @property
    def change_ja(self) -> str:
        if self.before is None:
            return self.absent_ja
        basis = "" if self.before_basis_ja == self.basis_ja else f"（前は{self.before_basis_ja}）"
        return f"{self.compared_ja} {change(self.now, self.before, self.decimals)}{basis}"


def cards(state: State) -> list[Card]:
    """A card a part that has a figure of the chosen year, month and library."""
    return [card for part in state.parts if (card := _card(state, part)) is not None]


def cards_html(found: Sequence[Card]) -> str:
    return f'<div class="nenpo-cards">{"".join(_html(card) for card in found)}</div>'


def _card(state: State, part: Part) -> Card | None:
    shown = (state.libraries if state.library_code else state.system).get(part.key)
    if state.month is ALL and shown and shown.at(state.year, state.library_code):
        return _shown_card(state, part, shown)
    return _counted_card(state, part)


def _shown_card(state: State, part: Part, shown: ShownMeasure) -> Card | None:
    now = shown.at(state.year, state.library_code)
    before = shown.at(state.year - 1, state.library_code)
    if now is None:
        return None
    address = {"edition": shown.edition, "table": shown.table_id, "fiscal_year": state.year}
    return Card(
        shown.name_ja,
        shown.unit_ja,
        shown.decimals,
        now.value,
        now.basis_ja,
        before.value if before else None,
        before.basis_ja if before else "",
        "前年度比",
        "前年度の数値なし",
        _per_day(state, part),
        f"table?{urlencode({'municipality': state.municipality.slug, **address})}",
    )


def _counted_card(state: State, part: Part) -> Card | None:
    measure = state.counted.get(part.key)
    if measure is None or state.year not in fiscal_years(state.municipality.code, measure):
        return None
    if measure.is_stock and state.month is not ALL:
        return None
    found = total(state.municipality.code, measure, state.year, state.filters(), part.per_open_day)
    if found.now is None:
        return None
    whole = state.month is ALL
    is_part = whole and not same_months(state, measure)
    return Card(
        measure.name_ja,
        measure.unit_ja,
        measure.decimals,
        found.now,
        SAMPLE_JA if found.is_sample else "集計値",
        None if is_part else found.before,
        SAMPLE_JA if found.is_sample else "集計値",
        "前年度比" if whole else "前年同月比",
        "前年度の数値なし" if whole else "前年同月の納品データなし",
        found.per_day,
        "",
    )


def _per_day(state: State, part: Part) -> Decimal | None:
    measure = state.counted.get(part.key)
    if measure is None or not part.per_open_day:
        return None
    if state.year not in fiscal_years(state.municipality.code, measure):
        return None
    return total(state.municipality.code, measure, state.year, state.filters(), per_open_day=True).per_day


def _html(card: Card) -> str:
    name = escape(card.name_ja)
    if card.link:
        name = f'<a href="{escape(card.link)}" target="_self">{name}</a>'
    per_day = ""
    if card.per_day is not None:
        figure = number(card.per_day, PER_DAY_DECIMALS)
        per_day = f'<div class="years">開館1日1館あたり {figure}{escape(card.unit_ja)}</div>'
    return (
        f'<section class="nenpo-card"><div class="name">{name}</div>'
        f'<div class="value">{number(card.now, card.decimals)}'
        f"<small>{escape(card.unit_ja)}　{escape(card.basis_ja)}</small></div>"
        f'<div class="change">{escape(card.change_ja)}</div>{per_day}</section>'
    )
