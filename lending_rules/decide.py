"""The engine's door: a request in, a response out (contract, sections 2 and 3)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from lending_rules.calendar_answers import CALENDAR
from lending_rules.calendars import library_test
from lending_rules.contract import contract
from lending_rules.decision import Decision, decide_by_rules
from lending_rules.errors import RequestError
from lending_rules.request import Request, read_request
from lending_rules.rulebook import Rulebook


@dataclass(frozen=True)
class Engine:
    """Rulebooks by slug."""

    books: Mapping[str, Rulebook]

    def understand(self, data: Any) -> Request:
        """Read a request.

        Raises:
            RequestError: for the first fault in the contract's order.
        """
        slugs = {name: book.slug for book in self.books.values() for name in (book.slug, book.code)}
        return read_request(data, contract(), slugs, self._library_name)

    def decision(self, request: Request) -> Decision:
        """Answer a request that was understood."""
        book = self.books[request.municipality]
        answer = CALENDAR.get(request.question.name)
        if answer is not None:
            return _concerning(
                request.question.name, answer(book, request, book.library_or_name(request.facts["library"]))
            )
        return decide_by_rules(book, request, partial(library_test, book))

    def decide(self, data: Any) -> dict[str, Any]:
        """Answer one request of the contract.

        Args:
            data: its JSON value.

        Returns:
            the response as JSON values; `error` for a request that cannot be understood.
        """
        try:
            request = self.understand(data)
        except RequestError as error:
            return {
                "id": data.get("id") if isinstance(data, dict) and isinstance(data.get("id"), str) else None,
                "outcome": "error",
                "reasons": [],
                "citations": [],
                "warnings": [],
                "error": {"field": error.field, "message": error.said},
            }
        return response(request.request_id, self.decision(request))

    def _library_name(self, slug: str, name: str) -> str | None:
        return self.books[slug].library_name(name)


def _concerning(question: str, decision: Decision) -> Decision:
    """The same answer with those open points only that concern the question."""
    points = (p for p in decision.warnings if p.questions is None or question in p.questions)
    return replace(decision, warnings=tuple(points))


def response(request_id: str, decision: Decision) -> dict[str, Any]:
    """A decision as the contract writes it."""
    written: dict[str, Any] = {"id": request_id, "outcome": decision.outcome}
    if decision.value is not None:
        written["value"] = _json(decision.value)
    if decision.unit is not None:
        written["unit"] = decision.unit
    written["reasons"] = list(decision.reasons)
    written["citations"] = [{"document": c.document, "article": c.article} for c in decision.citations]
    written["warnings"] = [
        {"code": point.code, "text": f"{point.text_ja}(決めるのは{point.settled_by})。"}
        for point in decision.warnings
    ]
    if decision.decided_by is not None:
        written["decided_by"] = decision.decided_by
    return written


def _json(value: Any) -> Any:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [_json(member) for member in value]
    return value
