"""Policy trees of a municipality, and what of a tree a reader asks for."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dashboards.published import frame


@dataclass(frozen=True)
class Tree:
    tree_id: str
    name_ja: str
    period_ja: str | None
    source_ja: str
    scope_ja: str | None
    undecided_ja: str | None


@dataclass(frozen=True)
class Node:
    """A heading; `parent_node_id` is empty at the top, whose depth is 1."""

    node_id: str
    parent_node_id: str | None
    depth: int
    level_ja: str
    number_ja: str | None
    name_ja: str
    text_ja: str | None
    undecided_ja: str | None


def trees(municipality_code: str) -> list[Tree]:
    rows = frame(
        "select tree_id, name_ja, period_ja, source_ja, scope_ja, undecided_ja from dim_policy_tree"
        " where municipality_code = ? order by position",
        municipality_code,
    )
    return [Tree(**row) for row in rows.iter_rows(named=True)]


def nodes(municipality_code: str, tree_id: str) -> list[Node]:
    """In printed order, each below its parent."""
    rows = frame(
        "select node_id, parent_node_id, depth, level_ja, number_ja, name_ja, text_ja, undecided_ja"
        " from dim_policy_node where municipality_code = ? and tree_id = ? order by position",
        municipality_code,
        tree_id,
    )
    return [Node(**row) for row in rows.iter_rows(named=True)]


def codes_with_trees() -> set[str]:
    return set(frame("select distinct municipality_code from dim_policy_tree")["municipality_code"])


def levels(found: Sequence[Node]) -> dict[str, int]:
    """How many headings the source has of each level, from the top down."""
    return dict(Counter(node.level_ja for node in sorted(found, key=lambda node: node.depth)))


def hits(found: Sequence[Node], query: str) -> set[str]:
    """Headings that hold every word of the query, in name or summary."""
    words = query.split()
    return {
        node.node_id
        for node in found
        if words and all(word in f"{node.name_ja} {node.text_ja or ''}" for word in words)
    }


def with_ancestors(found: Sequence[Node], wanted: set[str]) -> list[Node]:
    """The wanted headings and what they stand below, in printed order."""
    parents = {node.node_id: node.parent_node_id for node in found}
    kept = set(wanted)
    for node_id in wanted:
        parent = parents[node_id]
        while parent is not None:
            kept.add(parent)
            parent = parents[parent]
    return [node for node in found if node.node_id in kept]
