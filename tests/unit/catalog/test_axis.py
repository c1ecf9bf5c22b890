"""Axes become the heads of one municipality and edition, in printed order."""

import pytest
import yaml

from catalog.axis import AxisMember, members, table_axes
from catalog.table_spec import AxisNode
from tests.unit.catalog.inline import CITY, MAIN_YEAR, table


def expanded(text: str, year: int = MAIN_YEAR) -> list[AxisMember]:
    return members(tuple(AxisNode.model_validate(node) for node in yaml.safe_load(text)), CITY, year)


def paths(text: str, year: int = MAIN_YEAR) -> list[str]:
    return [member.path for member in expanded(text, year)]


@pytest.mark.parametrize(
    ("year", "printed"),
    [
        (1979, []),
        (1980, ["本館"]),
        (2023, ["本館", "分室/丘", "分室/浜", "学校"]),
        (2024, ["本館", "分室/丘", "分室/浜", "分室/海", "学校"]),
        (2025, ["本館", "分室/丘", "分室/浜", "分室/海", "学校", "新館"]),
        (2026, ["本館", "分室/丘", "丘図書館", "分室/浜", "分室/海", "学校", "新館"]),
    ],
)
def test_libraries_are_those_that_existed_by_the_end_of_the_year(year: int, printed: list[str]) -> None:
    assert paths("[{axis: libraries}]", year) == printed


def test_libraries_bear_their_group_their_code_and_their_own_path() -> None:
    member = expanded("[{axis: libraries, measure: loans}]")[1]
    own = (("library", "分室/丘"),)
    assert member == AxisMember(
        "分室/丘", ("分室", "丘"), "item", "loans", 0, "02", "分室/丘", conditions=own
    )


def test_without_groups_only_the_label_is_printed() -> None:
    member = expanded("[{axis: libraries, show_groups: false}]")[1]
    assert (member.path, member.labels) == ("分室/丘", ("丘",))


@pytest.mark.parametrize(
    ("kinds", "printed"),
    [
        ("[library]", ["本館"]),
        ("[school_library]", ["学校"]),
        ("[library, branch_room]", ["本館", "分室/丘", "分室/浜", "分室/海"]),
    ],
)
def test_only_the_kinds_named(kinds: str, printed: list[str]) -> None:
    assert paths(f"[{{axis: libraries, kinds: {kinds}}}]") == printed


def test_a_library_is_of_the_kind_that_it_was_then() -> None:
    assert paths("[{axis: libraries, kinds: [library]}]", 2026) == ["本館", "丘図書館", "新館"]


def test_children_stand_under_each_head_and_take_what_it_says() -> None:
    found = expanded(
        """
        - label: 貸出
          measure: loans
          children:
            - label: 図書
              children: [{label: 一般}, {label: 計, role: subtotal}]
            - {label: 前年度, year_offset: -1, measure: last}
        - {label: 合計, role: total}
        """
    )
    assert found == [
        AxisMember("貸出/図書/一般", ("貸出", "図書", "一般"), "item", "loans", 0, None, None),
        AxisMember("貸出/図書/計", ("貸出", "図書", "計"), "subtotal", "loans", 0, None, None),
        AxisMember("貸出/前年度", ("貸出", "前年度"), "item", "last", -1, None, None),
        AxisMember("合計", ("合計",), "total", None, 0, None, None),
    ]


def test_role_and_year_of_an_outer_head_hold_for_its_children() -> None:
    (inner,) = expanded("[{label: 合計, role: total, year_offset: -1, children: [{label: 一般}]}]")
    assert (inner.role, inner.year_offset) == ("total", -1)


def test_a_path_of_its_own_parts_label_and_place() -> None:
    (bracket,) = expanded("[{label: うち兼務, path: 職員数(内数), role: bracket}]")
    assert (bracket.path, bracket.labels, bracket.role) == ("職員数(内数)", ("うち兼務",), "bracket")


def around(text: str) -> list[tuple[str, str]]:
    return [(member.prefix, member.suffix) for member in expanded(text)]


def test_what_stands_around_figures_holds_for_children_that_say_nothing_else() -> None:
    below = "children: [{label: 人数}, {label: 回数, suffix: 回}, {label: 率, prefix: '', suffix: ''}]"
    assert around(f"[{{label: 行事, prefix: 延べ, suffix: 名, {below}}}]") == [
        ("延べ", "名"),
        ("延べ", "回"),
        ("", ""),
    ]


def test_a_bracket_has_its_brackets_unless_others_are_named() -> None:
    found = around("[{label: 内数, role: bracket}, {label: 別掲, role: bracket, prefix: '[', suffix: ']'}]")
    assert found == [("(", ")"), ("[", "]")]


def test_children_below_each_library() -> None:
    found = expanded(
        "[{axis: libraries, kinds: [branch_room], children: [{label: 一般}, {label: 計, role: total}]}]"
    )
    assert [(m.path, m.labels, m.library_path) for m in found[:2]] == [
        ("分室/丘/一般", ("分室", "丘", "一般"), "分室/丘"),
        ("分室/丘/計", ("分室", "丘", "計"), "分室/丘"),
    ]
    assert {m.library_code for m in found} == {"02", "03"}


def test_libraries_below_a_head() -> None:
    found = expanded("[{label: 受取館, children: [{axis: libraries, kinds: [library]}]}]")
    assert [(m.path, m.labels, m.library_code) for m in found] == [("受取館/本館", ("受取館", "本館"), "01")]
    assert found[0].library_path == found[0].path


def test_a_table_has_rows_columns_and_note_cells() -> None:
    spec = table(
        """
        rows: [{label: 一般}, {label: 児童}]
        columns: [{label: 冊数, measure: loans}]
        note_cells: [{row_path: 注/再交付, column_path: 件数, measure: cards, year_offset: -1}]
        """
    )
    found = table_axes(spec, CITY, MAIN_YEAR)
    assert {axis: [m.path for m in heads] for axis, heads in found.items()} == {
        "row": ["一般", "児童"],
        "column": ["冊数"],
        "note": ["注/再交付|件数"],
    }
    assert (found["note"][0].measure, found["note"][0].year_offset) == ("cards", -1)
