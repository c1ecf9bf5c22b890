"""Base of all seed models: closed keys, strict types, errors that name file and line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from catalog.errors import CatalogError
from catalog.yaml_file import YamlFile


class ClosedModel(BaseModel):
    """A model that knows its keys; any other key is refused with the list of those allowed."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _refuse_unknown_keys(cls, data: Any) -> Any:
        if isinstance(data, dict):
            allowed = [field.alias or name for name, field in cls.model_fields.items()]
            for key in data:
                if key not in allowed:
                    raise PydanticCustomError(
                        "unknown_key",
                        "キー「{key}」は使えません。使えるキー: {allowed}",
                        {"key": key, "allowed": "、".join(allowed)},
                    )
        return data

    @classmethod
    def read(cls, path: Path, root: Path) -> Self:
        """Read one YAML file.

        Args:
            path: the file.
            root: the seeds folder; errors show the path below its parent.

        Raises:
            CatalogError: with file, line, key and what would be accepted.
        """
        if not path.exists():
            raise CatalogError(
                f"{path.relative_to(root.parent).as_posix()} がありません。このファイルを加えてください。"
            )
        file = YamlFile(path, path.relative_to(root.parent).as_posix())
        try:
            return cls.model_validate(file.data)
        except ValidationError as error:
            raise CatalogError(_sentence(file, error.errors()[0])) from error


_EXPECTED: dict[str, Callable[[ErrorDetails], str]] = {
    "unknown_key": lambda e: e["msg"],
    "missing": lambda e: "この項目は必須です。書き加えてください",
    "string_type": lambda e: f"「{e['input']}」は引用符で囲んだ文字列で書いてください",
    "int_type": lambda e: f"「{e['input']}」は整数で書いてください",
    "literal_error": lambda e: f"「{e['input']}」は使えません。使える値: {e['ctx']['expected']}",
    "string_pattern_mismatch": lambda e: f"「{e['input']}」は使えません。使える形: {e['ctx']['pattern']}",
    "date_type": lambda e: f"「{e['input']}」は引用符のない 2025-03-31 の形の日付で書いてください",
    "bool_type": lambda e: f"「{e['input']}」は true か false で書いてください",
    "is_instance_of": lambda e: f"「{e['input']}」は数値で書いてください",
    "tuple_type": lambda e: "並び([…]か行頭の - )で書いてください",
    "model_type": lambda e: f"「{e['input']}」は「キー: 値」の形で書いてください",
    "greater_than_equal": lambda e: f"「{e['input']}」は使えません。{e['ctx']['ge']}以上にしてください",
    "less_than_equal": lambda e: f"「{e['input']}」は使えません。{e['ctx']['le']}以下にしてください",
    "too_short": lambda e: "一つ以上書いてください",
}


def _sentence(file: YamlFile, error: ErrorDetails) -> str:
    place = tuple(error["loc"])
    if error["type"] == "unknown_key":
        place = (*place, error["ctx"]["key"])
    keys = [p for p in place if isinstance(p, int) or not p.endswith(("Model", "Ref"))]
    known = tuple(p for p in place if any(p in line_place for line_place in file.lines))
    name = ".".join(str(k) for k in keys if k in known or error["type"] == "missing") or "全体"
    say = _EXPECTED.get(error["type"], _own_words)
    return f"{file.shown_as} {file.line_of(known)}行目 {name}: {say(error)}。"


def _own_words(error: ErrorDetails) -> str:
    """What a model says of itself; its whole content would bury the sentence."""
    if isinstance(error["input"], dict):
        return error["msg"]
    return f"「{error['input']}」は使えません({error['msg']})"
