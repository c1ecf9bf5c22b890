"""A draft of rules: held against schema and lint, and put into a rulebook as the next versions."""

import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from shutil import copyfile
from typing import Any

import yaml

from catalog.errors import CatalogError
from lending_rules.lint import faults
from lending_rules.model import Rule, RuleFile
from lending_rules.rulebook import FOLDER, LIBRARIES, Rulebook
from lending_rules.shelf import fingerprint

MAX_CHARACTERS = 200_000
# References of YAML multiply what stands in a few lines.
MAX_VALUES = 50_000
NAME_JA = "改定案"
_SEEDS = "seeds"
# Lint names the later of two files: the draft's.
_DRAFT, _IN_FORCE, _CITY = "next.yaml", "in_force.yaml", "municipality.yaml"
_PLACE = re.compile(r"^(?P<file>\S+) (?P<line>\d+)行目:? ?(?P<said>.*)$", re.DOTALL)


@dataclass(frozen=True)
class DraftFault:
    """What is wrong with a draft. `line`: in the draft; None for what it makes wrong elsewhere."""

    line: int | None
    said: str

    def __str__(self) -> str:
        return f"{NAME_JA} {self.line}行目: {self.said}" if self.line is not None else self.said


@dataclass(frozen=True)
class Draft:
    """A draft that was read. `rules` are empty when it is not well written."""

    rules: tuple[Rule, ...]
    faults: tuple[DraftFault, ...]


def read_draft(text: str, folder: Path, book: Rulebook) -> Draft:
    """Read a rule file that is not in force.

    Args:
        text: the YAML of a file of `lending_rules/`.
        folder: the municipality's folder in the seeds.
        book: its rules in force.

    Returns:
        its rules and what schema and lint say of it, given the rules that go on beside it.
    """
    too_much = _too_much(text)
    if too_much is not None:
        return Draft((), (too_much,))
    with tempfile.TemporaryDirectory() as made:
        root = Path(made) / _SEEDS
        desk = root / "municipalities" / folder.name
        (desk / FOLDER).mkdir(parents=True)
        path = desk / FOLDER / _DRAFT
        path.write_text(text, encoding="utf-8")
        try:
            rules = RuleFile.read(path, root).rules
            before = _said(folder, fingerprint(folder))
            copyfile(folder / _CITY, desk / _CITY)
            if (folder / FOLDER / LIBRARIES).exists():
                copyfile(folder / FOLDER / LIBRARIES, desk / FOLDER / LIBRARIES)
            (desk / FOLDER / _IN_FORCE).write_text(written(_ended(book.rules, rules)), encoding="utf-8")
            found = [_fault(str(fault)) for fault in faults(desk, root)]
        except CatalogError as error:
            return Draft((), (_fault(str(error)),))
        except (OverflowError, RecursionError):
            return Draft(
                (),
                (DraftFault(1, "暦にない日か、深すぎる入れ子があります。日付と字下げを確かめてください。"),),
            )
    return Draft(rules, tuple(f for f in found if f.line is not None or f.said not in before))


def with_draft(book: Rulebook, rules: tuple[Rule, ...]) -> Rulebook:
    """The rulebook with a draft's rules put in.

    A rule of an id that is in force when the draft's begins ends the day before; other rules stay.
    """
    return replace(book, rules=(*_ended(book.rules, rules), *rules))


def as_draft(rule: Rule, day: date) -> str:
    """A version of a rule that follows it from a day on, as the YAML of a draft, to be changed by hand."""
    return written((rule.model_copy(update={"in_force_from": day}),))


def written(rules: Iterable[Rule]) -> str:
    """Rules as the YAML of a rule file, with what was written of them only."""
    data = {"rules": [_plain(rule.model_dump(by_alias=True, exclude_unset=True)) for rule in rules]}
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)


class _Dumper(yaml.SafeDumper):
    """Writes a value that stands in two places twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _plain(value: Any) -> Any:
    """Lengths as they are written in a file, `{weeks: 2}`."""
    if isinstance(value, dict):
        if set(value) == {"number", "unit"}:
            return {value["unit"]: value["number"]}
        return {key: _plain(member) for key, member in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(member) for member in value]
    number, unit = getattr(value, "number", None), getattr(value, "unit", None)
    return value if number is None or unit is None else {unit: number}


def _ended(standing: Iterable[Rule], draft: tuple[Rule, ...]) -> tuple[Rule, ...]:
    starts: dict[str, list[date]] = {}
    for rule in draft:
        starts.setdefault(rule.rule_id, []).append(rule.in_force_from)
    return tuple(_until(rule, starts.get(rule.rule_id, ())) for rule in standing)


def _until(rule: Rule, starts: Iterable[date]) -> Rule:
    within = [
        start
        for start in starts
        if rule.in_force_from < start and (rule.repealed_on is None or start < rule.repealed_on)
    ]
    return rule.model_copy(update={"repealed_on": min(within)}) if within else rule


@lru_cache(maxsize=8)
def _said(folder: Path, content: str) -> frozenset[str]:
    """What lint already says of the rules in force, looked for again when their content changes."""
    return frozenset(fault.said for fault in faults(folder, folder.parents[1]))


def _fault(sentence: str) -> DraftFault:
    placed = _PLACE.match(sentence)
    if placed is None:
        return DraftFault(1, sentence)
    own = placed["file"].endswith(_DRAFT)
    return DraftFault(int(placed["line"]) if own else None, placed["said"])


def _too_much(text: str) -> DraftFault | None:
    if not text.strip():
        return DraftFault(1, "改定案が空です。rules: から始まる規則ファイルを入れてください。")
    if len(text) > MAX_CHARACTERS:
        return DraftFault(1, f"改定案が長すぎます。{MAX_CHARACTERS:,}文字までにしてください。")
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        values = _values(node, {}, frozenset())
    except yaml.YAMLError:
        return None  # told with its line when the file is read
    except RecursionError:
        return DraftFault(1, "入れ子が深すぎます。字下げと括弧を確かめてください。")
    if values > MAX_VALUES:
        return DraftFault(1, f"参照(*名前)を広げると値が{MAX_VALUES:,}を超えます。参照を減らしてください。")
    return None


def _values(node: yaml.Node | None, known: dict[int, int], above: frozenset[int]) -> int:
    """How many values stand below a node once references are copied; more than allowed for one within itself."""
    if node is None or isinstance(node, yaml.ScalarNode):
        return 1
    if id(node) in above:
        return MAX_VALUES + 1
    if id(node) not in known:
        above |= {id(node)}
        parts = (
            [part for pair in node.value for part in pair]
            if isinstance(node, yaml.MappingNode)
            else node.value
        )
        known[id(node)] = 1 + sum(_values(part, known, above) for part in parts)
    return known[id(node)]
