"""How cells are counted, as rows: conditions, definitions, derivations, words (tables `raw_catalog__*`)."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from catalog.delivered_columns import COLUMNS_JA, words_ja
from catalog.derivations import derivations
from catalog.form import form_measures
from catalog.load import Catalog, Edition
from catalog.words import MATERIALS, WORDS

Row = dict[str, Any]

_EDITION = {"municipality_code": "VARCHAR", "edition": "INTEGER"}

COUNTING_TABLES: dict[str, dict[str, str]] = {
    # A row a condition; the same dimension twice on one member means either value.
    "raw_catalog__axis_conditions": {
        **_EDITION,
        "table_id": "VARCHAR",
        "axis": "VARCHAR",
        "position": "INTEGER",
        "dimension": "VARCHAR",
        "value": "VARCHAR",
    },
    # A row a condition of a counted measure; one without conditions has a single row without dimension.
    "raw_catalog__measure_conditions": {
        "measure_id": "VARCHAR",
        "quantity": "VARCHAR",
        "per_library": "BOOLEAN",
        "dimension": "VARCHAR",
        "value": "VARCHAR",
    },
    "raw_catalog__derivations": {
        **_EDITION,
        "identity_id": "VARCHAR",
        "instance": "VARCHAR",
        "round": "INTEGER",
    },
    "raw_catalog__definitions": {
        "municipality_code": "VARCHAR",
        "name": "VARCHAR",
        "value": "VARCHAR",
        "valid_from": "DATE",
        "authority_ja": "VARCHAR",
        "note_ja": "VARCHAR",
    },
    "raw_catalog__form_tables": {
        "table_id": "VARCHAR",
        "measure_id": "VARCHAR",
        "over_months": "VARCHAR",
    },
    "raw_catalog__feeds": {"municipality_code": "VARCHAR", "feed": "VARCHAR", "layout": "VARCHAR"},
    "raw_catalog__words": {
        "dimension": "VARCHAR",
        "position": "INTEGER",
        "code": "VARCHAR",
        "name_ja": "VARCHAR",
        "group_code": "VARCHAR",
    },
    # A row a word that a column may hold; a column without a closed list has a single row without a word.
    "raw_catalog__delivered_columns": {
        "column_name": "VARCHAR",
        "column_ja": "VARCHAR",
        "position": "INTEGER",
        "code": "VARCHAR",
        "name_ja": "VARCHAR",
    },
}


def _edition_key(edition: Edition) -> Row:
    return {"municipality_code": edition.municipality.municipality_code, "edition": edition.source.edition}


def _axis_conditions(catalog: Catalog) -> list[Row]:
    return [
        {
            **_edition_key(e),
            "table_id": t.table_id,
            "axis": axis,
            "position": position,
            "dimension": dimension,
            "value": value,
        }
        for e in catalog.editions
        for t in e.tables
        for axis, members in e.axes[t.table_id].items()
        for position, member in enumerate(members, 1)
        for dimension, value in member.conditions
    ]


def _measure_conditions(catalog: Catalog) -> list[Row]:
    return [
        {
            "measure_id": m.measure_id,
            "quantity": m.computed.quantity,
            "per_library": m.computed.per_library,
            "dimension": dimension,
            "value": value,
        }
        for m in catalog.measures
        if m.computed is not None
        for dimension, value in m.computed.where or ((None, None),)
    ]


def _derivations(catalog: Catalog) -> list[Row]:
    return [
        {**_edition_key(e), **asdict(d)} for e in catalog.editions for d in derivations(e, catalog.measures)
    ]


def _definitions(catalog: Catalog) -> list[Row]:
    return [
        {"municipality_code": code, **d.model_dump(exclude={"value"}), "value": d.word}
        for code, city in catalog.definitions.items()
        for d in city.definitions
    ]


def _feeds(catalog: Catalog) -> list[Row]:
    return [
        {"municipality_code": m.municipality_code, "feed": d.feed, "layout": d.layout}
        for m in catalog.municipalities
        for d in m.deliveries
    ]


def _form_tables(catalog: Catalog) -> list[Row]:
    return [
        {"table_id": table_id, "measure_id": measure_id, "over_months": over_months}
        for table_id, measure_id, over_months in form_measures(catalog)
    ]


def _words(catalog: Catalog) -> list[Row]:
    del catalog  # the same for every installation
    return [
        {
            "dimension": dimension,
            "position": position,
            "code": code,
            "name_ja": name,
            "group_code": MATERIALS.get(code) if dimension == "material" else None,
        }
        for dimension, words in WORDS.items()
        for position, (code, name) in enumerate(words.items(), 1)
    ]


def _delivered_columns(catalog: Catalog) -> list[Row]:
    del catalog  # the same for every installation
    return [
        {"column_name": column, "column_ja": name, "position": position, "code": code, "name_ja": word}
        for column, name in COLUMNS_JA.items()
        for position, (code, word) in enumerate(words_ja(column).items() or [(None, None)], 1)
    ]


COUNTING_MAKERS: dict[str, Callable[[Catalog], list[Row]]] = {
    "axis_conditions": _axis_conditions,
    "measure_conditions": _measure_conditions,
    "derivations": _derivations,
    "definitions": _definitions,
    "feeds": _feeds,
    "form_tables": _form_tables,
    "words": _words,
    "delivered_columns": _delivered_columns,
}
