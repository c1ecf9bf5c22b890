"""Which words the rules of a question name for a fact, such as schools with days of their own."""

from collections.abc import Iterator

from lending_rules.condition_model import Condition
from lending_rules.rulebook import Rulebook


def words_used(book: Rulebook, question: str, fact: str) -> list[str]:
    """Words that conditions of a question's rules compare a fact with, each once, in the order of the rules."""
    conditions = (c for rule in book.rules_for(question) for c in (*rule.when, *rule.require))
    return list(dict.fromkeys(word for condition in conditions for word in _words(condition, fact)))


def _words(condition: Condition, fact: str) -> Iterator[str]:
    for part in (*(condition.any or ()), *(condition.all or ()), *(condition.none or ())):
        yield from _words(part, fact)
    if condition.fact == fact:
        _, operand = condition.operator
        yield from (
            word for word in (operand if isinstance(operand, tuple) else (operand,)) if isinstance(word, str)
        )
