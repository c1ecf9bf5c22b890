"""Reservations of a library system: a row a reservation."""

from ingestion.layout import (
    AGE_YEARS,
    AUDIENCE,
    BIRTH_DATE,
    MATERIAL,
    PATRON_NO,
    SAMPLE_MARK,
    Column,
    Layout,
    Rule,
    born_by,
)

LAYOUT = Layout(
    name="reservations",
    name_ja="予約",
    view="raw_reservations__events",
    columns=(
        Column("reserved_date", "day", is_required=True),
        Column("place_code", "word", is_required=True, words=("counter", "web", "phone_center")),
        Column("place_library_code", "library"),
        Column("pickup_library_code", "library", is_required=True),
        Column("filled_date", "day"),
        Column("cancelled_date", "day"),
        PATRON_NO,
        BIRTH_DATE,
        AGE_YEARS,
        Column("ndc", "ndc"),
        MATERIAL,
        AUDIENCE,
        SAMPLE_MARK,
    ),
    day_column="reserved_date",
    rules=(
        Rule(
            "filled_before",
            "filled_date",
            "filled_date < reserved_date",
            "提供日が予約日より前です。予約日以後の日付か空欄にしてください",
        ),
        Rule(
            "cancelled_before",
            "cancelled_date",
            "cancelled_date < reserved_date",
            "取消日が予約日より前です。予約日以後の日付か空欄にしてください",
        ),
        Rule(
            "no_counter",
            "place_library_code",
            "place_code = 'counter' and place_library_code is null",
            "窓口での予約に受付館がありません。受付館を書いてください",
        ),
        born_by("reserved_date"),
    ),
)
