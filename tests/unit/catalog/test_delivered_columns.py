"""Columns of deliveries and the words in them have names for readers."""

from catalog.delivered_columns import COLUMNS_JA, words_ja
from expectations.doors import DOORS
from ingestion.feeds.layouts import LAYOUTS


def test_every_column_of_every_layout_has_a_name_and_no_other() -> None:
    assert set(COLUMNS_JA) == {column.name for layout in LAYOUTS.values() for column in layout.columns}


def test_no_two_columns_share_a_name() -> None:
    assert len(set(COLUMNS_JA.values())) == len(COLUMNS_JA)


def test_every_word_that_a_delivery_may_hold_has_a_name() -> None:
    asked = [
        (column.name, word)
        for layout in LAYOUTS.values()
        for column in layout.columns
        for word in column.words
    ]
    asked += [(column, word) for door in DOORS for column, words in door.words.items() for word in words]
    assert len(asked) > 50
    assert [(column, word) for column, word in asked if word not in words_ja(column)] == []
