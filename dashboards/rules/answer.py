"""An answer as HTML: in large words, then reasons, citations, open points, and the tree it was found by."""

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

from dashboards.rules.question import sentence
from lending_rules.compare import NOT_UNDERSTOOD_JA, Answer, words_ja
from lending_rules.decision import Decision
from lending_rules.explain import Node
from lending_rules.findings import Step
from lending_rules.labels import labels
from lending_rules.model import Citation
from lending_rules.reasons import reason_ja
from lending_rules.rulebook import Rulebook

_KINDS = {
    **dict.fromkeys(("allowed", "open", "hours", "not_suspended"), "yes"),
    **dict.fromkeys(("denied", "closed", "suspended"), "no"),
    **dict.fromkeys(("discretionary", "unspecified"), "open-point"),
}
_MARKS = {True: ("holds", "成り立つ"), False: ("fails", "成り立たない")}


def waiting(missing: Sequence[str]) -> str:
    """In place of an answer: which needed fields are empty."""
    names = "".join(f"「{escape(name)}」" for name in missing)
    return _block("waiting", "", "まだ答えられません", f"<p>必須の項目{names}を入れてください。</p>")


def block(answer: Answer, book: Rulebook, heading_ja: str = "") -> str:
    """The answer of one side."""
    if answer.decision is None or answer.request is None:
        said = f"<p>{escape(sentence(answer.refused))}</p>" if answer.refused else ""
        return _block("refused", heading_ja, NOT_UNDERSTOOD_JA, said)
    decision = answer.decision
    asked = labels().questions[answer.request.question.name]
    heading = f"{heading_ja}　{asked}" if heading_ja else asked
    parts = [
        f'<p class="by">決める人：<strong>{escape(decision.decided_by)}</strong></p>'
        if decision.decided_by
        else "",
        _list("理由", [escape(reason_ja(code)) for code in decision.reasons]),
        _list("根拠", [_citation(citation, decision, book) for citation in decision.citations]),
        _list("決まっていないこと", [_point(p.text_ja, p.settled_by) for p in decision.warnings]),
    ]
    return _block(_KINDS.get(decision.outcome, "fact"), heading, words_ja(decision), "".join(parts))


def _block(kind: str, heading: str, words: str, rest: str) -> str:
    head = f'<p class="asked">{escape(heading)}</p>' if heading else ""
    return (
        f'<section class="nenpo-answer {kind}" role="status">{head}'
        f'<p class="words">{escape(words)}</p>{rest}</section>'
    )


def _list(title: str, items: Sequence[str]) -> str:
    if not items:
        return ""
    return f"<h2>{title}</h2><ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _point(text: str, settled_by: str) -> str:
    return f"{escape(text)}（決めるのは<strong>{escape(settled_by)}</strong>）"


def _citation(citation: Citation, decision: Decision, book: Rulebook) -> str:
    shown = escape(f"{citation.document}　{citation.article}")
    rule_id = _rule_of(citation, decision.steps)
    return shown if rule_id is None else f'<a href="{rule_address(book, rule_id)}" target="_self">{shown}</a>'


def _rule_of(citation: Citation, steps: Sequence[Step]) -> str | None:
    return next((step.rule.rule_id for step in steps if citation in step.rule.citations), None)


def rule_address(book: Rulebook, rule_id: str) -> str:
    """The address of a rule's page, ready for HTML."""
    return escape(f"rules?{urlencode({'municipality': book.slug, 'rule': rule_id})}")


def tree(node: Node) -> str:
    """The tree as nested lists; the first line is its title."""
    return f'<div class="nenpo-tree"><p>{escape(node.text_ja)}</p>{_branches(node.parts)}</div>'


def branches(nodes: Sequence[Node]) -> str:
    """Trees without a common title."""
    return f'<div class="nenpo-tree">{_branches(nodes)}</div>'


def _branches(nodes: Sequence[Node]) -> str:
    if not nodes:
        return ""
    return f"<ul>{''.join(f'<li>{_mark(node)}{escape(node.text_ja)}{_branches(node.parts)}</li>' for node in nodes)}</ul>"


def _mark(node: Node) -> str:
    if node.holds is None:
        return ""
    kind, said = _MARKS[node.holds]
    return f'<span class="{kind}" role="img" aria-label="{said}">{"○" if node.holds else "×"}</span> '
