"""Visitors counted at the gates: a row a library and day, or several that add up."""

from ingestion.layout import SAMPLE_MARK, Column, Layout

LAYOUT = Layout(
    name="gate_counts",
    name_ja="入館者数",
    view="raw_gate_counts__days",
    columns=(
        Column("date", "day", is_required=True),
        Column("library_code", "library", is_required=True),
        Column("visitors", "count", is_required=True),
        SAMPLE_MARK,
    ),
    day_column="date",
)
