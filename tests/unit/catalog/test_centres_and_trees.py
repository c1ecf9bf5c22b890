"""Community centres and policy trees: they load, they become rows, and what does not fit is refused."""

from collections import Counter
from pathlib import Path

import pytest

from catalog.errors import CatalogError
from catalog.load import Catalog, load
from catalog.raw_tables import RAW_TABLES
from catalog.rows import catalog_rows
from tests.seeds_tree import change
from tests.unit.catalog.centre_texts import CENTRES, OTHER_TREE, TREE, add_centres

# File, text, its replacement, parts of the sentence.
MISTAKES = {
    "address in another ward": (CENTRES, "砂丘市西区丘", "砂丘市東区丘", ["西公民館", "区「西区」がありません"]),
    "number twice": (CENTRES, 'centre_no: "2"', 'centre_no: "1"', ["centre_no 1 が二度"]),
    "name twice": (CENTRES, "name_ja: 西公民館", "name_ja: 東公民館", ["name_ja 東公民館 が二度"]),
    "number that is no text": (CENTRES, 'centre_no: "2"', "centre_no: 2", ["7行目", "引用符"]),
    "branch with a number": (CENTRES, "{name_ja: 浜分館", '{centre_no: "3", name_ja: 浜分館', ["浜分館", "一方だけ"]),
    "centre without a number": (CENTRES, '{centre_no: "2", name_ja', "{name_ja", ["西公民館", "一方だけ"]),
    "branch of nobody": (CENTRES, "parent_name_ja: 東公民館", "parent_name_ja: 北公民館", ["「北公民館」", "東公民館、西公民館"]),
    "unknown key": (CENTRES, "housed_in_ja", "building_ja", ["「building_ja」は使えません", "housed_in_ja"]),
    "parent that is not there": (TREE, 'parent: "2"', 'parent: "3"', ["2-a", "「3」という節はありません"]),
    "parent below": (TREE, 'node_id: "1", parent: "0"', 'node_id: "1", parent: "2"', ["1 の parent「2」", "上に"]),
    "parent of itself": (TREE, 'node_id: "2", parent: "0"', 'node_id: "2", parent: "2"', ["2 の parent「2」", "輪"]),
    "node twice": (TREE, 'node_id: "1-b"', 'node_id: "1-a"', ["node_id 1-a が二度"]),
    "number twice among siblings": (TREE, 'number_ja: "2"', 'number_ja: "1"', ["2 の番号「1」", "同じ親"]),
    "number left out": (TREE, "number_ja: null, name_ja: 養成", "name_ja: 養成", ["number_ja", "必須"]),
    "another name": (TREE, "tree_id: aims", "tree_id: goals", ["tree_id を「aims」"]),
}  # fmt: skip


@pytest.fixture
def with_centres(seeds: Path) -> Path:
    return add_centres(seeds)


def rows(catalog: Catalog, table: str) -> list[dict[str, object]]:
    found = catalog_rows(catalog)[f"raw_catalog__{table}"]
    columns = RAW_TABLES[f"raw_catalog__{table}"]
    return [{name: row[name] for name in columns} for row in found]


def test_a_municipality_may_have_neither(seeds: Path) -> None:
    catalog = load(seeds)
    for table in ("community_centres", "policy_trees", "policy_nodes"):
        assert rows(catalog, table) == []


def test_centres_become_rows_in_printed_order(with_centres: Path) -> None:
    found = rows(load(with_centres), "community_centres")
    assert [(r["position"], r["centre_no"], r["name_ja"], r["parent_name_ja"]) for r in found] == [
        (1, "1", "東公民館", None),
        (2, None, "浜分館", "東公民館"),
        (3, "2", "西公民館", None),
    ]
    assert {str(r["as_of_date"]) for r in found} == {"2024-04-01"}


def test_trees_become_rows_with_the_depth_of_each_heading(with_centres: Path) -> None:
    catalog = load(with_centres)
    assert [t["tree_id"] for t in rows(catalog, "policy_trees")] == ["steps", "aims"]
    found = [n for n in rows(catalog, "policy_nodes") if n["tree_id"] == "aims"]
    assert [(n["position"], n["depth"], n["node_id"], n["parent_node_id"]) for n in found] == [
        (1, 1, "0", None),
        (2, 2, "1", "0"),
        (3, 3, "1-a", "1"),
        (4, 3, "1-b", "1"),
        (5, 2, "2", "0"),
        (6, 3, "2-a", "2"),
    ]


