"""Loans of a library system: a row a loan, with what was known of item and reader at the desk."""

from ingestion.layout import (
    AGE_YEARS,
    AUDIENCE,
    BIRTH_DATE,
    MATERIAL,
    PATRON_NO,
    RESIDENCE,
    SAMPLE_MARK,
    Column,
    Layout,
    Rule,
    born_by,
)

LAYOUT = Layout(
    name="loans",
    name_ja="貸出",
    view="raw_loans__events",
    columns=(
        Column("checkout_at", "moment", is_required=True),
        Column("library_code", "library", is_required=True),
        Column(
            "channel_code",
            "word",
            words=("counter", "self_checkout", "home_delivery", "post", "locker", "other"),
        ),
        Column("borrower_code", "word", words=("person", "group")),
        Column("transaction_no", "text", is_personal=True),
        PATRON_NO,
        BIRTH_DATE,
        AGE_YEARS,
        RESIDENCE,
        Column("item_no", "text"),
        Column("ndc", "ndc"),
        MATERIAL,
        AUDIENCE,
        Column("due_date", "day"),
        Column("renewals", "count"),
        Column("returned_date", "day"),
        SAMPLE_MARK,
    ),
    day_column="checkout_at",
    rules=(
        Rule(
            "returned_before",
            "returned_date",
            "returned_date < cast(checkout_at as date)",
            "返却日が貸出日より前です。貸出日以後の日付か空欄にしてください",
        ),
        born_by("checkout_at"),
    ),
)
