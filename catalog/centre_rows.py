"""Community centres and policy trees as rows (tables `raw_catalog__*`)."""

from collections.abc import Callable
from typing import Any

from catalog.load import Catalog

Row = dict[str, Any]


def _community_centres(catalog: Catalog) -> list[Row]:
    return [
        {
            "municipality_code": code,
            **found.model_dump(exclude={"centres"}),
            "position": position,
            **centre.model_dump(),
        }
        for code, found in catalog.community_centres.items()
        if found is not None
        for position, centre in enumerate(found.centres, 1)
    ]


def _policy_trees(catalog: Catalog) -> list[Row]:
    return [
        {"municipality_code": code, **tree.model_dump(exclude={"nodes"})}
        for code, trees in catalog.policy_trees.items()
        for tree in trees
    ]


def _policy_nodes(catalog: Catalog) -> list[Row]:
    return [
        {
            "municipality_code": code,
            "tree_id": tree.tree_id,
            "position": position,
            "depth": tree.depth(node),
            "parent_node_id": node.parent,
            **node.model_dump(exclude={"parent"}),
        }
        for code, trees in catalog.policy_trees.items()
        for tree in trees
        for position, node in enumerate(tree.nodes, 1)
    ]


CENTRE_MAKERS: dict[str, Callable[[Catalog], list[Row]]] = {
    "community_centres": _community_centres,
    "policy_trees": _policy_trees,
    "policy_nodes": _policy_nodes,
}
