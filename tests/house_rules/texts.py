"""What no file may hold: a path of one machine, the address of a package index, too many lines."""

import ast
import re

from tests.house_rules.tree import Tree

# Put together from pieces, so that this file does not hold what it looks for.
MACHINE_PATH = re.compile(
    r"(?<![\w.}])(?:/home" + r"/\w|/root" + r"/|/Users" + r"/\w|/work" + r"/\w)|\b[A-Z]:" + r"\\\w"
)
PACKAGE_INDEX = re.compile(
    "--(?:extra-)?index" + r"-url|\bpypi\." + "org|python" + "hosted|npm" + r"js\.org|deb\.debian" + r"\.org"
)
SHARED = re.compile(r"(?:\.\.|/work)/" + r"shared\b")
LIMITS = {".py": 250, ".sql": 80}
REASON = "Longer than"


def machine_paths(tree: Tree) -> list[str]:
    """Paths that exist on one machine only."""
    own = re.compile(re.escape(str(tree.root)) + r"\b")
    return [
        f"{file}: holds a path of one machine: {hit.group()}"
        for file in tree.text_files
        if (hit := MACHINE_PATH.search(tree.text(file)) or own.search(tree.text(file)))
    ]


def package_indexes(tree: Tree) -> list[str]:
    """Addresses of package registries."""
    return [
        f"{file}: holds the address of a package index: {hit.group()}"
        for file in tree.text_files
        if (hit := PACKAGE_INDEX.search(tree.text(file)))
    ]


def tests_that_read_shared(tree: Tree) -> list[str]:
    """Tests that look outside the repository for the documents it was made from."""
    found = []
    for file in tree.text_files:
        if not file.startswith("tests/"):
            continue
        if SHARED.search(tree.text(file)):
            found.append(f"{file}: names the folder beside the repository")
        elif file.endswith(".py"):
            constants = (node for node in ast.walk(tree.python(file)) if isinstance(node, ast.Constant))
            found += [
                f"{file}:{c.lineno}: names the folder beside the repository"
                for c in constants
                if c.value == "sha" + "red"
            ]
    return found


def long_files(tree: Tree) -> list[str]:
    """Files past what one reads at once, unless their first comment says `Longer than N lines: why`."""
    found = []
    for file in tree.files:
        limit = LIMITS.get("." + file.rpartition(".")[2])
        lines = tree.text(file).splitlines() if limit else []
        comments = (line for line in lines if line.lstrip().startswith(("#", "--")))
        if limit and len(lines) > limit and REASON not in next(comments, ""):
            found.append(
                f"{file}: {len(lines)} lines, more than {limit}; split it or begin with `{REASON} {limit} lines: why`"
            )
    return found


def code_in_seeds(tree: Tree) -> list[str]:
    """Programs in the data room."""
    return [
        f"{f}: seeds hold facts, no code"
        for f in tree.files
        if f.startswith("seeds/") and f.endswith((".py", ".sql", ".sh"))
    ]
