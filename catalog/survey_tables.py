"""Columns of the `raw_catalog__*` tables of yearly forms, and their DuckDB types."""

_ITEM = {"form_id": "VARCHAR", "item_no": "VARCHAR"}

SURVEY_TABLES: dict[str, dict[str, str]] = {
    "raw_catalog__surveys": {
        "position": "INTEGER",
        "form_id": "VARCHAR",
        "name_ja": "VARCHAR",
        "body_ja": "VARCHAR",
        "period_ja": "VARCHAR",
        "first_fiscal_year": "INTEGER",
        "every_years": "INTEGER",
        "verified_ja": "VARCHAR",
        "unverified_ja": "VARCHAR",
        "source_ja": "VARCHAR",
    },
    "raw_catalog__survey_items": {
        **_ITEM,
        "position": "INTEGER",
        "group_ja": "VARCHAR",
        "name_ja": "VARCHAR",
        "unit_ja": "VARCHAR",
        "decimals": "INTEGER",
        "answer": "VARCHAR",
        "kind": "VARCHAR",
        "is_required": "BOOLEAN",
        "definition_ja": "VARCHAR",
        "check_ja": "VARCHAR",
        "valid_from": "DATE",
        "valid_to": "DATE",
    },
    "raw_catalog__survey_item_cells": {
        **_ITEM,
        "valid_from": "DATE",
        "position": "INTEGER",
        "table_no": "VARCHAR",
        "row_path": "VARCHAR",
        "column_path": "VARCHAR",
        "year_offset": "INTEGER",
    },
    "raw_catalog__survey_answers": {
        "municipality_code": "VARCHAR",
        "form_id": "VARCHAR",
        "fiscal_year": "INTEGER",
        "item_no": "VARCHAR",
        "value": "VARCHAR",
        "source_ja": "VARCHAR",
        "entered_on": "DATE",
    },
}
