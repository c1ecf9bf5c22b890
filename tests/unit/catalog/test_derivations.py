"""Which figures follow from others, and in which round."""

from itertools import permutations
from pathlib import Path

import pytest

from catalog.derivations import ROUNDS, Derivation, derivations
from catalog.edition import EditionSource
from catalog.load import Edition, load
from catalog.measure import Measure
from catalog.table_spec import TableSpec
from tests import seeds_tree as tree
from tests.seeds_tree import change
from tests.unit.catalog.inline import CITY, MAIN_YEAR, table

ABC = "columns: [{label: a}, {label: b}, {label: c}, {label: d}, {label: e}]"


def measure(measure_id: str, computed: dict[str, object] | None = None) -> Measure:
    return Measure.model_validate(
        {
            "measure_id": measure_id,
            "name_ja": measure_id,
            "unit_ja": "冊",
            "decimals": 0,
            "definition_ja": "数。",
            "authority": "年報",
            "computed": computed,
        }
    )


COUNTED = measure("counted", {"quantity": "loans"})
PER_LIBRARY = measure("per_library", {"quantity": "open_days", "per_library": True})
REPORTED = measure("reported")


def edition(*tables: TableSpec) -> Edition:
    source = EditionSource(
        publisher_ja="館", document_ja="年報", edition=MAIN_YEAR + 1, main_fiscal_year=MAIN_YEAR, pages={}
    )
    return Edition(CITY, source, (), Path(), tables)


def drawn(*tables: TableSpec) -> list[str]:
    """Each derivation in a line: `identity instance round`."""
    found = derivations(edition(*tables), (COUNTED, PER_LIBRARY, REPORTED))
    return sorted(f"{d.identity_id} {d.instance} {d.round}" for d in found)


def rounds(shape: str, *identities: str) -> dict[str, int]:
    """Round by identity, of identities within the row of one table, written `target = term term`."""
    written = []
    for number, identity in enumerate(identities, 1):
        target, plus = identity.split(" = ")
        terms = ", ".join(plus.split())
        written.append(f"{{id: i{number}, form: sum, within: row, target: {target}, plus: [{terms}]}}")
    spec = table(f"{shape}\nidentities: [{', '.join(written)}]")
    found = derivations(edition(spec), (COUNTED, PER_LIBRARY, REPORTED))
    assert {d.instance for d in found} <= {"全館"}
    return {d.identity_id.removeprefix("t1/"): d.round for d in found}


def test_a_sum_of_what_is_reported_is_derived_in_the_first_round() -> None:
    assert rounds(ABC, "a = b c") == {"i1": 1}


def test_parts_come_before_what_is_made_of_them_whatever_the_order_they_are_written_in() -> None:
    assert rounds(ABC, "a = b e", "b = c e", "c = d e") == {"i1": 3, "i2": 2, "i3": 1}
    assert rounds(ABC, "c = d e", "b = c e", "a = b e") == {"i1": 1, "i2": 2, "i3": 3}


def test_the_slowest_part_decides_the_round() -> None:
    assert rounds(ABC, "b = d e", "a = b d e") == {"i1": 1, "i2": 2}


def test_what_would_take_more_rounds_than_there_are_is_not_derived() -> None:
    assert ROUNDS == 3
    assert rounds(ABC, "a = b", "b = c", "c = d", "d = e") == {"i2": 3, "i3": 2, "i4": 1}


def test_each_identity_that_gives_a_place_is_a_derivation_of_its_own() -> None:
    assert rounds(ABC, "a = b c", "a = d e") == {"i1": 1, "i2": 1}


def test_a_part_that_can_be_had_in_two_ways_is_there_with_the_quicker() -> None:
    assert rounds(ABC, "a = b", "b = c", "c = d", "b = e") == {"i1": 2, "i2": 2, "i3": 1, "i4": 1}


def test_nothing_is_derived_along_a_circle() -> None:
    assert rounds(ABC, "a = b e", "b = a e") == {}
    assert rounds(ABC, "a = a e") == {}
    assert rounds(ABC, "a = b", "b = c", "c = a", "d = a") == {}


def test_a_place_on_a_circle_is_derived_where_a_way_leads_in() -> None:
    found = rounds(ABC, "a = b", "a = c", "b = a")
    assert (found["i2"], found["i3"]) == (1, 2)


def test_the_order_of_identities_does_not_matter_where_a_way_leads_into_a_circle() -> None:
    identities = ("b = a", "a = b", "a = c", "d = b")
    expected = {"b = a": 2, "a = b": 3, "a = c": 1, "d = b": 3}
    for order in permutations(identities):
        found = rounds(ABC, *order)
        assert {order[int(name[1:]) - 1]: number for name, number in found.items()} == expected


def test_what_is_counted_is_a_part_but_never_derived() -> None:
    shape = (
        "rows: [{label: 全館, measure: reported}]\n"
        "columns: [{label: a, measure: counted}, {label: b}, {label: c}, {label: d}]"
    )
    assert rounds(shape, "a = b c") == {}
    assert rounds(shape, "b = c", "d = a") == {"i1": 1, "i2": 1}
    # Though an identity says a, its parts need not be waited for.
    assert rounds(shape, "a = b", "b = c", "d = a") == {"i2": 1, "i3": 1}


