"""The rules of a municipality as lines of a list, found by words, question and day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from urllib.parse import urlencode

from dashboards.app_pages.search.data import folded
from lending_rules.compare import cited_ja
from lending_rules.contract import contract
from lending_rules.describe import described
from lending_rules.explain import Node, in_force_ja, lines
from lending_rules.labels import labels
from lending_rules.model import Rule
from lending_rules.rulebook import Rulebook, in_force

ANY = "all"
PAGE_ROWS = 50
LONGEST = 110


@dataclass(frozen=True)
class Wanted:
    """What is looked for; empty words, question `all` and no day hold nothing back."""

    words: str
    question: str
    day: date | None


def questions(book: Rulebook) -> list[str]:
    """Those that the rules treat, in the order of the contract."""
    treated = {name for rule in book.rules for name in rule.questions}
    return [ANY, *(name for name in contract().questions if name in treated)]


def question_ja(name: str) -> str:
    if name == ANY:
        return "すべての問い"
    kind, _, _ = name.partition(".")
    return f"{labels().kinds[kind]}：{labels().questions[name]}"


def found(book: Rulebook, wanted: Wanted) -> list[Rule]:
    """Rules in which every word stands, in the order of the files."""
    words = folded(wanted.words).split()
    return [
        rule
        for rule in book.rules
        if (wanted.question == ANY or wanted.question in rule.questions)
        and (wanted.day is None or in_force(rule, wanted.day))
        and all(word in _text(rule) for word in words)
    ]


def _text(rule: Rule) -> str:
    said = (line for node in described(rule) for line in lines(node))
    return folded("\n".join((rule.rule_id, *cited(rule), *said, *map(question_ja, rule.questions))))


def cited(rule: Rule) -> list[str]:
    return [f"{c.document} {c.article}" for c in rule.citations]


def versions(book: Rulebook, rule_id: str) -> list[Rule]:
    """All entries of a rule, oldest first."""
    return sorted(
        (rule for rule in book.rules if rule.rule_id == rule_id), key=lambda rule: rule.in_force_from
    )


def state_ja(rule: Rule, day: date) -> str:
    if in_force(rule, day):
        return "効力あり"
    return "これから" if day < rule.in_force_from else "廃止・改正済み"


def text_of(rule: Rule) -> list[Node]:
    return list(described(rule))


def history_rows(found_versions: Iterable[Rule], day: date) -> list[tuple[str, ...]]:
    return [
        (in_force_ja(rule), state_ja(rule, day), cited_ja(rule.citations), _short(rule))
        for rule in found_versions
    ]


def _short(rule: Rule) -> str:
    """The beginning of what a rule says, in one line."""
    said = "。".join(line.strip() for node in described(rule) for part in node.parts for line in lines(part))
    return said if len(said) <= LONGEST else f"{said[:LONGEST]}……"


def pages(rules: Sequence[Rule]) -> list[int]:
    """Numbers of the pages that a list fills, from 1; an empty one has one too."""
    return list(range(1, max(1, -(-len(rules) // PAGE_ROWS)) + 1))


def page_of(rules: Sequence[Rule], number: int) -> Sequence[Rule]:
    return rules[(number - 1) * PAGE_ROWS : number * PAGE_ROWS]


def table(book: Rulebook, rules: Sequence[Rule], wanted: Wanted) -> str:
    """A row a rule; its article leads to the rule itself."""
    heads = ("条文", "内容", "効力", "分野")
    head = "".join(f'<th scope="col">{text}</th>' for text in heads)
    body = "".join(_row(book, rule, wanted) for rule in rules)
    return (
        '<figure class="nenpo-table simple"><div class="nenpo-scroll" tabindex="0" role="region" aria-label="規則">'
        '<table><caption class="nenpo-unseen"><span class="title">規則</span></caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div></figure>"
    )


def links(targets: Mapping[str, Mapping[str, str]]) -> str:
    """Links within the list; Streamlit's own would leave the old choices in the address bar."""
    parts = (
        f'<a href="{escape(f"rules?{urlencode(parameters)}")}" target="_self">{escape(label)}</a>'
        for label, parameters in targets.items()
    )
    return f'<nav class="nenpo-links">{" ".join(parts)}</nav>'


def _row(book: Rulebook, rule: Rule, wanted: Wanted) -> str:
    asked = {"municipality": book.slug, "rule": rule.rule_id, "question": wanted.question, "q": wanted.words}
    day = {} if wanted.day is None else {"on": wanted.day.isoformat()}
    link = escape(f"rules?{urlencode({**asked, **day})}")
    names = "、".join(dict.fromkeys(labels().kinds[name.partition(".")[0]] for name in rule.questions))
    return (
        f'<tr><th scope="row" class="wrap"><a href="{link}" target="_self">{escape(cited_ja(rule.citations))}</a></th>'
        f'<td class="prose">{escape(_short(rule))}</td><td class="label">{escape(in_force_ja(rule))}</td>'
        f'<td class="prose">{escape(names)}</td></tr>'
    )
