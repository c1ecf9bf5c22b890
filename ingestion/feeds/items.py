"""The register of items as it stood on a day: a row an item, the withdrawn ones with the day of their withdrawal."""

from ingestion.layout import AUDIENCE, MATERIAL, SAMPLE_MARK, Column, Layout, Rule

LAYOUT = Layout(
    name="items",
    name_ja="資料",
    view="raw_items__register",
    columns=(
        Column("as_of_date", "day", is_required=True),
        Column("item_no", "text", is_required=True),
        Column("ndc", "ndc"),
        AUDIENCE,
        MATERIAL,
        Column("genre_code", "word", words=("classical", "light", "traditional", "children", "spoken")),
        Column(
            "section_code",
            "word",
            words=("open_general", "open_children", "open_reference", "closed_stacks", "office"),
        ),
        Column("library_code", "library", is_required=True),
        Column("acquired_date", "day"),
        Column("acquired_by", "word", words=("purchase", "donation", "incorporation")),
        Column("withdrawn_date", "day"),
        Column("withdrawn_by", "word", words=("discard", "recycle", "transfer")),
        SAMPLE_MARK,
    ),
    day_column="as_of_date",
    is_snapshot=True,
    rules=(
        Rule(
            "withdrawn_before",
            "withdrawn_date",
            "withdrawn_date < acquired_date",
            "除籍日が受入日より前です。受入日以後の日付か空欄にしてください",
        ),
        Rule(
            "acquired_later",
            "acquired_date",
            "acquired_date > as_of_date",
            "受入日が基準日より後です。基準日までの日付にしてください",
        ),
    ),
)
