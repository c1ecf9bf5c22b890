"""Valid registrations on a day: a row a person or group."""

from ingestion.layout import (
    AGE_YEARS,
    BIRTH_DATE,
    PATRON_NO,
    RESIDENCE,
    SAMPLE_MARK,
    Column,
    Layout,
    Rule,
    born_by,
)

LAYOUT = Layout(
    name="patrons",
    name_ja="登録者",
    view="raw_patrons__snapshots",
    columns=(
        Column("as_of_date", "day", is_required=True),
        PATRON_NO,
        Column("registered_date", "day"),
        BIRTH_DATE,
        AGE_YEARS,
        RESIDENCE,
        Column("borrower_code", "word", words=("person", "group")),
        Column("library_code", "library", is_required=True),
        SAMPLE_MARK,
    ),
    day_column="as_of_date",
    is_snapshot=True,
    rules=(
        Rule(
            "registered_later",
            "registered_date",
            "registered_date > as_of_date",
            "登録日が基準日より後です。基準日までの日付にしてください",
        ),
        born_by("as_of_date"),
    ),
)
