"""The value of one field of a request, read by its kind."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from lending_rules.contract import COUNTERS, Field
from lending_rules.dates import parsed_day, parsed_local_time, parsed_month
from lending_rules.errors import RequestError
from lending_rules.words import folded


def read_value(path: str, value: Any, field: Field, known: Callable[[str], bool]) -> Any:
    """Read one field.

    Args:
        path: its dotted path in the request.
        value: folded JSON.
        field: what it may hold.
        known: whether the municipality's texts name a library.

    Returns:
        the value; days as `date`, local times as `datetime`, lists as tuples.

    Raises:
        RequestError: with the path of the fault.
    """
    return _READERS[field.kind](path, value, field, known)


def _day(path: str, value: Any, *_: object) -> date:
    day = parsed_day(value) if isinstance(value, str) else None
    if day is None:
        raise RequestError(path, f"{_last(path)} は 2025-04-01 の形の、暦にある日で書いてください。")
    return day


def _local_time(path: str, value: Any, *_: object) -> datetime:
    moment = parsed_local_time(value) if isinstance(value, str) else None
    if moment is None:
        raise RequestError(path, f"{_last(path)} は 2025-04-01T09:30 の形の日時で書いてください。")
    return moment


def _month(path: str, value: Any, *_: object) -> date:
    month = parsed_month(value) if isinstance(value, str) else None
    if month is None:
        raise RequestError(path, f"{_last(path)} は 2025-04 の形の月で書いてください。")
    return month


def _day_or_month(path: str, value: Any, *_: object) -> date:
    """A month counts from its first day."""
    day = (parsed_day(value) or parsed_month(value)) if isinstance(value, str) else None
    if day is None:
        raise RequestError(path, f"{_last(path)} は 2025-04-01 または 2025-04 の形で書いてください。")
    return day


def _text(path: str, value: Any, *_: object) -> str:
    if not isinstance(value, str) or not value:
        raise RequestError(path, f"{_last(path)} は空でない文字列で書いてください。")
    return value


def _library(path: str, value: Any, field: Field, known: Callable[[str], bool]) -> str:
    name = _text(path, value)
    if not known(name):
        raise RequestError(
            path, f"{_last(path)} は、この自治体の資料にある図書館・分室の名前で書いてください。"
        )
    return name


def _word(path: str, value: Any, field: Field, *_: object) -> str:
    words = {folded(word): word for word in field.words}
    if not isinstance(value, str) or value not in words:
        raise RequestError(path, f"{_last(path)} は次のどれかです: {'、'.join(field.words)}。")
    return value


def _words(path: str, value: Any, field: Field, *_: object) -> tuple[str, ...]:
    return _each(path, value, lambda place, word: _word(place, word, field))


def _texts(path: str, value: Any, *_: object) -> tuple[str, ...]:
    return _each(path, value, _text)


def _each(path: str, value: Any, read: Callable[[str, Any], Any]) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise RequestError(path, f"{_last(path)} は並び([…])で書いてください。")
    members = tuple(read(f"{path}[{n}]", member) for n, member in enumerate(value))
    for n, member in enumerate(members):
        if isinstance(member, str) and member in members[:n]:
            raise RequestError(f"{path}[{n}]", f"{_last(path)} に同じものを二度書くことはできません。")
    return members


def _flag(path: str, value: Any, *_: object) -> bool:
    if not isinstance(value, bool):
        raise RequestError(path, f"{_last(path)} は true か false で書いてください。")
    return value


def _number(path: str, value: Any, field: Field, *_: object) -> Any:
    kinds = (int, float) if field.kind == "number" else (int,)
    low, high = field.at_least, field.at_most
    fits = isinstance(value, kinds) and not isinstance(value, bool)
    if not fits or (low is not None and value < low) or (high is not None and value > high):
        span = f"{low:g}以上" + ("" if high is None else f"{high:g}以下")
        noun = "数" if field.kind == "number" else "整数"
        raise RequestError(path, f"{_last(path)} は{span}の{noun}で書いてください。")
    return value


def _choice(path: str, value: Any, field: Field, *_: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value not in field.words:
        raise RequestError(path, f"{_last(path)} は次のどれかです: {'、'.join(map(str, field.words))}。")
    return value


def _counters(path: str, value: Any, *_: object) -> dict[str, int]:
    if not isinstance(value, dict):
        raise RequestError(path, f"{_last(path)} は 種類: 数 のオブジェクトで書いてください。")
    for key, count in value.items():
        if key not in COUNTERS:
            raise RequestError(f"{path}.{key}", f"種類は次のどれかです: {'、'.join(COUNTERS)}。")
        if not isinstance(count, int) or isinstance(count, bool) or count < 0:
            raise RequestError(f"{path}.{key}", f"{key} は0以上の整数で書いてください。")
    return dict(value)


def _object(path: str, value: Any, field: Field, known: Callable[[str], bool]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise RequestError(path, f"{_last(path)} はオブジェクトで書いてください。")
    return _members(path, value, field, known)


def _objects(path: str, value: Any, field: Field, known: Callable[[str], bool]) -> tuple[dict[str, Any], ...]:
    if isinstance(value, list) and len(value) < (field.at_least or 0):
        raise RequestError(path, f"{_last(path)} は一つ以上書いてください。")
    return _each(path, value, lambda place, member: _object(place, member, field, known))


def _members(
    path: str, value: Mapping[str, Any], field: Field, known: Callable[[str], bool]
) -> dict[str, Any]:
    members = field.members or {}
    for name in field.required:
        if name not in value:
            raise RequestError(f"{path}.{name}", f"{name} は必要な項目です。書き加えてください。")
    if field.kind == "object" and len(value) < (field.at_least or 0):
        raise RequestError(
            path, f"{_last(path)} には {'、'.join(members)} の少なくとも一つを書いてください。"
        )
    read = {}
    for name in _ordered(field.required, value):
        if name not in members:
            raise RequestError(
                f"{path}.{name}", f"{name} は使えません。使えるのは {'、'.join(members)} です。"
            )
        read[name] = read_value(f"{path}.{name}", value[name], members[name], known)
    if "from" in read and "to" in read and read["to"] < read["from"]:
        raise RequestError(f"{path}.to", "to は from と同じ日か、その後の日です。")
    return read


def _ordered(required: Iterable[str], value: Mapping[str, Any]) -> list[str]:
    return [*required, *(name for name in value if name not in tuple(required))]


def _last(path: str) -> str:
    return path.rpartition(".")[2]


_READERS: Mapping[str, Callable[[str, Any, Field, Callable[[str], bool]], Any]] = {
    "day": _day, "local_time": _local_time, "month": _month, "day_or_month": _day_or_month, "text": _text,
    "library": _library, "word": _word, "words": _words, "texts": _texts, "flag": _flag, "count": _number,
    "number": _number, "choice": _choice, "counters": _counters, "object": _object, "objects": _objects,
}  # fmt: skip
