"""Items moved from library to library: a row a move."""

from ingestion.layout import SAMPLE_MARK, Column, Layout, Rule

LAYOUT = Layout(
    name="item_moves",
    name_ja="所蔵館変更",
    view="raw_item_moves__events",
    columns=(
        Column("moved_date", "day", is_required=True),
        Column("item_no", "text", is_required=True),
        Column("from_library_code", "library", is_required=True),
        Column("to_library_code", "library", is_required=True),
        SAMPLE_MARK,
    ),
    day_column="moved_date",
    rules=(
        Rule(
            "same_library",
            "to_library_code",
            "from_library_code = to_library_code",
            "移動元と移動先が同じ館です。別の館にしてください",
        ),
    ),
)
