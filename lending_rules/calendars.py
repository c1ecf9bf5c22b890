"""Open days and hours of libraries, with the reason of each closed day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from lending_rules.condition_model import LibraryOpen
from lending_rules.conditions import Facts, fact
from lending_rules.dates import ONE_DAY, is_holiday
from lending_rules.findings import Step, applies, ended, list_ended, once, tested
from lending_rules.model import Citation, Closing, Hours, Library, OpenPoint, Rule
from lending_rules.rulebook import Rulebook, in_force, standing

OPEN = "calendar_open.open"
HOURS = "opening_hours.hours"
MOVED = "_moved"


@dataclass(frozen=True)
class LibraryDay:
    """One library on one day. `is_open` is None when no text in force says whether it is open.

    `hours` stand where the texts give them; `steps` are the rules that were looked at.
    """

    day: date
    is_open: bool | None
    reasons: tuple[str, ...]
    citations: tuple[Citation, ...]
    warnings: tuple[OpenPoint, ...]
    steps: tuple[Step, ...]
    hours: Hours | None = None
    hours_citations: tuple[Citation, ...] = ()


def library_day(book: Rulebook, library: Library, day: date, facts: Facts) -> LibraryDay:
    """Whether a library is open on a day and when, or why not.

    Args:
        book: the municipality's rules.
        library: one that the texts name.
        day: the day asked about.
        facts: of the request; `special_closures` and `facility_opened` count here.
    """
    rules = [rule for rule in book.rules_for(OPEN) if in_force(rule, day) and _concerns(rule, library)]
    if not rules:
        return _no_text(book, library, day)
    if library.periods and standing(library, day) is None:
        citations = tuple(citation for period in library.periods for citation in period.citations)
        return LibraryDay(day, False, ("not_established",), once(citations), (), ())
    facts = {**facts, "on": day, "library": library.name}
    looked = [(rule, *tested(rule, facts, _unknown)) for rule in rules]
    speaking = [rule for rule, _, _, met in looked if met is not None]
    closing = {rule: reason for rule in speaking if (reason := _closed(rule, day, facts)) is not None}
    steps = tuple(
        Step(rule, checks, demands, remark_ja=None if met is None else _remark_ja(closing.get(rule)))
        for rule, checks, demands, met in looked
    )
    if closing:
        points = (
            point for rule in closing for point in rule.warnings if applies(point, OPEN, facts, _unknown)
        )
        return LibraryDay(day, False, tuple(closing.values()), _cited(closing), once(points), steps)
    undecided = [rule for rule in speaking if _decides_nothing(rule, day)]
    hours = _hours(book, library, day)
    return LibraryDay(
        day,
        None if undecided else True,
        (),
        _cited(undecided or speaking),
        _open_points(undecided, day) if undecided else _doubts(speaking, facts),
        (*steps, *(Step(rule, (), remark_ja=_hours_ja(rule)) for rule in hours)),
        hours[0].opens if hours else None,
        _cited(hours),
    )


def _decides_nothing(rule: Rule, day: date) -> bool:
    return ended(rule, day) or (rule.then is not None and rule.then.outcome == "unspecified")


def _open_points(rules: Iterable[Rule], day: date) -> tuple[OpenPoint, ...]:
    points: list[OpenPoint] = []
    for rule in rules:
        if ended(rule, day):
            points.append(list_ended(rule))
        elif rule.then is not None:
            points += rule.then.warnings
    return once(points)


def _hours(book: Rulebook, library: Library, day: date) -> list[Rule]:
    rules = (rule for rule in book.rules_for(HOURS) if in_force(rule, day) and _concerns(rule, library))
    return [rule for rule in rules if rule.opens is not None and rule.opens.days.holds(day)]


def _concerns(rule: Rule, library: Library) -> bool:
    body = rule.closes or rule.opens or rule.special_closures
    return body is None or body.libraries is None or library.name in body.libraries


def _closed(rule: Rule, day: date, facts: Facts) -> str | None:
    """The reason why a rule closes the day, None when it does not."""
    if rule.closes is not None:
        return _closed_by(rule.closes, day)
    if rule.special_closures is not None:
        for told in facts.get("special_closures", ()):
            if told["kind"] in rule.special_closures.kinds and told["from"] <= day <= told["to"]:
                return "special_closure"
    return None


def _closed_by(closing: Closing, day: date) -> str | None:
    moves = closing.on_holiday == "closes_next_day_instead"
    if closing.days.holds(day) and not (moves and is_holiday(day)):
        return closing.reason
    before = day - ONE_DAY
    if moves and is_holiday(before) and closing.days.holds(before):
        return closing.reason + MOVED
    return None


def _remark_ja(reason: str | None) -> str:
    if reason is None:
        return "この日を休みにしません"
    return (
        "前日が祝日なので、代わりにこの日を休みにします" if reason.endswith(MOVED) else "この日を休みにします"
    )


def _hours_ja(rule: Rule) -> str:
    return f"{rule.opens.open}から{rule.opens.close}まで開きます" if rule.opens is not None else ""


def _doubts(rules: Iterable[Rule], facts: Facts) -> tuple[OpenPoint, ...]:
    """What makes an open day uncertain: closures nobody told of, and open points of rules that speak."""
    points = []
    for rule in rules:
        if rule.special_closures is not None and "special_closures" not in facts:
            points.append(rule.special_closures.unknown)
        if rule.closes is None:
            points += [point for point in rule.warnings if applies(point, OPEN, facts, _unknown)]
    return once(points)


def _no_text(book: Rulebook, library: Library, day: date) -> LibraryDay:
    later = [rule for rule in book.rules_for(OPEN) if _concerns(rule, library)]
    nearest = min(later, key=lambda rule: abs((rule.in_force_from - day).days), default=None)
    point = OpenPoint(
        code="no_text_in_force",
        text_ja="この日の開館を定めた規定は資料にありません",
        settled_by=book.system_ja,
    )
    cited = nearest.citations if nearest else ()
    # Hours may be in force where no text tells yet on which days the library is closed.
    hours = _hours(book, library, day)
    steps = tuple(Step(rule, (), remark_ja=_hours_ja(rule)) for rule in hours)
    return LibraryDay(day, None, (), cited, (point,), steps, hours[0].opens if hours else None, _cited(hours))


def is_open_at(found: LibraryDay, moment: datetime) -> bool | None:
    """Whether it is open at a moment; closed at the closing time itself. None when hours or day are not known."""
    if found.is_open is False:
        return False
    if found.hours is None:
        return None
    inside = found.hours.open <= f"{moment:%H:%M}" < found.hours.close
    return None if inside and found.is_open is None else inside


def library_test(book: Rulebook, wanted: LibraryOpen, facts: Facts) -> bool | None:
    """Whether the library of a request is open on the day or at the moment of a fact; None when that is not known."""
    library = book.library(facts["library"]) if "library" in facts else None
    when = fact(facts, wanted.moment or wanted.day or "on")
    if library is None or not isinstance(when, date):
        return None
    if isinstance(when, datetime):
        return is_open_at(library_day(book, library, when.date(), facts), when)
    return library_day(book, library, when, facts).is_open


def _unknown(_: LibraryOpen, __: Facts) -> bool | None:
    """Within a calendar, rules do not ask the calendar."""
    return None


def _cited(rules: Iterable[Rule]) -> tuple[Citation, ...]:
    return once(citation for rule in rules for citation in rule.citations)
