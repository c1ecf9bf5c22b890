"""Which library was open on which day: a row a library and day."""

from ingestion.layout import SAMPLE_MARK, Column, Layout

LAYOUT = Layout(
    name="opening_log",
    name_ja="開館記録",
    view="raw_opening_log__days",
    columns=(
        Column("date", "day", is_required=True),
        Column("library_code", "library", is_required=True),
        Column("state_code", "word", is_required=True, words=("open", "closed")),
        Column("opens_at", "text"),
        Column("closes_at", "text"),
        SAMPLE_MARK,
    ),
    day_column="date",
)
