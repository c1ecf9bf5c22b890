"""Policy trees of a municipality (`seeds/municipalities/<code>_<slug>/policy_trees/*.yaml`)."""

from pathlib import Path
from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from catalog.closed_model import ClosedModel
from catalog.errors import CatalogError


class PolicyNode(ClosedModel):
    """A heading of the tree; without `parent` it stands at the top.

    `number_ja` is the printed number or letter, empty where none is printed or where the source does not say which.
    `text_ja` is a summary in our own words; `undecided_ja` what the source leaves open about this node.
    """

    node_id: str
    parent: str | None
    level_ja: str
    number_ja: str | None
    name_ja: str
    text_ja: str | None = None
    undecided_ja: str | None = None


class PolicyTree(ClosedModel):
    """A tree as printed, a node below its parent and siblings in printed order. `scope_ja`: what was left out."""

    tree_id: str
    position: int
    name_ja: str
    period_ja: str | None
    source_ja: str
    scope_ja: str | None = None
    undecided_ja: str | None
    nodes: tuple[PolicyNode, ...] = Field(strict=False, min_length=1)

    @model_validator(mode="after")
    def _is_a_tree(self) -> Self:
        ids = [node.node_id for node in self.nodes]
        above: set[str] = set()
        numbers: set[tuple[str | None, str]] = set()
        for node in self.nodes:
            words = {"id": node.node_id, "parent": node.parent, "number": node.number_ja}
            if node.node_id in above:
                raise PydanticCustomError("twice", "node_id {id} が二度あります", words)
            if node.parent is not None and node.parent not in ids:
                raise PydanticCustomError("parent", "{id} の parent「{parent}」という節はありません", words)
            # A parent that stands above cannot be a descendant, so there is no cycle.
            if node.parent is not None and node.parent not in above:
                raise PydanticCustomError(
                    "order",
                    "{id} の parent「{parent}」は {id} より上に書いてください(輪にはできません)",
                    words,
                )
            # A circle marks each item of a list and tells none from the next.
            if node.number_ja not in (None, "○"):
                if (node.parent, str(node.number_ja)) in numbers:
                    raise PydanticCustomError(
                        "number", "{id} の番号「{number}」が同じ親の下に二度あります", words
                    )
                numbers.add((node.parent, str(node.number_ja)))
            above.add(node.node_id)
        return self

    def depth(self, node: PolicyNode) -> int:
        """1 at the top."""
        parents = {other.node_id: other for other in self.nodes}
        return 1 if node.parent is None else 1 + self.depth(parents[node.parent])


def read_policy_trees(folder: Path, root: Path) -> tuple[PolicyTree, ...]:
    """The trees of a municipality in their order; none without the folder.

    Args:
        folder: the folder of the municipality.
        root: the seeds folder.

    Raises:
        CatalogError: a file that cannot be used, or two with the same position.
    """
    trees: list[PolicyTree] = []
    for path in sorted((folder / "policy_trees").glob("*.yaml")):
        tree = PolicyTree.read(path, root)
        shown = path.relative_to(root.parent).as_posix()
        if tree.tree_id != path.stem:
            raise CatalogError(f"{shown}: tree_id を「{path.stem}」にしてください。")
        if tree.position in [other.position for other in trees]:
            raise CatalogError(
                f"{shown}: position {tree.position} は別の体系が使っています。別の数にしてください。"
            )
        trees.append(tree)
    return tuple(sorted(trees, key=lambda tree: tree.position))
