"""The same question put to several rulebooks, or for several days: answers side by side."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lending_rules.dates import parsed_month
from lending_rules.decide import Engine
from lending_rules.decision import Decision
from lending_rules.errors import RequestError
from lending_rules.explain import answer_ja
from lending_rules.labels import labels, shown
from lending_rules.model import Citation
from lending_rules.reasons import reason_ja
from lending_rules.request import Request

NOT_UNDERSTOOD_JA = "問いを読めません"


@dataclass(frozen=True)
class Answer:
    """What an engine made of a request: a decision, or why it was not understood."""

    name_ja: str
    request: Request | None = None
    decision: Decision | None = None
    refused: RequestError | None = None


@dataclass(frozen=True)
class Line:
    """One aspect of the answers, a text an answer."""

    aspect_ja: str
    texts: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether the answers are not all the same in it."""
        return len(set(self.texts)) > 1


def answer(name_ja: str, engine: Engine, data: Any) -> Answer:
    """Put one request.

    Args:
        name_ja: what the answer is called beside others.
        engine: the rules that answer.
        data: a request of the contract as JSON values.
    """
    try:
        request = engine.understand(data)
    except RequestError as error:
        return Answer(name_ja, refused=error)
    return Answer(name_ja, request, engine.decision(request))


def lines_of(answers: Sequence[Answer]) -> list[Line]:
    """The answers aspect by aspect: answer, reasons, who decides, citations, open points."""
    return [
        Line("答え", tuple(_words(one) for one in answers)),
        Line("理由", tuple(_joined(reason_ja(code) for code in _of(one).reasons) for one in answers)),
        Line("決める人", tuple(_of(one).decided_by or "" for one in answers)),
        Line("根拠", tuple(cited_ja(_of(one).citations) for one in answers)),
        Line("決まっていないこと", tuple(_joined(p.text_ja for p in _of(one).warnings) for one in answers)),
    ]


def words_ja(decision: Decision) -> str:
    """The answer in words for a heading: each number of a list with its unit, periods and months written out."""
    value, unit = decision.value, labels().units.get(decision.unit or "", "")
    if isinstance(value, Mapping):
        names = labels().counters
        return "、".join(f"{names.get(key, key)} {_plain(one)}{unit}" for key, one in value.items())
    if isinstance(value, str) and decision.outcome == "value":
        month = parsed_month(value)
        return f"{month.year}年{month.month}月" if month is not None else _plain(value)
    return answer_ja(decision)


def _plain(value: Any) -> str:
    """`P4W` is four weeks, `none` is nobody."""
    period = _PERIOD.fullmatch(value) if isinstance(value, str) else None
    if period is not None:
        return f"{period[1]}{labels().units[_UNITS[period[2]]]}"
    return "なし" if value == "none" else shown(value)


_PERIOD = re.compile(r"P(\d+)([DWMY])")
_UNITS = {"D": "days", "W": "weeks", "M": "months", "Y": "years"}
_NOTHING = Decision("unspecified")


def cited_ja(citations: Iterable[Citation]) -> str:
    """Places by document, each document named once."""
    places: dict[str, list[str]] = {}
    for citation in citations:
        found = places.setdefault(citation.document, [])
        if citation.article not in found:
            found.append(citation.article)
    return "、".join(f"{document} {'・'.join(articles)}" for document, articles in places.items())


def _of(one: Answer) -> Decision:
    return one.decision or _NOTHING


def _words(one: Answer) -> str:
    return NOT_UNDERSTOOD_JA if one.decision is None else words_ja(one.decision)


def _joined(texts: Iterable[str]) -> str:
    return "、".join(texts)
