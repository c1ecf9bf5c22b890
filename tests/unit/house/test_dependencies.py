"""The lock pins everything and names no place; what the rooms import is named, with its reason."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.house_rules.imports import MAY_IMPORT
from tests.house_rules.tree import WORKSHOPS, Tree


@pytest.fixture(scope="module")
def direct(repository: Path) -> dict[str, str]:
    lines = (repository / "requirements.in").read_text(encoding="utf-8").splitlines()
    pins = (line.split("==") for line in lines if line and not line.startswith("#"))
    return {_normal(name): version for name, version in pins}


@pytest.fixture(scope="module")
def locked(repository: Path) -> dict[str, str]:
    """Each block of the lock by name: its first line with all hashes and remarks."""
    text = (repository / "requirements.lock").read_text(encoding="utf-8")
    blocks = [block for block in re.split(r"(?m)^(?=\S)", text) if block]
    return {_normal(re.split(r"[=\[]", block, maxsplit=1)[0]): block for block in blocks}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_locked_package_has_one_version_and_hashes(locked: dict[str, str]) -> None:
    for block in locked.values():
        first, *rest = block.splitlines()
        assert re.fullmatch(r"[a-z0-9.-]+(\[[a-z,]+\])?==\S+ \\", first)
        assert all(
            re.fullmatch(r"    (--hash=sha256:[0-9a-f]{64}( \\)?|# .*)", line.rstrip()) for line in rest
        )
        assert "--hash=sha256:" in block


def test_the_lock_names_no_place(repository: Path) -> None:
    text = (repository / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"://|file:|\s/|@|--(?!hash)", text)


def test_every_direct_requirement_is_locked_at_its_version(
    direct: dict[str, str], locked: dict[str, str]
) -> None:
    for name, version in direct.items():
        assert re.match(rf"\S+=={re.escape(version)} ", locked[name])


def test_every_direct_requirement_has_a_reason(repository: Path, direct: dict[str, str]) -> None:
    note = (repository / "docs/decisions/0002-dependencies.md").read_text(encoding="utf-8")
    table = re.findall(r"(?m)^\| (\w[^|]*) \|", note)[1:]
    assert {_normal(name) for names in table for name in names.split(", ")} == set(direct)


def test_every_import_is_a_direct_requirement(repository: Path, direct: dict[str, str]) -> None:
    tree = Tree.of_repository(repository)
    carriers = packages_distributions()
    own = {*MAY_IMPORT, *WORKSHOPS, *sys.stdlib_module_names}
    for file in (file for file in tree.files if file.endswith(".py")):
        for module in sorted(_imported_packages(tree.python(file)) - own):
            assert {_normal(name) for name in carriers.get(module, [])} & set(direct), (
                f"{file} imports {module}"
            )


def _imported_packages(module: ast.Module) -> set[str]:
    plain = {name.name for node in ast.walk(module) if isinstance(node, ast.Import) for name in node.names}
    froms = {
        node.module
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and node.module and not node.level
    }
    return {name.partition(".")[0] for name in plain | froms}


def test_every_room_is_installed_and_typed(repository: Path) -> None:
    tools = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    files = Tree.of_repository(repository).files
    rooms = sorted(room for room in MAY_IMPORT if any(file.startswith(f"{room}/") for file in files))
    assert tools["setuptools"]["packages"]["find"]["include"] == [f"{room}*" for room in rooms]
    assert tools["mypy"]["packages"] == rooms
