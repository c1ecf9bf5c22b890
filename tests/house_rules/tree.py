"""A tree of files that house rules are held against: this repository, or a small one made by a test."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

# Folders with Python that are no rooms: nothing runs from them in an installation.
WORKSHOPS = ("tests", "bench")


@dataclass(frozen=True)
class Tree:
    """Files below a root, as paths with `/`."""

    root: Path
    files: tuple[str, ...]

    @classmethod
    def of_repository(cls, root: Path) -> "Tree":
        """What git tracks, and what it would track when added."""
        listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.run(listing, cwd=root, check=True, capture_output=True, text=True).stdout
        return cls(
            root, tuple(sorted({name for name in names.split("\0") if name and (root / name).is_file()}))
        )

    @classmethod
    def made_of(cls, root: Path, contents: dict[str, str]) -> "Tree":
        """Write the contents below root."""
        for name, text in contents.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return cls(root, tuple(sorted(contents)))

    def text(self, file: str) -> str:
        """The content; empty for a file that is no UTF-8 text."""
        try:
            return (self.root / file).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            return ""

    def python(self, file: str) -> ast.Module:
        """The syntax tree of a Python file."""
        return ast.parse(self.text(file), filename=file)

    def in_rooms(self, *suffixes: str) -> Iterator[str]:
        """Files of rooms and of dbt with one of the suffixes."""
        for file in self.files:
            top, _, rest = file.partition("/")
            if rest and top not in (*WORKSHOPS, "seeds", "docs") and file.endswith(suffixes):
                yield file

    @cached_property
    def text_files(self) -> tuple[str, ...]:
        """Files with readable content."""
        return tuple(file for file in self.files if self.text(file))