@pytest.mark.parametrize(("file", "old", "new", "parts"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_refused(with_centres: Path, file: str, old: str, new: str, parts: list[str]) -> None:
    change(with_centres / file, old, new)
    with pytest.raises(CatalogError) as caught:
        load(with_centres)
    said = str(caught.value)
    assert said.startswith(f"seeds/{file}")
    assert [part for part in parts if part not in said] == []


def test_two_trees_cannot_stand_in_one_place(with_centres: Path) -> None:
    change(with_centres / OTHER_TREE, "position: 1", "position: 2")
    with pytest.raises(CatalogError, match="position 2 は別の体系"):
        load(with_centres)


# Counted on the printed pages: levels from the top down.
PRINTED = {
    "lifelong_learning_guideline": {
        "目的": 1,
        "基本施策": 3,
        "推進施策の方向": 8,
        "推進施策": 23,
        "項目": 10,
    },
    "community_centre_policies": {"公民館の目標": 1, "基本方針": 4, "施策の方向": 12, "推進施策": 41},
    "education_action_programme": {"プログラム": 1, "項目": 7, "分野": 3, "取組": 11, "断片": 1},
    "plan_of_next_year": {"計画": 1, "章": 2, "重点事業": 3, "取組": 4, "事業": 5, "区分": 5, "項目": 20},
    "review_of_priorities": {"報告": 1, "重点事業": 3, "項目": 13, "小項目": 7},
    "ward_office_policy": {"方針": 1, "枠": 2, "区分": 1, "業務": 2, "項目": 2},
}


@pytest.fixture(scope="module")
def printed(repository: Path) -> Catalog:
    return load(repository / "seeds")


def test_the_trees_of_the_source_are_complete(printed: Catalog) -> None:
    trees = printed.policy_trees["43100"]
    assert {t.tree_id: dict(Counter(n.level_ja for n in t.nodes)) for t in trees} == PRINTED


def test_the_guideline_has_as_many_measures_as_letters_are_printed(printed: Catalog) -> None:
    (found,) = (t for t in printed.policy_trees["43100"] if t.tree_id == "lifelong_learning_guideline")
    measures = Counter(n.parent for n in found.nodes if n.level_ja == "推進施策")
    directions = [n.node_id for n in found.nodes if n.level_ja == "推進施策の方向"]
    assert [measures[d] for d in directions] == [3, 2, 5, 3, 3, 2, 2, 3]
    # Printed beside their names: three letters and one; five more follow from the ages.
    lettered = [n for n in found.nodes if n.level_ja == "推進施策" and n.number_ja]
    assert len(lettered) == 3 + 1 + 5
    assert all(n.undecided_ja for n in found.nodes if n.level_ja == "推進施策" and not n.number_ja)


def test_the_centres_own_tree_has_the_printed_blocks(printed: Catalog) -> None:
    (found,) = (t for t in printed.policy_trees["43100"] if t.tree_id == "community_centre_policies")
    measures = Counter(n.parent for n in found.nodes if n.level_ja == "推進施策")
    directions = [n.node_id for n in found.nodes if n.level_ja == "施策の方向"]
    assert directions == [
        *("1-(1)", "1-(2)", "1-(3)"),
        *("2-(1)", "2-(2)", "2-(3)"),
        *("3-(1)", "3-(2)", "3-(3)", "3-(4)"),
        *("4-(1)", "4-(2)"),
    ]
    assert [measures[d] for d in directions] == [5, 2, 2, 4, 1, 3, 5, 4, 4, 4, 5, 2]
    letters = [n.number_ja for n in found.nodes if n.parent == "4-(1)"]
    assert letters == ["ア", "イ", "ウ", "エ", "オ"]


def test_the_centres_of_the_source_are_nineteen_in_five_wards(printed: Catalog) -> None:
    found = printed.community_centres["43100"]
    assert found is not None
    heads = [c for c in found.centres if c.parent_name_ja is None]
    assert [c.centre_no for c in heads] == [str(number) for number in range(1, 20)]
    assert Counter(c.ward_ja for c in heads) == {"中央区": 3, "東区": 3, "西区": 3, "南区": 6, "北区": 4}
    assert [(c.name_ja, c.parent_name_ja) for c in found.centres if c.parent_name_ja] == [
        ("北部東分館", "熊本市北部公民館"),
        ("西里分館", "熊本市北部公民館"),
    ]
    # Every other one is printed with the office, hall or park that it is in.
    assert [c.name_ja for c in found.centres if c.housed_in_ja is None] == [
        "熊本市河内公民館",
        "熊本市富合公民館",
        "西里分館",
    ]
