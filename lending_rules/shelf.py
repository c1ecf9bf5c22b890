"""The rulebooks of a seeds folder one by one: one that cannot be read does not hide the others."""

from hashlib import sha256
from pathlib import Path

from catalog.errors import CatalogError
from lending_rules.rulebook import FOLDER, Rulebook, read_rulebook

_CITY = "municipality.yaml"


class RulesUnreadableError(Exception):
    """One Japanese sentence with file and line."""


def rule_folders(root: Path) -> list[Path]:
    """Folders of the municipalities that have rules, by code.

    Args:
        root: the seeds folder; one that does not exist has none.
    """
    return sorted(path.parent for path in (root / "municipalities").glob(f"*/{FOLDER}") if path.is_dir())


def fingerprint(folder: Path) -> str:
    """Changes with the name or content of any file that a rulebook is read from."""
    digest = sha256()
    for path in (folder / _CITY, *sorted((folder / FOLDER).glob("*.yaml"))):
        digest.update(path.name.encode())
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


def readable_rulebook(folder: Path, root: Path) -> Rulebook:
    """The rulebook of a folder of `rule_folders`.

    Raises:
        RulesUnreadableError: for a file that is not well written.
    """
    try:
        book = read_rulebook(folder, root)
    except CatalogError as error:
        raise RulesUnreadableError(str(error)) from error
    if book is None:
        raise RulesUnreadableError(f"{folder.name} に貸出規則がありません。")
    return book
