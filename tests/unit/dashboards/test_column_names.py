"""Columns of deliveries have names for readers."""

from dashboards.app_pages.deliveries.column_names import COLUMNS_JA
from ingestion.feeds.layouts import LAYOUTS


def test_every_column_of_every_layout_has_a_name_and_no_other() -> None:
    assert set(COLUMNS_JA) == {column.name for layout in LAYOUTS.values() for column in layout.columns}


def test_no_two_columns_share_a_name() -> None:
    assert len(set(COLUMNS_JA.values())) == len(COLUMNS_JA)
