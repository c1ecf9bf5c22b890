"""The public contract: kinds, their questions, and the fields of each (version 1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from catalog.yaml_file import YamlFile

FOLDER = Path(__file__).parent / "contract"

COUNTER_OF_ITEM = {
    "図書": "book",
    "コミック": "comic",
    "大型絵本": "large_picture_book",
    "課題図書": "required_reading",
    "雑誌": "magazine",
    "紙芝居": "kamishibai",
    "カセットテープ": "cassette",
    "CD": "cd",
    "DVD": "dvd",
    "パネルシアター": "panel_theater",
    "エプロンシアター": "apron_theater",
    "点訳絵本": "braille_picture_book",
    "電子書籍": "ebook",
}
COUNTERS = tuple(COUNTER_OF_ITEM.values())


@dataclass(frozen=True)
class Field:
    """What a field of a request may hold.

    `kind`: day, local_time, month, day_or_month, text, library, word, words, texts, flag, count, number, choice,
    counters, object, objects. `words`: the allowed ones. `members`: fields of an object. `absent`: what a missing
    field means; None where nothing is said.
    """

    name: str
    kind: str
    words: tuple[Any, ...] = ()
    at_least: float | None = None
    at_most: float | None = None
    required: tuple[str, ...] = ()
    members: Mapping[str, "Field"] | None = None
    absent: Any = None


@dataclass(frozen=True)
class Question:
    """One question (`kind` and `query`), its fields in the order in which faults are named, and absent meanings.

    `ask_is_one_item`: a missing `ask` is one piece of `item`.
    """

    kind: str
    query: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    instead_of_on: str | None
    absent: Mapping[str, Any]
    ask_is_one_item: bool

    @property
    def name(self) -> str:
        """`kind.query`."""
        return f"{self.kind}.{self.query}"


@dataclass(frozen=True)
class Contract:
    """The tables of the contract."""

    fields: Mapping[str, Field]
    kinds: Mapping[str, Mapping[str, Question]]

    @property
    def questions(self) -> dict[str, Question]:
        """Every question by its name."""
        return {q.name: q for questions in self.kinds.values() for q in questions.values()}


@cache
def contract() -> Contract:
    """The contract, read once."""
    fields = {name: _field(name, data) for name, data in _read("fields.yaml").items()}
    kinds = {
        kind: {query: _question(kind, query, data, fields) for query, data in questions.items()}
        for kind, questions in _read("questions.yaml").items()
    }
    return Contract(fields, kinds)


def _read(name: str) -> dict[str, Any]:
    data = YamlFile(FOLDER / name, f"lending_rules/contract/{name}").data
    return cast("dict[str, Any]", data)


def _field(name: str, data: dict[str, Any]) -> Field:
    members = data.get("members")
    return Field(
        name=name,
        kind=data["type"],
        words=tuple(data.get("words", ())),
        at_least=data.get("at_least"),
        at_most=data.get("at_most"),
        required=tuple(data.get("required", ())),
        members={key: _field(key, member) for key, member in members.items()} if members else None,
        absent=data.get("absent"),
    )


def _question(kind: str, query: str, data: dict[str, Any], fields: Mapping[str, Field]) -> Question:
    required, optional = tuple(data["required"]), tuple(data["optional"])
    names = (*required, *optional)
    absent = {name: fields[name].absent for name in names if fields[name].absent is not None}
    return Question(
        kind,
        query,
        required,
        optional,
        data.get("instead_of_on"),
        absent | data.get("absent", {}),
        data.get("ask_is_one_item", False),
    )
