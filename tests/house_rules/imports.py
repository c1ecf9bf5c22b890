"""Who may import whom: the table of the design, with no exceptions."""

import ast
from collections.abc import Iterator

from tests.house_rules.tree import WORKSHOPS, Tree

BUILD = ("catalog", "ingestion", "expectations", "sample", "lending_rules", "warehouse")
MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "catalog": (),
    "ingestion": ("catalog",),
    "expectations": ("catalog",),
    "sample": ("catalog",),
    "lending_rules": ("catalog",),
    "warehouse": (),
    "reports": ("warehouse", "lending_rules"),
    "dashboards": ("warehouse", "lending_rules", "reports"),
    "dagster_project": (*BUILD, "reports", "dashboards"),
    "cli": (*BUILD, "reports", "dashboards", "dagster_project"),
}


def wrong_imports(tree: Tree) -> list[str]:
    """Imports that the table does not allow, and Python that belongs to no room."""
    found = []
    for file in tree.files:
        room = file.partition("/")[0]
        if not file.endswith(".py") or room in WORKSHOPS:
            continue
        if room not in MAY_IMPORT:
            found.append(f"{file}: Python outside the rooms; the design has {', '.join(MAY_IMPORT)}")
            continue
        for line, module in _imported(tree.python(file)):
            other = module.partition(".")[0]
            if other in (*MAY_IMPORT, *WORKSHOPS) and other not in (room, *MAY_IMPORT[room]):
                allowed = ", ".join(MAY_IMPORT[room]) or "no room"
                found.append(f"{file}:{line}: {room} imports {other}; it may import {allowed}")
    return found


def _imported(module: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.lineno, node.module
        elif isinstance(node, ast.Call) and _name(node.func) in ("import_module", "__import__") and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield node.lineno, first.value


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
