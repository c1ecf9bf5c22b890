"""What is wrong with rules although each is well written: versions, words, overlaps, rules that can never win."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from catalog.yaml_file import YamlFile
from lending_rules.condition_model import Condition, Expression
from lending_rules.contract import COUNTERS, Question, contract
from lending_rules.model import Effect, OpenPoint, Rule, RuleFile
from lending_rules.rulebook import FOLDER, LIBRARIES, Rulebook, in_force, read_rulebook
from lending_rules.words import folded

# Long enough for every pattern of a year, leap years included.
_LOOKED_AT = timedelta(days=366 * 2)
# Facts that the engine itself makes.
_MADE = ("on", "day")


@dataclass(frozen=True)
class Fault:
    """A fault of a rule, with the place of the rule."""

    shown_as: str
    line: int
    said: str

    def __str__(self) -> str:
        return f"{self.shown_as} {self.line}行目: {self.said}"


@dataclass(frozen=True)
class _Placed:
    rule: Rule
    shown_as: str
    line: int

    def fault(self, said: str) -> Fault:
        return Fault(self.shown_as, self.line, f"規則 {self.rule.rule_id}: {said}")


def faults(folder: Path, root: Path) -> list[Fault]:
    """Faults of a municipality's rules, in the order of the files.

    Args:
        folder: `seeds/municipalities/<code>_<slug>`.
        root: the seeds folder.

    Raises:
        CatalogError: for a file that is not well written.
    """
    book = read_rulebook(folder, root)
    if book is None:
        return []
    placed = list(_placed(folder, root))
    found = [*_versions(placed), *_words(placed, book), *_never(placed), *_hours_overlap(placed, book)]
    return sorted(found, key=lambda fault: (fault.shown_as, fault.line))


def _placed(folder: Path, root: Path) -> Iterator[_Placed]:
    for path in sorted((folder / FOLDER).glob("*.yaml")):
        if path.name == LIBRARIES:
            continue
        file = YamlFile(path, path.relative_to(root.parent).as_posix())
        for n, rule in enumerate(RuleFile.read(path, root).rules):
            yield _Placed(rule, file.shown_as, file.line_of(("rules", n)))


def version_faults(rules: Iterable[Rule]) -> Iterator[tuple[Rule, str]]:
    """Entries of one rule that do not follow each other: a gap, an overlap or the same day twice."""
    by_id: dict[str, list[Rule]] = {}
    for rule in rules:
        by_id.setdefault(rule.rule_id, []).append(rule)
    for versions in by_id.values():
        versions.sort(key=lambda rule: rule.in_force_from)
        for earlier, later in pairwise(versions):
            if later.in_force_from == earlier.in_force_from:
                yield later, "in_force_from が同じ版が二つあります。どちらか一つにしてください"
            elif earlier.repealed_on is None or later.in_force_from < earlier.repealed_on:
                yield (
                    later,
                    "前の版と期間が重なります。前の版の repealed_on をこの版の in_force_from にしてください",
                )
            elif earlier.repealed_on < later.in_force_from:
                yield later, "前の版との間があいています。in_force_from を前の版の repealed_on にしてください"


def _versions(placed: list[_Placed]) -> Iterator[Fault]:
    at = {id(one.rule): one for one in placed}
    for rule, said in version_faults(one.rule for one in placed):
        yield at[id(rule)].fault(said)


def _words(placed: list[_Placed], book: Rulebook) -> Iterator[Fault]:
    """Facts, words, counters, libraries and questions that do not exist: what names them would never hold."""
    libraries = {library.name for library in book.libraries}
    for one in placed:
        questions = [contract().questions[name] for name in one.rule.questions]
        for condition in _conditions(one.rule):
            yield from (one.fault(said) for said in _condition_faults(condition, questions))
        yield from (one.fault(said) for said in _body_faults(one.rule, libraries))
        for point in _points(one.rule):
            for name in set(point.questions or ()) - set(one.rule.questions):
                yield one.fault(f"warnings の問い {name} は、この規則の questions にありません")


def _body_faults(rule: Rule, libraries: set[str]) -> Iterator[str]:
    for body in (rule.closes, rule.opens, rule.special_closures):
        for library in (body.libraries or ()) if body is not None else ():
            if library not in libraries:
                yield f"図書館「{library}」は libraries.yaml にありません"
    for item in (rule.limit.items or ()) if rule.limit is not None else ():
        if item not in COUNTERS:
            yield f"種類「{item}」は使えません。使える種類: {'、'.join(COUNTERS)}"


def _condition_faults(condition: Condition, questions: list[Question]) -> Iterator[str]:
    parts = condition.any or condition.all or condition.none
    if parts is not None:
        for part in parts:
            yield from _condition_faults(part, questions)
        return
    for path in _facts(condition):
        name = path.partition(".")[0]
        if not any(name in (*q.required, *q.optional, q.instead_of_on, *_MADE) for q in questions):
            yield f"項目 {name} を持つ問いが questions にないので、この条件は成り立ちません"
    field = contract().fields.get(condition.fact or "")
    if field is None or not field.words:
        return
    name, operand = condition.operator
    words = {folded(str(word)) for word in field.words}
    tested = operand if isinstance(operand, tuple) else (operand,)
    if name in ("equals", "in_", "not_in", "contains", "contains_any", "lacks"):
        for word in tested:
            if isinstance(word, str) and word not in words:
                yield f"「{word}」は {field.name} の語ではありません。使える語: {'、'.join(map(str, field.words))}"


def _facts(condition: Condition) -> Iterator[str]:
    if condition.fact is not None:
        yield condition.fact
    if condition.total is not None:
        yield from condition.total.of
    if condition.computed is not None:
        yield from _expression_facts(condition.computed)
    if condition.fact is not None or condition.total is not None or condition.computed is not None:
        operand = condition.operator[1]
        if isinstance(operand, Expression):
            yield from _expression_facts(operand)


def _expression_facts(expression: Expression) -> Iterator[str]:
    if expression.fact is not None:
        yield expression.fact
    if expression.total is not None:
        yield from expression.total.of
    since = () if expression.days_since is None else (expression.days_since,)
    for part in (*(expression.first_of or ()), *(expression.earliest_of or ()), *since):
        yield from _expression_facts(part)


def _conditions(rule: Rule) -> Iterator[Condition]:
    yield from (*rule.when, *rule.require)
    for point in _points(rule):
        yield from point.when


def _points(rule: Rule) -> Iterable[OpenPoint]:
    effects: tuple[Effect | None, ...] = (rule.then, rule.otherwise)
    return [*rule.warnings, *(point for effect in effects if effect for point in effect.warnings)]


def _never(placed: list[_Placed]) -> Iterator[Fault]:
    """Rules that another one always replaces, and replacements of rules that do not exist."""
    by_id = {one.rule.rule_id: one for one in placed}
    for one in placed:
        for effect in (one.rule.then, one.rule.otherwise):
            for name in effect.overrides if effect else ():
                other = by_id.get(name)
                if other is None:
                    yield one.fault(f"overrides の規則 {name} はありません")
                elif effect is one.rule.then and _always(one.rule) and _covers(one.rule, other.rule):
                    yield other.fault(f"規則 {one.rule.rule_id} がいつも優先するので、この規則は効きません")


def _always(rule: Rule) -> bool:
    return not rule.when and not rule.require


def _covers(rule: Rule, other: Rule) -> bool:
    """Whether a rule is in force wherever and whenever another one is."""
    begins = rule.in_force_from <= other.in_force_from
    ends = rule.repealed_on is None or (
        other.repealed_on is not None and other.repealed_on <= rule.repealed_on
    )
    return begins and ends and set(other.questions) <= set(rule.questions)


def _hours_overlap(placed: list[_Placed], book: Rulebook) -> Iterator[Fault]:
    """Two hours for one library on one day."""
    opening = [one for one in placed if one.rule.opens is not None and not one.rule.when]
    by_library: Mapping[str, list[_Placed]] = {
        library.name: [
            one
            for one in opening
            if one.rule.opens
            and (one.rule.opens.libraries is None or library.name in one.rule.opens.libraries)
        ]
        for library in book.libraries
    }
    told: set[tuple[str, str]] = set()
    for library, candidates in by_library.items():
        for day in _days([one.rule.in_force_from for one in candidates]):
            holding = [
                one
                for one in candidates
                if in_force(one.rule, day) and one.rule.opens and one.rule.opens.days.holds(day)
            ]
            for one, other in pairwise(holding):
                if (one.rule.rule_id, other.rule.rule_id) not in told:
                    told.add((one.rule.rule_id, other.rule.rule_id))
                    yield other.fault(f"{library}の{day}の時間を {one.rule.rule_id} も定めています")


def _days(starts: list[date]) -> Iterator[date]:
    seen: set[date] = set()
    for start in starts:
        for n in range(_LOOKED_AT.days):
            day = start + timedelta(days=n)
            if day not in seen:
                seen.add(day)
                yield day
