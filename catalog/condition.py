"""Conditions on what is counted: `where: {audience: general, way: [discard, recycle]}`."""

from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from catalog.words import DIMENSIONS, allowed_words

# A dimension and one of its words; the same dimension twice means either word.
Condition = tuple[str, str]


def _conditions(data: Any) -> tuple[Condition, ...]:
    if not isinstance(data, dict):
        raise PydanticCustomError("where", "where は「次元: 値」の形で書いてください")
    found: list[Condition] = []
    for dimension, words in data.items():
        if dimension not in DIMENSIONS or dimension == "library":
            usable = [name for name in DIMENSIONS if name != "library"]
            raise PydanticCustomError(
                "dimension",
                "where の次元「{name}」は使えません。使える次元: {allowed}",
                {"name": dimension, "allowed": "、".join(usable)},
            )
        for word in words if isinstance(words, list) else [words]:
            found.append((dimension, _word(dimension, str(word))))
    return tuple(found)


def _word(dimension: str, word: str) -> str:
    allowed = allowed_words(dimension)
    # A class may be named by one, two or three digits.
    fits = word.isdecimal() and len(word) <= 3 if dimension == "ndc" else word in allowed
    if not fits:
        raise PydanticCustomError(
            "word",
            "where の {dimension} に「{word}」は使えません。使える値: {allowed}",
            {"dimension": dimension, "word": word, "allowed": "、".join(allowed)},
        )
    return word


Where = Annotated[tuple[Condition, ...], BeforeValidator(_conditions, json_schema_input_type=dict[str, Any])]