@pytest.mark.parametrize(
    ("times", "found"),
    [("", ["t1/it  1"]), (", times: 1", ["t1/it  1"]), (", times: 1000", []), (", times: -1", [])],
)
def test_an_identity_across_units_compares_only(times: str, found: list[str]) -> None:
    target, term = f"{{row: 全館, column: a{times}}}", "{row: 全館, column: b}"
    identity = f"{{id: it, form: equal, within: cell, target: {target}, plus: [{term}]}}"
    assert drawn(table(f"{ABC}\nidentities: [{identity}]")) == found


def test_a_target_that_is_only_compared_counts_as_reported_where_it_is_a_part() -> None:
    compared = "{id: yen, form: equal, within: row, target: {path: b, times: 1000}, plus: [c]}"
    whole = "{id: whole, form: sum, within: row, target: a, plus: [b]}"
    assert drawn(table(f"{ABC}\nidentities: [{compared}, {whole}]")) == ["t1/whole 全館 1"]


def test_a_factor_of_a_part_does_not_hinder() -> None:
    identity = "{id: it, form: sum, within: row, target: a, plus: [{path: b, times: 1000}]}"
    assert drawn(table(f"{ABC}\nidentities: [{identity}]")) == ["t1/it 全館 1"]


def test_a_ratio_comes_after_both_of_its_parts() -> None:
    ratio = "{id: ratio, form: ratio, within: row, target: a, numerator: b, denominator: c}"
    total = "{id: total, form: sum, within: row, target: c, plus: [d, e]}"
    assert drawn(table(f"{ABC}\nidentities: [{ratio}, {total}]")) == [
        "t1/ratio 全館 2",
        "t1/total 全館 1",
    ]


def test_a_part_may_stand_in_another_table() -> None:
    other = table(f"{ABC}\nidentities: [{{id: it, form: sum, within: row, target: a, plus: [b]}}]", "t2")
    place = "{table: t2, row: 全館, column: a}"
    spec = table(f"{ABC}\nidentities: [{{id: it, form: equal, within: row, target: a, plus: [{place}]}}]")
    assert drawn(spec, other) == ["t1/it 全館 2", "t2/it 全館 1"]


BY_LIBRARY = """
rows: [{axis: libraries, kinds: [library, school_library]}, {label: 別掲, role: bracket}, {label: 計, role: total}]
columns: [{label: 冊数, measure: %s}]
identities:
  - {id: all, form: sum, within: column, target: 計, plus: [{axis: libraries}]}
  - {id: aside, form: equal, within: column, target: 別掲, plus: [本館]}
  - {id: one, form: equal, within: column, target: 本館, plus: [学校]}
"""


def test_a_measure_that_is_counted_everywhere_is_derived_only_in_a_bracket() -> None:
    assert drawn(table(BY_LIBRARY % "counted")) == ["t1/aside 冊数 1"]


def test_a_measure_that_is_counted_by_library_is_derived_for_all_of_them_together() -> None:
    assert drawn(table(BY_LIBRARY % "per_library")) == ["t1/all 冊数 1", "t1/aside 冊数 1"]


def test_a_measure_that_is_reported_is_derived_wherever_an_identity_says_so() -> None:
    assert drawn(table(BY_LIBRARY % "reported")) == [
        "t1/all 冊数 2",
        "t1/aside 冊数 2",
        "t1/one 冊数 1",
    ]


def test_the_measure_of_a_column_goes_before_that_of_its_row_and_table() -> None:
    shape = (
        "measure: counted\nrows: [{label: 全館, measure: %s}]\ncolumns: [{label: a}, {label: b, measure: reported}]\n"
        "identities: [{id: a, form: equal, within: row, target: a, plus: [b]},"
        " {id: b, form: equal, within: row, target: b, plus: [a]}]"
    )
    assert drawn(table(shape % "reported")) == []  # a circle of two
    assert drawn(table(shape % "counted")) == ["t1/b 全館 1"]
    assert drawn(table(shape.replace(", measure: %s", ""))) == ["t1/b 全館 1"]


@pytest.mark.parametrize(("measure_id", "found"), [("counted", []), ("reported", ["t1/it  1"])])
def test_a_figure_in_a_note_is_counted_like_any_other(measure_id: str, found: list[str]) -> None:
    spec = table(
        f"note_cells: [{{row_path: 注, column_path: 件数, measure: {measure_id}}}]\n"
        "identities: [{id: it, form: equal, within: cell, target: {row: 注, column: 件数},"
        " plus: [{row: 全館, column: 冊数}]}]"
    )
    assert drawn(spec) == found


def test_the_balance_of_a_year_with_the_year_before_is_a_circle_and_only_compares(seeds: Path) -> None:
    catalog = load(seeds)
    found = derivations(catalog.editions[0], catalog.measures)
    assert [d for d in found if d.identity_id.startswith(f"{tree.HOLDINGS}/")] == []
    change(
        seeds / f"yearbook/tables/{tree.HOLDINGS}.yaml",
        "  - {id: carried, form: equal, within: row, target: 前年度末, plus: [{path: 年度末, year_offset: -1}]}\n",
        "",
    )
    catalog = load(seeds)
    assert Derivation(f"{tree.HOLDINGS}/balance", "全館", 1) in derivations(
        catalog.editions[0], catalog.measures
    )


def test_what_is_left_of_a_constant_is_compared_and_not_derived() -> None:
    whole = "{id: whole, form: balance, within: row, target: a, minus: [b], constant: 100}"
    assert drawn(table(f"{ABC}\nidentities: [{whole}]")) == []
    assert drawn(table(f"{ABC}\nidentities: [{whole.replace('constant: 100', 'constant: 0')}]")) == [
        "t1/whole 全館 1"
    ]
