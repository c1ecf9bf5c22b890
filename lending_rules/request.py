"""A request, read and refused as the contract says (sections 2, 4 and 6)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from lending_rules.contract import COUNTER_OF_ITEM, Contract, Question
from lending_rules.errors import RequestError
from lending_rules.field_values import read_value
from lending_rules.words import folded, folded_deep

MEMBERS = ("id", "municipality", "kind", "inputs")
# If one of these is given, those not given are "none"; if none is, they are not in dispute (contract 7.3).
TIES = ("residence", "workplace_in", "school_in", "club")
NONE = ""
LIBRARY_FIELDS = ("library", "held_at")


@dataclass(frozen=True)
class Request:
    """A request that was understood.

    `given`: the fields as the caller wrote them, folded, days as `date`. `facts`: the same with the meanings of absent
    fields, libraries by their short names.
    """

    request_id: str
    municipality: str
    question: Question
    given: Mapping[str, Any]
    facts: Mapping[str, Any]


def read_request(
    data: Any,
    contract: Contract,
    municipality_of: Mapping[str, str],
    library_name: Callable[[str, str], str | None],
) -> Request:
    """Understand one request.

    Args:
        data: the JSON value of a line.
        contract: the tables of fields and questions.
        municipality_of: slug by slug and by five-digit code.
        library_name: the short name of a library that a municipality's texts name, None for any other.

    Raises:
        RequestError: for the first fault in the contract's order.
    """
    if not isinstance(data, dict):
        raise RequestError("", "1行に一つのJSONオブジェクトを書いてください。")
    request_id = data.get("id")
    if not isinstance(request_id, str) or not request_id:
        raise RequestError("id", "id は空でない文字列で書いてください。")
    slug = _slug(data.get("municipality"), municipality_of)
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in contract.kinds:
        raise RequestError("kind", f"kind は次のどれかです: {'、'.join(contract.kinds)}。")
    inputs = data.get("inputs")
    if not isinstance(inputs, dict):
        raise RequestError("inputs", "inputs は query を持つオブジェクトで書いてください。")
    query = inputs.get("query")
    if not isinstance(query, str) or query not in contract.kinds[kind]:
        raise RequestError("inputs.query", f"query は次のどれかです: {'、'.join(contract.kinds[kind])}。")
    question = contract.kinds[kind][query]
    given = _read_inputs(
        folded_deep(inputs), question, contract, lambda name: library_name(slug, name) is not None
    )
    for member in data:
        if member not in MEMBERS:
            raise RequestError(
                member, f"{member} という項目はありません。使えるのは {'、'.join(MEMBERS)} です。"
            )
    facts = _facts(given, question)
    for name in LIBRARY_FIELDS:
        if name in facts:
            facts[name] = library_name(slug, facts[name])
    return Request(request_id, slug, question, given, facts)


def _slug(city: Any, municipality_of: Mapping[str, str]) -> str:
    if not isinstance(city, str) or folded(city) not in municipality_of:
        known = "、".join(dict.fromkeys(municipality_of.values()))
        raise RequestError("municipality", f"municipality は次のどれか、またはその5桁のコードです: {known}。")
    return municipality_of[folded(city)]


def _read_inputs(
    inputs: dict[str, Any], question: Question, contract: Contract, known: Callable[[str], bool]
) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for name in question.required:
        if name not in inputs:
            if name == "on" and question.instead_of_on in inputs:
                continue
            raise RequestError(f"inputs.{name}", f"{name} は必要な項目です。書き加えてください。")
        given[name] = read_value(f"inputs.{name}", inputs[name], contract.fields[name], known)
    allowed = (*question.required, *question.optional)
    allowed = (*allowed, question.instead_of_on) if question.instead_of_on else allowed
    for name, value in inputs.items():
        if name in given or name == "query":
            continue
        if name not in allowed:
            raise RequestError(
                f"inputs.{name}",
                f"{name} はこの問いの項目ではありません。使えるのは {'、'.join(allowed)} です。",
            )
        given[name] = read_value(f"inputs.{name}", value, contract.fields[name], known)
    if "from" in given and given["to"] < given["from"]:
        raise RequestError("inputs.to", "to は from と同じ日か、その後の日です。")
    return given


def _facts(given: Mapping[str, Any], question: Question) -> dict[str, Any]:
    facts = {**question.absent, **given}
    if "at" in facts and "on" not in facts:
        facts["on"] = facts["at"].date()
    if any(name in given for name in TIES):
        for name in TIES:
            if name in question.optional or name in question.required:
                facts.setdefault(name, NONE)
    if question.ask_is_one_item and "ask" not in facts:
        counter = COUNTER_OF_ITEM.get(facts.get("item", "図書"))
        facts["ask"] = {counter: 1} if counter else {}
    return facts
