"""Indicators of the tiny city, and the price that it puts on a loan."""

from pathlib import Path

from tests import seeds_tree as tree

FILE = "indicators.yaml"
INDICATORS = """\
indicators:
  - indicator_id: per_day
    valid_from: 2020-04-01
    valid_to: 2022-03-31
    group_ja: 貸出
    name_ja: 1日あたりの貸出
    rival_group: per_day
    unit_ja: 冊
    decimals: 1
    numerator: [{measure: loans_general}, {measure: loans_children}]
    denominator: [{measure: open_days}]
    places: [all, library]
    total: sum_of_rounded
    printed: {measure: loans_per_day}
    definition_ja: 貸出を開館日数で割る。
    authority_ja: 年報
  - indicator_id: per_day
    valid_from: 2022-04-01
    group_ja: 貸出
    name_ja: 1日あたりの貸出
    unit_ja: 冊
    decimals: 2
    numerator: [{measure: loans}]
    denominator: [{measure: open_days}]
    definition_ja: 貸出を開館日数で割る。
    authority_ja: 年報
  - indicator_id: children_cards
    valid_from: 2020-04-01
    group_ja: 登録
    name_ja: 市内の登録者の割合
    unit_ja: "%"
    decimals: 1
    scale: 100
    numerator: [{measure: cards, where: {residence: resident}}]
    denominator: [{measure: cards, at: all}]
    printed: {measure: cards_share, of: cards, where: {residence: resident}}
    definition_ja: 市内の人の割合。
    authority_ja: 年報
  - indicator_id: effect
    valid_from: 2020-04-01
    group_ja: 貸出
    name_ja: 効果額
    unit_ja: 円
    decimals: 0
    numerator: [{measure: loans}]
    factor: {measure: cards}
    definition_ja: 貸出に単価を掛ける。
    authority_ja: 年報
"""
PRICES = """\
unit_prices:
  - {measure: loan_unit_price_yen, yen: 1500, valid_from: 2023-04-01, authority_ja: 要覧}
"""


def add_indicators(seeds: Path) -> Path:
    """Add them to the tiny seeds; the path of `seeds`."""
    (seeds / FILE).write_text(INDICATORS, encoding="utf-8")
    definitions = seeds / Path(tree.MUNICIPALITY).parent / "definitions.yaml"
    before = definitions.read_text(encoding="utf-8") if definitions.exists() else ""
    definitions.write_text(before + PRICES, encoding="utf-8")
    return seeds
