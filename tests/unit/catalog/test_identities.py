"""Identities become instances whose terms name single cells."""

import pytest

from catalog.errors import CatalogError
from tests.unit.catalog.inline import drawn, table, terms

COLUMNS = """
rows: [{label: 一般}, {label: 児童}, {label: 合計, role: total}]
columns:
  - {label: 日数}
  - {label: 冊数, children: [{label: 図書}, {label: 視聴覚}, {label: 計, role: subtotal}]}
"""


def instances(shape: str, identity: str) -> list[str]:
    return drawn(terms(table(f"{shape}\nidentities: [{{id: it, {identity}}}]")))


def test_within_row_there_is_one_instance_a_row() -> None:
    found = instances(COLUMNS, "form: sum, within: row, target: 冊数/計, plus: [冊数/図書, 冊数/視聴覚]")
    assert found == [
        "一般: [一般|冊数/計] = +[一般|冊数/図書] +[一般|冊数/視聴覚]",
        "児童: [児童|冊数/計] = +[児童|冊数/図書] +[児童|冊数/視聴覚]",
        "合計: [合計|冊数/計] = +[合計|冊数/図書] +[合計|冊数/視聴覚]",
    ]


def test_within_column_there_is_one_instance_a_column() -> None:
    found = instances(COLUMNS, "form: balance, within: column, target: 合計, plus: [一般], minus: [児童]")
    assert found[1] == "冊数/図書: [合計|冊数/図書] = +[一般|冊数/図書] -[児童|冊数/図書]"
    assert [line.split(":")[0] for line in found] == ["日数", "冊数/図書", "冊数/視聴覚", "冊数/計"]


def test_a_cell_is_one_instance_without_a_name() -> None:
    found = instances(
        COLUMNS,
        "form: equal, within: cell, target: {row: 一般, column: 日数}, plus: [{row: 児童, column: 日数}]",
    )
    assert found == [": [一般|日数] = +[児童|日数]"]


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        ("except: [冊数]", ["日数"]),
        ("except: [冊数/図書, 日数]", ["冊数/視聴覚", "冊数/計"]),
        ("only: [冊数]", ["冊数/図書", "冊数/視聴覚", "冊数/計"]),
        ("only: [冊数], except: [冊数/計]", ["冊数/図書", "冊数/視聴覚"]),
        # A prefix ends at a slash: 冊 is not the beginning of 冊数.
        ("only: [冊]", []),
    ],
)
def test_only_and_except_go_by_the_beginning_of_the_path(filters: str, left: list[str]) -> None:
    found = instances(COLUMNS, f"form: sum, within: column, target: 合計, plus: [一般, 児童], {filters}")
    assert [line.split(":")[0] for line in found] == left


def test_children_of_a_head_are_its_items() -> None:
    (found,) = instances(
        COLUMNS, "form: sum, within: row, target: 冊数/計, plus: [{children_of: 冊数}], only: [一般]"
    )
    assert found == "一般: [一般|冊数/計] = +[一般|冊数/図書] +[一般|冊数/視聴覚]"


def test_the_axis_of_libraries_is_all_of_them_and_no_sum() -> None:
    (found,) = instances(
        "rows: [{label: 参考}, {axis: libraries}, {label: 計, role: total}]",
        "form: sum, within: column, target: 計, plus: [{axis: libraries}]",
    )
    assert (
        found == "冊数: [計|冊数] = +[本館|冊数] +[分室/丘|冊数] +[分室/浜|冊数] +[分室/海|冊数] +[学校|冊数]"
    )


BY_LIBRARY = """
rows:
  - {axis: libraries, kinds: [library, school_library], children: [{label: 一般}, {label: 児童}, {label: 小計}, {label: 計, role: subtotal}]}
  - {label: 合計, role: total, children: [{label: 一般}, {label: 計}]}
"""


def test_a_head_below_each_library() -> None:
    (found,) = instances(
        BY_LIBRARY, "form: sum, within: column, target: 合計/計, plus: [{axis: libraries, path: 計}]"
    )
    assert found == "冊数: [合計/計|冊数] = +[本館/計|冊数] +[学校/計|冊数]"


def test_for_each_library_there_is_an_instance() -> None:
    found = instances(
        BY_LIBRARY,
        'form: sum, within: column, for_each: libraries, target: "{each}/計", plus: ["{each}/一般", "{each}/児童"]',
    )
    assert found == [
        "冊数 本館: [本館/計|冊数] = +[本館/一般|冊数] +[本館/児童|冊数]",
        "冊数 学校: [学校/計|冊数] = +[学校/一般|冊数] +[学校/児童|冊数]",
    ]


def test_a_ratio_has_two_parts_and_how_to_round() -> None:
    ratio = "form: ratio, within: row, target: 冊数/計, numerator: 冊数/図書, denominator: 日数, scale: 100, decimals: 1"
    found = terms(table(f"{COLUMNS}\nidentities: [{{id: it, {ratio}}}]"))
    assert drawn(found)[0] == "一般: [一般|冊数/計] = [一般|冊数/図書] /[一般|日数]"
    assert {(term.scale, term.decimals, term.form) for term in found} == {(100, 1, "ratio")}


