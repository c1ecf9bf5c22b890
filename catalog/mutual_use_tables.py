"""Columns of the `raw_catalog__*` table of mutual use, and their DuckDB types."""

MUTUAL_USE_TABLES: dict[str, dict[str, str]] = {
    "raw_catalog__mutual_use_partners": {
        "municipality_code": "VARCHAR",
        "position": "INTEGER",
        "partner_ja": "VARCHAR",
        "agreement_ja": "VARCHAR",
        "status": "VARCHAR",
        "started_month": "DATE",
        "home_started_month": "DATE",
        "direction_ja": "VARCHAR",
        "note_ja": "VARCHAR",
        "source_ja": "VARCHAR",
    },
}
