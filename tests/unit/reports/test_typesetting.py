"""Widths, line breaks and the choice of the sheet."""

import pytest

from reports.typesetting import LANDSCAPE_PT, PORTRAIT_PT, break_label, em_width, fit, label_need


@pytest.mark.parametrize(
    ("label", "width", "lines"),
    [
        ("中央図書館", 5, ["中央図書館"]),
        ("中央図書館", 3, ["中央", "図書館"]),
        ("西宮浜義務教育学校", 4, ["西宮浜", "義務教育", "学校"]),
        ("うち学校図書館司書", 6, ["うち学校", "図書館司書"]),
        ("DVD-ROM", 4, ["DVD-", "ROM"]),
        ("報酬(月額)", 3.5, ["報酬", "(月額)"]),
        ("", 3, [""]),
    ],
)
def test_a_head_breaks_between_words(label: str, width: float, lines: list[str]) -> None:
    assert break_label(label, width) == lines


def test_a_word_wider_than_its_column_is_broken_anywhere() -> None:
    assert "".join(break_label("義務教育学校", 2)) == "義務教育学校"
    assert all(em_width(line) <= 2 for line in break_label("義務教育学校", 2))


def test_a_short_word_is_never_broken() -> None:
    assert label_need("甲東園", 3) == 3
    assert label_need("西宮浜義務教育学校", 3) == 4


def test_a_narrow_table_stays_upright_in_large_type_with_equal_columns() -> None:
    sheet = fit([3, 5, 2, 2], stub_count=1)
    assert not sheet.landscape
    assert sheet.size_pt == 9
    assert len(set(sheet.widths_pt[1:])) == 1


def test_a_wide_table_gets_smaller_type_before_it_is_turned() -> None:
    upright = fit([5.0, *[3.6] * 14], stub_count=1)
    assert not upright.landscape
    assert upright.size_pt < 9
    assert sum(upright.widths_pt) == pytest.approx(PORTRAIT_PT)
    turned = fit([6.0, *[4.2] * 16], stub_count=1)
    assert turned.landscape
    assert sum(turned.widths_pt) == pytest.approx(LANDSCAPE_PT)


def test_a_table_wider_than_any_page_is_still_set_within_it() -> None:
    assert sum(fit([6.0] * 60, stub_count=1).widths_pt) == pytest.approx(LANDSCAPE_PT)
