"""The fields of a question in the address: each a parameter of its own, plain text or JSON by its kind."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from lending_rules.contract import COUNTERS, Field
from lending_rules.dates import parsed_day, parsed_local_time
from lending_rules.rulebook import Rulebook
from lending_rules.words import folded

# Boxes for days and numbers hold no more than this.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)
LARGEST = 1_000_000
LONGEST_TEXT = 80
MOST_ROWS = 20
COMPOUND = ("words", "texts", "counters", "object", "objects")


def reader(field: Field, book: Rulebook) -> Callable[[str], Any]:
    """Reads a field's text in the address as a value of a request; ValueError for what its box could not hold.

    What the box could hold although the engine refuses it is kept: the page shows the engine's sentence.
    """
    return lambda text: _value(field, _parsed(field, text), book)


def text_of(field: Field, value: Any) -> str:
    """How a value stands in the address."""
    if field.kind in COMPOUND:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def _parsed(field: Field, text: str) -> Any:
    if field.kind in COMPOUND:
        try:
            return json.loads(text)
        except RecursionError as error:
            raise ValueError(text) from error
    if field.kind == "flag":
        return {"true": True, "false": False}.get(text, text)
    if field.kind in ("count", "choice"):
        return int(text)
    return float(text) if field.kind == "number" else text


def _value(field: Field, value: Any, book: Rulebook) -> Any:
    if field.kind in ("count", "number"):
        low, high = bounds(field)
        return _fitting(value, isinstance(value, (int, float)) and low <= value <= high)
    if field.kind == "choice":
        return _fitting(value, value in field.words)
    if field.kind == "flag":
        return _fitting(value, isinstance(value, bool))
    if field.kind in COMPOUND:
        return _COMPOUND[field.kind](field, value, book)
    _fitting(value, isinstance(value, str))
    if field.kind == "day":
        day = parsed_day(value)
        return _fitting(value, day is not None and FIRST_DAY <= day <= LAST_DAY)
    if field.kind == "local_time":
        moment = parsed_local_time(value)
        return _fitting(value, moment is not None and FIRST_DAY <= moment.date() <= LAST_DAY)
    if field.kind == "word":
        return next(_words(field, value))
    if field.kind == "library" and book.libraries:
        return _fitting(value, book.library_name(folded(value)) is not None)
    return _fitting(value[:LONGEST_TEXT], bool(value.strip()))


def bounds(field: Field) -> tuple[float, float]:
    """The smallest and largest number of a field's box."""
    return field.at_least or 0, LARGEST if field.at_most is None else field.at_most


def _fitting(value: Any, fits: bool) -> Any:
    if not fits:
        raise ValueError
    return value


def _words(field: Field, value: str) -> Any:
    yield from (word for word in field.words if folded(word) == folded(value))
    raise ValueError


def _list_of_words(field: Field, value: Any, _: Rulebook) -> list[str]:
    _fitting(value, isinstance(value, list) and all(isinstance(word, str) for word in value))
    found = [next(_words(field, word)) for word in value]
    return list(dict.fromkeys(found))


def _texts(_: Field, value: Any, __: Rulebook) -> list[str]:
    _fitting(value, isinstance(value, list) and len(value) <= MOST_ROWS)
    _fitting(
        value, all(isinstance(text, str) and text.strip() and len(text) <= LONGEST_TEXT for text in value)
    )
    return list(dict.fromkeys(value))


def _counters(_: Field, value: Any, __: Rulebook) -> dict[str, int]:
    _fitting(value, isinstance(value, dict))
    for key, count in value.items():
        whole = isinstance(count, int) and not isinstance(count, bool)
        _fitting(value, key in COUNTERS and whole and 0 <= count <= LARGEST)
    return dict(value)


def _object(field: Field, value: Any, book: Rulebook) -> dict[str, Any]:
    members: Mapping[str, Field] = field.members or {}
    _fitting(value, isinstance(value, dict) and all(name in members for name in value))
    return {name: _value(members[name], member, book) for name, member in value.items()}


def _objects(field: Field, value: Any, book: Rulebook) -> list[dict[str, Any]]:
    _fitting(value, isinstance(value, list) and len(value) <= MOST_ROWS)
    return [_object(field, member, book) for member in value]


_COMPOUND: Mapping[str, Callable[[Field, Any, Rulebook], Any]] = {
    "words": _list_of_words, "texts": _texts, "counters": _counters, "object": _object, "objects": _objects,
}  # fmt: skip
