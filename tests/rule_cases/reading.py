"""Rule cases: one line a case, named after what it proves; expectations worked out by hand from the texts."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
PUBLIC = "contract_cases"


@dataclass(frozen=True)
class Case:
    """A request and what the texts answer to it."""

    municipality: str
    name: str
    request: dict[str, Any]
    expected: dict[str, Any]

    @property
    def question(self) -> str:
        """`kind.query`."""
        return f"{self.request['kind']}.{self.request['inputs']['query']}"

    def faults(self, answer: dict[str, Any]) -> list[str]:
        """What of an answer is not as expected."""
        wanted = self.expected
        found = [
            f"{member}: {answer.get(member)!r}, expected {wanted[member]!r}"
            for member in ("outcome", "value", "unit", "decided_by")
            if member in wanted and answer.get(member) != wanted[member]
        ]
        if "warns" in wanted and bool(answer["warnings"]) != wanted["warns"]:
            found.append(f"warnings: {answer['warnings']}, expected {wanted['warns']}")
        codes = {point["code"] for point in answer["warnings"]}
        if "warning_codes" in wanted and codes != set(wanted["warning_codes"]):
            found.append(f"warnings: {codes}, expected {wanted['warning_codes']}")
        if "cites" in wanted and wanted["cites"] not in answer["citations"]:
            found.append(f"citations: {answer['citations']}, expected {wanted['cites']}")
        return found


def cases() -> Iterator[Case]:
    """Every case of every municipality of the seeds."""
    for file in sorted(FOLDER.glob("*/*.jsonl")):
        if file.parent.name == PUBLIC:
            continue
        for data in _lines(file):
            yield Case(file.parent.name, data["name"], data["request"], data["expected"])


def public_cases() -> list[dict[str, Any]]:
    """The public cases of the contract, as given."""
    return [data for file in sorted((FOLDER / PUBLIC).glob("*.jsonl")) for data in _lines(file)]


def _lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
