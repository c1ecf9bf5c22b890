"""YAML with line numbers, refusing duplicate keys."""

import re
from pathlib import Path
from typing import Any

import yaml

from catalog.errors import CatalogError

Place = tuple[str | int, ...]


class _Loader(yaml.CSafeLoader):
    """Only true and false are truth values: `on`, `no` and `y` are words (YAML 1.2).

    libyaml parses in an eighth of the time that the parser in Python takes.
    """


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), ["t", "f"])


class YamlFile:
    """A parsed YAML file and the line on which each of its values stands."""

    def __init__(self, path: Path, shown_as: str) -> None:
        self.shown_as = shown_as
        self.lines: dict[Place, int] = {}
        text = ""
        try:
            text = path.read_text(encoding="utf-8")
            self._loader = _Loader(text)
            node = self._loader.get_single_node()
            self.data = self._build(node, ()) if node is not None else None
            self._loader.dispose()
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            mark = getattr(error, "problem_mark", None)
            # What is never closed is missed behind the last line.
            line = min(mark.line + 1, len(text.splitlines())) if mark else 1
            raise CatalogError(
                f"{shown_as} {line}行目: YAMLとして読めません。字下げと引用符、文字コード(UTF-8)を確かめてください。"
            ) from error

    def line_of(self, place: Place) -> int:
        """Line of a value, or of the nearest enclosing one when the value itself is missing."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def _build(self, node: yaml.Node, place: Place) -> Any:
        self.lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self._build(child, (*place, i)) for i, child in enumerate(node.value)]
        try:
            return self._loader.construct_object(node)
        except ValueError as error:  # such as 30 February
            line = node.start_mark.line + 1
            raise CatalogError(
                f"{self.shown_as} {line}行目: 「{node.value}」という値はありません。"
            ) from error

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            line = key_node.start_mark.line + 1
            if key in result:
                raise CatalogError(
                    f"{self.shown_as} {line}行目: キー「{key}」が二度書かれています。どちらか一つにしてください。"
                )
            self.lines[(*place, key)] = line
            result[key] = self._build(value_node, (*place, key))
        return result
