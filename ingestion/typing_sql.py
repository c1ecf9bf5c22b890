"""Typed values out of delivered text, as SQL: the plain form in DuckDB, any other by the functions of `readings`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
from duckdb.func import SPECIAL
from duckdb.sqltypes import BIGINT, DATE, TIMESTAMP, VARCHAR

from ingestion import readings
from ingestion.layout import KINDS_JA, Column, Layout, Rule

TYPES = {
    "day": "date",
    "moment": "timestamp",
    "library": "varchar",
    "word": "varchar",
    "count": "bigint",
    "ndc": "varchar",
    "text": "varchar",
}
_HIDDEN = "(個人の値のため表示しません)"


@dataclass(frozen=True)
class Problem:
    """One way in which a row can be wrong: where, when (SQL), and what to do."""

    code: str
    column: str
    broken: str
    reason_ja: str
    is_personal: bool


def register_readings(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the slower readings known to a connection."""
    for name, function, result in (
        ("read_day", readings.day, DATE),
        ("read_moment", readings.moment, TIMESTAMP),
        ("read_count", readings.count, BIGINT),
        ("read_ndc", readings.ndc, VARCHAR),
        ("fold_text", readings.folded, VARCHAR),
    ):
        connection.create_function(name, _or_null(function), [VARCHAR], result, null_handling=SPECIAL)


def _or_null(function: Callable[[str], Any]) -> Callable[[str | None], Any]:
    # DuckDB may ask for rows that the surrounding case leaves out.
    return lambda text: None if text is None else function(text)


def value_sql(column: Column, words: Mapping[str, str]) -> str:
    """The typed value of a column; the delivered text is in the column of the same name with `d_` before it.

    Args:
        column: of the layout.
        words: our word or library code by the city's.
    """
    text = f'"d_{column.name}"'
    if column.kind == "text":
        return text
    if column.kind in ("word", "library"):
        return _word_sql(text, words)
    plain = {
        "day": f"try_cast({text} as date)",
        "moment": f"try_cast({text} as timestamp)",
        "count": f"if({text} <> '' and translate({text}, '0123456789', '') = '', try_cast({text} as bigint), null)",
        "ndc": f"if(length({text}) >= 3 and translate(left({text}, 3), '0123456789', '') = ''"
        f" and (length({text}) = 3 or {text}[4] = '.'), left({text}, 3), null)",
    }[column.kind]
    return (
        f"case when {text} is null then null when {plain} is not null then {plain}"
        f" else read_{column.kind}({text}) end"
    )


def _word_sql(text: str, words: Mapping[str, str]) -> str:
    plain = " ".join(
        f"when {text} = {_quoted(theirs)} then {_quoted(ours)}" for theirs, ours in words.items()
    )
    folded = " ".join(
        f"when {_quoted(readings.folded(theirs))} then {_quoted(ours)}" for theirs, ours in words.items()
    )
    return f"case when {text} is null then null {plain} else case fold_text({text}) {folded} end end"


def other_than_sql(column: Column, words: Mapping[str, str]) -> str:
    """The delivered code where it is not written as the city's list has it, else null."""
    text = f'"d_{column.name}"'
    return f"if({text} in ({', '.join(map(_quoted, words))}), null, {text})"


def problems(
    layout: Layout, present: Iterable[Column], libraries: Mapping[str, tuple[str, str]]
) -> list[Problem]:
    """Everything that can be wrong with a row, in the order in which it is looked for.

    Args:
        layout: of the feed.
        present: the columns that this city delivers.
        libraries: first and last day (ISO) by library code.
    """
    found: list[Problem] = []
    columns = list(present)
    for column in columns:
        found.extend(_column_problems(column))
    for column in columns:
        if column.kind == "library":
            found.append(_unknown_library(column, libraries))
            if not layout.is_snapshot:
                found.append(_library_of_the_day(column, layout, libraries))
    names = {column.name for column in columns}
    found.extend(_rule(rule, layout) for rule in layout.rules if rule.column in names)
    return found


def _column_problems(column: Column) -> Iterable[Problem]:
    typed, text = f'"{column.name}"', f'"d_{column.name}"'
    if column.is_required:
        yield Problem(
            "missing", column.name, f"{text} is null", "値がありません。書いてください", column.is_personal
        )
    if column.kind in ("text", "library"):
        return
    if column.kind == "ndc":
        # A mark that is no class is kept as printed and counted as unclassified.
        return
    accepted = KINDS_JA.get(column.kind) or f"次のどれか: {'、'.join(column.words)}(対応表の相手側の値)"
    yield Problem(
        f"bad_{column.kind}",
        column.name,
        f"{text} is not null and {typed} is null",
        f"読めません。使えるもの: {accepted}",
        column.is_personal,
    )
    if column.kind == "count":
        yield Problem(
            "negative", column.name, f"{typed} < 0", "負の数です。0以上にしてください", column.is_personal
        )


def _unknown_library(column: Column, libraries: Mapping[str, tuple[str, str]]) -> Problem:
    known = ", ".join(map(_quoted, libraries))
    return Problem(
        "unknown_library",
        column.name,
        f'"d_{column.name}" is not null and ("{column.name}" is null or "{column.name}" not in ({known}))',
        f"この自治体にない館です。使える館: {'、'.join(libraries)}",
        False,
    )


def _library_of_the_day(column: Column, layout: Layout, libraries: Mapping[str, tuple[str, str]]) -> Problem:
    day = f'cast("{layout.day_column}" as date)'
    outside = " or ".join(
        f"(\"{column.name}\" = {_quoted(code)} and {day} not between date '{first}' and date '{last}')"
        for code, (first, last) in libraries.items()
    )
    return Problem(
        "library_of_another_day",
        column.name,
        outside,
        "その日にはない館です。館か日付を確かめてください",
        False,
    )


def _rule(rule: Rule, layout: Layout) -> Problem:
    column = layout.by_name[rule.column]
    return Problem(rule.code, rule.column, rule.broken, rule.reason_ja, column.is_personal)


def problem_sql(found: list[Problem]) -> str:
    """Number of the first problem of a row (from 0), or null."""
    if not found:
        return "cast(null as integer)"
    cases = " ".join(f"when {problem.broken} then {number}" for number, problem in enumerate(found))
    return f"case {cases} end"


def problem_value_sql(found: list[Problem]) -> str:
    """The delivered text that the problem speaks of; a person's own is not shown."""
    cases = " ".join(
        f"when {number} then " + (_quoted(_HIDDEN) if problem.is_personal else f'"d_{problem.column}"')
        for number, problem in enumerate(found)
    )
    return f"case problem {cases} end" if cases else "cast(null as varchar)"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