def test_a_sum_of_ratios_numbers_its_pairs() -> None:
    found = terms(
        table(
            """
            rows: [{axis: libraries, kinds: [library, school_library]}, {label: 合計, role: total}]
            columns: [{label: 人数}, {label: 日数}, {label: 平均}]
            identities:
              - id: it
                form: ratio
                within: cell
                target: {row: 合計, column: 平均}
                each: {axis: libraries}
                numerator: {row: "{each}", column: 人数}
                denominator: {row: "{each}", column: 日数}
            """
        )
    )
    assert [(term.pair_no, term.role, term.row_path) for term in found] == [
        (0, "target", "合計"),
        (1, "numerator", "本館"),
        (1, "denominator", "本館"),
        (2, "numerator", "学校"),
        (2, "denominator", "学校"),
    ]


def test_the_year_of_a_head_goes_with_its_cells() -> None:
    shape = (
        "rows: [{label: 全館}]\ncolumns: [{label: 前年度末, year_offset: -1}, {label: 増加}, {label: 年度末}]"
    )
    balance = "form: balance, within: row, target: 年度末, plus: [前年度末, {path: 増加, year_offset: -2}]"
    assert instances(shape, balance) == ["全館: [全館|年度末] = +[全館|前年度末]@-1 +[全館|増加]@-2"]


def test_row_and_column_years_add_up() -> None:
    shape = (
        "rows: [{label: 前年, year_offset: -1}]\ncolumns: [{label: 前年度末, year_offset: -1}, {label: 末}]"
    )
    equal = "form: equal, within: row, target: 末, plus: [{path: 前年度末, year_offset: -1}]"
    assert instances(shape, equal) == ["前年: [前年|末]@-1 = +[前年|前年度末]@-3"]


def test_factors_multiply_and_minus_turns_them() -> None:
    balance = "form: balance, within: row, target: 冊数/計, plus: [{path: 日数, times: 1000}], minus: [{path: 冊数/図書, times: 2}]"
    found = instances(COLUMNS, f"{balance}, only: [一般]")
    assert found == ["一般: [一般|冊数/計] = +1000*[一般|日数] -2*[一般|冊数/図書]"]


OTHER = table(
    "rows: [{label: 冊数}, {label: 日数}]\ncolumns: [{label: 一般}, {label: 児童, year_offset: -1}]", "t2"
)


def test_another_table_turned_over() -> None:
    spec = table(
        f"{COLUMNS}\nidentities: [{{id: it, form: equal, within: row, target: 日数, except: [合計],"
        ' plus: [{table: t2, row: 日数, column: "{row}"}]}]'
    )
    assert drawn(terms(spec, OTHER)) == [
        "一般: [一般|日数] = +t2:[日数|一般]",
        "児童: [児童|日数] = +t2:[日数|児童]@-1",
    ]


def test_another_table_column_by_column() -> None:
    spec = table(
        "rows: [{label: 合計}]\ncolumns: [{label: 一般}]\nidentities: [{id: it, form: equal, within: column, target: 合計,"
        ' plus: [{table: t2, row: 冊数, column: "{column}"}]}]'
    )
    assert drawn(terms(spec, OTHER)) == ["一般: [合計|一般] = +t2:[冊数|一般]"]


def test_a_member_that_the_other_table_does_not_have_is_no_instance() -> None:
    spec = table(
        "rows: [{label: 一般}, {label: 洋書}]\nidentities: [{id: it, form: equal, within: row, target: 冊数,"
        ' plus: [{table: t2, row: 冊数, column: "{row}"}]}]'
    )
    assert drawn(terms(spec, OTHER)) == ["一般: [一般|冊数] = +t2:[冊数|一般]"]


def test_a_note_cell_is_a_place_with_its_own_year() -> None:
    shape = "note_cells: [{row_path: 注/除籍, column_path: 冊数, measure: m, year_offset: -1}]"
    equal = (
        "form: equal, within: cell, target: {row: 注/除籍, column: 冊数}, plus: [{row: 全館, column: 冊数}]"
    )
    assert instances(shape, equal) == [": [注/除籍|冊数]@-1 = +[全館|冊数]"]


@pytest.mark.parametrize(
    "ref",
    [
        "増減",
        "{row: 総計, column: 日数}",
        "{table: t2, row: 冊数, column: 日数}",
        "{table: t9, row: 冊数, column: 一般}",
        # Where only the member is missing there is no instance; where the table or the row is, there is a mistake.
        '{table: t9, row: 冊数, column: "{row}"}',
        '{table: t2, row: 総計, column: "{row}"}',
        '{table: t2, row: "{row}", column: 総計}',
    ],
)
def test_a_reference_to_nowhere_names_the_identity_and_the_place(ref: str) -> None:
    spec = table(
        f"{COLUMNS}\nidentities: [{{id: it, form: equal, within: row, target: 日数, plus: [{ref}]}}]"
    )
    with pytest.raises(CatalogError, match=r"t1\.yaml 恒等式 it: 表 t\d に行「.+」・列「.+」はありません"):
        terms(spec, OTHER)


def test_a_constant_stands_with_every_term_and_needs_no_plus() -> None:
    identity = (
        "form: balance, within: row, target: 冊数/図書, minus: [冊数/視聴覚], only: [一般], constant: 100"
    )
    found = terms(table(f"{COLUMNS}\nidentities: [{{id: it, {identity}}}]"))
    assert [(term.role, term.column_path, term.times, term.constant) for term in found] == [
        ("target", "冊数/図書", 1, 100),
        ("term", "冊数/視聴覚", -1, 100),
    ]
