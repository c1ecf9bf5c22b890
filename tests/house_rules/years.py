"""No branch on a fiscal year: a comparison with a literal year belongs into dated data."""

import ast
import re

from tests.house_rules.places import without_comments
from tests.house_rules.tree import Tree

FIRST, LAST = 1980, 2099
YEAR = r"'?(?:19[89]\d|20\d\d)\b"
YEAR_TEXT = re.compile(r"(?:19[89]\d|20\d\d)(?:-\d\d.*)?")
COMPARED_IN_SQL = re.compile(
    rf"""(?:[=<>]|\bin\s*\([^)]*?|\bbetween\s+\S+\s+and|\bbetween|\bwhen)\s*(?:date\s*)?{YEAR}
    | \b(?:19[89]\d|20\d\d)'?\s*[=<>]""",
    re.IGNORECASE | re.VERBOSE,
)


def code_that_compares_with_a_year(tree: Tree) -> list[str]:
    """Comparisons, `in` and `case` with a year written out."""
    found = []
    for file in tree.in_rooms(".py"):
        for node in ast.walk(tree.python(file)):
            if isinstance(node, ast.Compare | ast.MatchValue):
                years = [c for c in ast.walk(node) if isinstance(c, ast.Constant) and _is_year(c.value)]
                found += [f"{file}:{c.lineno}: compares with the year {c.value}" for c in years]
    for file in tree.in_rooms(".sql"):
        if hit := COMPARED_IN_SQL.search(without_comments(tree, file)):
            found.append(f"{file}: compares with a year: {' '.join(hit.group().split())}")
    return found


def _is_year(value: object) -> bool:
    if isinstance(value, int):
        return FIRST <= value <= LAST
    return isinstance(value, str) and YEAR_TEXT.fullmatch(value) is not None
