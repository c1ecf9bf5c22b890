"""A policy tree as HTML: headings that open and close by mouse or keyboard, doubts as numbered notes below."""

from collections.abc import Collection, Sequence
from html import escape

from dashboards.app_pages.policy_trees.data import Node


def render(nodes: Sequence[Node], open_to: int, hits: Collection[str] = ()) -> str:
    """The tree with its headings above level `open_to` opened.

    Args:
        nodes: headings in printed order, each below its parent.
        open_to: the deepest level in sight, the top being 1.
        hits: headings to mark.
    """
    below: dict[str | None, list[Node]] = {}
    for node in nodes:
        below.setdefault(node.parent_node_id, []).append(node)
    doubts = list(dict.fromkeys(node.undecided_ja for node in nodes if node.undecided_ja))
    notes = "".join(f"<li>※{i} {escape(doubt)}</li>" for i, doubt in enumerate(doubts, 1))
    return (
        f'<div class="nenpo-tree folding">{_list(None, below, doubts, open_to, hits)}</div>'
        f'<ul class="nenpo-notes">{notes}</ul>'
    )


def doubt_box(undecided_ja: str | None, scope_ja: str | None) -> str:
    """What the source does not settle, and what was left out of it; empty where there is neither."""
    parts = [("資料から決まらないこと", undecided_ja), ("収めた範囲", scope_ja)]
    said = "".join(f"<h3>{title}</h3><p>{escape(text)}</p>" for title, text in parts if text)
    return f'<div class="nenpo-answer open-point">{said}</div>' if said else ""


def _list(
    parent: str | None,
    below: dict[str | None, list[Node]],
    doubts: list[str],
    open_to: int,
    hits: Collection[str],
) -> str:
    items = []
    for node in below.get(parent, []):
        label, text = _label(node, doubts, node.node_id in hits), _text(node)
        if node.node_id in below:
            is_open = " open" if node.depth < open_to else ""
            inner = _list(node.node_id, below, doubts, open_to, hits)
            items.append(f"<li><details{is_open}><summary>{label}</summary>{text}{inner}</details></li>")
        else:
            items.append(f'<li class="leaf">{label}{text}</li>')
    return f"<ul>{''.join(items)}</ul>"


def _label(node: Node, doubts: list[str], is_hit: bool) -> str:
    number = f'<span class="number">{escape(node.number_ja)}</span> ' if node.number_ja else ""
    name = f"<mark>{escape(node.name_ja)}</mark>" if is_hit else escape(node.name_ja)
    doubt = f" <sup>※{doubts.index(node.undecided_ja) + 1}</sup>" if node.undecided_ja else ""
    return f'{number}{name} <span class="level">{escape(node.level_ja)}</span>{doubt}'


def _text(node: Node) -> str:
    return f'<div class="words">{escape(node.text_ja)}</div>' if node.text_ja else ""
