"""Cities and years are data: no file is named after one, and no code knows one."""

import ast
import csv
import re
from collections.abc import Iterator

import yaml

from tests.house_rules.tree import Tree

NAMED_FREELY = ("seeds/", "tests/", "docs/")
YEAR_IN_NAME = re.compile(r"(?<!\d)(19[89]\d|20\d\d)(?!\d)|reiwa|heisei|令和|平成")
COMMENTS = {
    ".sql": re.compile(r"--[^\n]*|/\*.*?\*/|\{#.*?#\}", re.DOTALL),
    ".yml": re.compile(r"(?m)(^|\s)#[^\n]*"),
    ".yaml": re.compile(r"(?m)(^|\s)#[^\n]*"),
    ".typ": re.compile(r"(?<!:)//[^\n]*|/\*.*?\*/", re.DOTALL),
}


def places(tree: Tree) -> re.Pattern[str]:
    """Codes, slugs and names of every municipality that the seeds know."""
    words: set[str] = set()
    for file in tree.files:
        if match := re.fullmatch(r"seeds/municipalities/(\d{5})_([^/]+)/municipality\.yaml", file):
            name = str(yaml.safe_load(tree.text(file))["name_ja"])
            # The name without 市 says the city as well, unless so little is left that it is an ordinary word.
            words |= {*match.groups(), name, *([name[:-1]] if len(name) > 2 else [])}
        elif file == "seeds/codes/municipalities.csv":
            for row in csv.DictReader(tree.text(file).splitlines()):
                words |= {row["municipality_code"], row["name_ja"]}
    whole = sorted(
        (rf"(?<![a-z\d]){re.escape(w)}(?![a-z\d])" if w.isascii() else re.escape(w) for w in words),
        key=len,
        reverse=True,
    )
    return re.compile("|".join(whole) or r"(?!)", re.IGNORECASE)


def files_named_after_a_place_or_year(tree: Tree) -> list[str]:
    """Files outside seeds, tests and docs whose path names a municipality or a year."""
    known = places(tree)
    return [
        f"{file}: named after a municipality or a year; that belongs into seeds"
        for file in tree.files
        if not file.startswith(NAMED_FREELY) and (known.search(file) or YEAR_IN_NAME.search(file))
    ]


def code_that_knows_a_place(tree: Tree) -> list[str]:
    """Literals of code, SQL, YAML and templates that hold a municipality. Comments and docstrings may."""
    known = places(tree)
    found = []
    for file in tree.in_rooms(".py"):
        for line, text in _literals(tree.python(file)):
            if hit := known.search(text):
                found.append(f"{file}:{line}: knows the municipality {hit.group()}")
    for file in tree.in_rooms(*COMMENTS):
        if hit := known.search(without_comments(tree, file)):
            found.append(f"{file}: knows the municipality {hit.group()}")
    return found


def without_comments(tree: Tree, file: str) -> str:
    """The text of a file that is no Python, comments blanked."""
    return COMMENTS["." + file.rpartition(".")[2]].sub(" ", tree.text(file))


def _literals(module: ast.Module) -> Iterator[tuple[int, str]]:
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(module)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(module):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str | int)
            and id(node) not in docstrings
        ):
            yield node.lineno, str(node.value)
