"""A number format shows a figure as it is printed; what lies under it is the number."""

from decimal import Decimal

import pytest

from reports.number_formats import number_format


@pytest.mark.parametrize(
    ("text", "value", "wanted"),
    [
        ("1,234,567", "1234567", '#,##0;"△ "#,##0'),
        ("0", "0", '#,##0;"△ "#,##0'),
        ("△ 7,440", "-7440", '#,##0;"△ "#,##0'),
        ("112.6", "112.6", '#,##0.0;"△ "#,##0.0'),
        ("△ 0.05", "-0.05", '#,##0.00;"△ "#,##0.00'),
        ("24.3%", "24.3", '#,##0.0"%";"△ "#,##0.0"%"'),
        ("24.3%", "24.3214", '#,##0.0"%";"△ "#,##0.0"%"'),
        ("41000部", "41000", '0"部";"△ "0"部"'),
        ("延べ131名", "131", '"延べ"#,##0"名";"延べ""△ "#,##0"名"'),
        ("(481,158)", "481158", '"("#,##0")";"(""△ "#,##0")"'),
        ("81(1)", "81", '#,##0"(1)";"△ "#,##0"(1)"'),
        ("●", "1", '"●"'),
        ("第3回", "15", '"第3回"'),
        ('"甲"', "1", '""\\""甲"\\"""'),
    ],
)
def test_format(text: str, value: str, wanted: str) -> None:
    assert number_format(text, Decimal(value)) == wanted
