"""Indicators, prices and what definitions touch, as rows (tables `raw_catalog__*`), and the types of their columns."""

from collections.abc import Callable
from typing import Any

from catalog.condition import Condition
from catalog.definition import DEFINABLE
from catalog.indicator import Indicator, IndicatorPart
from catalog.load import Catalog
from catalog.words import WORDS

Row = dict[str, Any]

_INDICATOR = {"indicator_id": "VARCHAR", "valid_from": "DATE"}

INDICATOR_TABLES: dict[str, dict[str, str]] = {
    "raw_catalog__indicators": {
        **_INDICATOR,
        "valid_to": "DATE",
        "position": "INTEGER",
        "group_ja": "VARCHAR",
        "name_ja": "VARCHAR",
        "rival_group": "VARCHAR",
        "unit_ja": "VARCHAR",
        "decimals": "INTEGER",
        "scale": "INTEGER",
        "total": "VARCHAR",
        "places": "VARCHAR",
        "formula_ja": "VARCHAR",
        "definition_ja": "VARCHAR",
        "authority_ja": "VARCHAR",
        "printed_measure_id": "VARCHAR",
        "printed_of_measure_id": "VARCHAR",
        "printed_conditions": "VARCHAR",
    },
    "raw_catalog__indicator_parts": {
        **_INDICATOR,
        "position": "INTEGER",
        "role": "VARCHAR",
        "measure_id": "VARCHAR",
        "conditions": "VARCHAR",
        "is_of_all": "BOOLEAN",
        "name_ja": "VARCHAR",
    },
    "raw_catalog__unit_prices": {
        "municipality_code": "VARCHAR",
        "measure_id": "VARCHAR",
        "valid_from": "DATE",
        "yen": "INTEGER",
        "authority_ja": "VARCHAR",
    },
    # A row a value that a city's definition can take; figures of the quantity depend on it.
    "raw_catalog__definables": {
        "name": "VARCHAR",
        "name_ja": "VARCHAR",
        "quantity": "VARCHAR",
        "value": "VARCHAR",
        "value_ja": "VARCHAR",
    },
}

_TOTALS_JA = {
    "own": "",
    "sum_of_rounded": "(全館は、館ごとに丸めた値の和)",
    "ratio_of_sums": "(全館は、館ごとの数を分子と分母のそれぞれで足してから割る)",
}


def _indicators(catalog: Catalog) -> list[Row]:
    own = {"numerator", "factor", "denominator", "places", "printed"}
    return [
        {
            **indicator.model_dump(exclude=own),
            "position": position,
            "places": ",".join(indicator.places),
            "formula_ja": _formula(indicator, catalog),
            "printed_measure_id": indicator.printed and indicator.printed.measure,
            "printed_of_measure_id": indicator.printed and indicator.printed.of,
            "printed_conditions": _text(indicator.printed.where) if indicator.printed else None,
        }
        for position, indicator in enumerate(catalog.indicators, 1)
    ]


def _indicator_parts(catalog: Catalog) -> list[Row]:
    return [
        {
            "indicator_id": indicator.indicator_id,
            "valid_from": indicator.valid_from,
            "position": position,
            "role": role,
            "measure_id": part.measure,
            "conditions": _text(part.where),
            "is_of_all": part.at == "all",
            "name_ja": _part_name(part, catalog),
        }
        for indicator in catalog.indicators
        for position, (role, part) in enumerate(indicator.parts, 1)
    ]


def _text(where: tuple[Condition, ...]) -> str:
    """Conditions as the warehouse compares them."""
    return ",".join(sorted(f"{dimension}={word}" for dimension, word in where))


def _part_name(part: IndicatorPart, catalog: Catalog) -> str:
    name = next(m.name_ja for m in catalog.measures if m.measure_id == part.measure)
    words = [WORDS.get(dimension, {}).get(word, word) for dimension, word in part.where]
    inside = [*words, *(["全館"] if part.at == "all" else [])]
    return f"{name}({'・'.join(inside)})" if inside else name


def _formula(indicator: Indicator, catalog: Catalog) -> str:
    def joined(parts: tuple[IndicatorPart, ...]) -> str:
        text = "+".join(_part_name(part, catalog) for part in parts)
        return f"({text})" if len(parts) > 1 else text

    text = joined(indicator.numerator)
    if indicator.factor:
        text += f"×{_part_name(indicator.factor, catalog)}"
    if indicator.denominator:
        text += f"÷{joined(indicator.denominator)}"
    return text + ("×100" if indicator.scale == 100 else "") + _TOTALS_JA[indicator.total]


def _unit_prices(catalog: Catalog) -> list[Row]:
    return [
        {"municipality_code": code, **price.model_dump(exclude={"measure"}), "measure_id": price.measure}
        for code, city in catalog.definitions.items()
        for price in city.unit_prices
    ]


def _definables(catalog: Catalog) -> list[Row]:
    del catalog  # the same for every installation
    return [
        {
            "name": name,
            "name_ja": definable.name_ja,
            "quantity": definable.quantity,
            "value": value,
            "value_ja": value_ja,
        }
        for name, definable in DEFINABLE.items()
        for value, value_ja in definable.values_ja.items()
    ]


INDICATOR_MAKERS: dict[str, Callable[[Catalog], list[Row]]] = {
    "indicators": _indicators,
    "indicator_parts": _indicator_parts,
    "unit_prices": _unit_prices,
    "definables": _definables,
}
