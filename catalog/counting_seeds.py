"""The seeds that decide what is counted and how, each with the hash of its content."""

from hashlib import sha256
from pathlib import Path

# Below a municipality's folder: its libraries with their hierarchy and population, and where it counts differently.
_OF_MUNICIPALITY = {"municipality.yaml": "館と人口", "definitions.yaml": "数え方の定義"}


def counting_seeds(root: Path, folder: str) -> dict[str, str]:
    """Hashes of the files that figures of a municipality are counted by, by their path below the seeds.

    Args:
        root: the seeds folder.
        folder: name of the municipality's folder.

    Returns:
        SHA-256 by path: measures, table specifications, form, codes, and the municipality's own facts.
    """
    home = root / "municipalities" / folder
    paths = [
        root / "yearbook" / "measures.yaml",
        *(root / "yearbook" / "tables").glob("*.yaml"),
        *(root / "forms").glob("*.yaml"),
        root / "monthly.yaml",
        *(root / "codes").glob("*.csv"),
        *(home / name for name in _OF_MUNICIPALITY),
    ]
    return {
        path.relative_to(root).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(paths)
        if path.exists()
    }


def counting_seed_ja(path: str) -> str:
    """What readers call one of these files, with its name."""
    folder, _, name = path.rpartition("/")
    if folder == "yearbook/tables":
        return f"表の定義 {name}"
    if folder == "codes":
        return f"符号 {name}"
    if folder == "forms":
        return f"月報の様式 {name}"
    if name == "monthly.yaml":
        return f"月次報告の項目 {name}"
    return f"{_OF_MUNICIPALITY.get(name, '数えるものの定義')} {name}"
