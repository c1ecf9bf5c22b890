"""A rule in Japanese words, without a request: when it speaks, what it demands, what follows."""

from collections.abc import Iterable
from typing import Any

from lending_rules.condition_model import Condition, Expression
from lending_rules.contract import COUNTERS
from lending_rules.dates import Period
from lending_rules.describe_days import days_ja
from lending_rules.explain import Node
from lending_rules.labels import fact_name, labels, shown
from lending_rules.model import Effect, Limit, LoanPeriod, OpenPoint, Price, Rule
from lending_rules.reasons import reason_ja

_JOINED = {"any": "次のどれか", "all": "次のすべて", "none": "次のどれでもない"}
_ON_HOLIDAY = {
    "closes_next_day_instead": "祝日に当たるときは開き、次の日を休みにします",
    "closes_all_the_same": "祝日に当たるときも休みます",
}


def described(rule: Rule) -> tuple[Node, ...]:
    """What a rule says, part by part."""
    parts = (
        Node("当てはまるとき", tuple(map(_condition, rule.when))),
        Node("求めること", tuple(map(_condition, rule.require))),
        Node("内容", tuple(Node(said) for said in _body(rule))),
        Node("結果" if not rule.require else "満たすとき", _effect(rule.then)),
        Node("満たさないとき" if rule.require else "超えるとき", _effect(rule.otherwise)),
        Node("決まっていないこと", tuple(map(_point, rule.warnings))),
    )
    return tuple(part for part in parts if part.parts)


def _condition(condition: Condition) -> Node:
    for form, said in _JOINED.items():
        parts = getattr(condition, form)
        if parts is not None:
            return Node(said, tuple(map(_condition, parts)))
    if condition.library_open is not None:
        return Node("館が開いている")
    subject = _subject(condition)
    operator, operand = condition.operator
    if operator == "present":
        return Node(f"{subject}が示されて{'いる' if operand else 'いない'}")
    if operator == "falls_on":
        return Node(f"{subject}が{days_ja(operand)}に当たる")
    if operator == "equals" and not isinstance(operand, Expression):
        return Node(f"「{subject}」が「{shown(operand)}」")
    return Node(f"{subject}が{_operand(operand)}{labels().operators[operator]}")


def _subject(condition: Condition) -> str:
    if condition.computed is not None:
        return _expression(condition.computed)
    if condition.total is not None:
        return _counted(condition.total.of, condition.total.items)
    return fact_name(condition.fact or "")


def _counted(of: Iterable[str], items: tuple[str, ...] | None) -> str:
    kinds = "" if items is None else f"({_items(items)})"
    return f"{'と'.join(fact_name(name) for name in of)}{kinds}の合計"


def _items(items: Iterable[str]) -> str:
    return "、".join(labels().counters.get(item, item) for item in items)


def _operand(operand: Any) -> str:
    return _expression(operand) if isinstance(operand, Expression) else shown(operand)


def _expression(expression: Expression) -> str:
    parts = expression.first_of or expression.earliest_of
    if parts:
        said = "または".join(_expression(part) for part in parts)
        said = f"{said}のうち早い日" if expression.earliest_of else said
    elif expression.total is not None:
        said = _counted(expression.total.of, expression.total.items)
    else:
        said = fact_name(expression.fact or "")
    if expression.fiscal_year_end:
        said = f"{said}の年度の末日"
    if expression.weekday is not None:
        said = f"{said}の週の{days_ja({'weekdays': [expression.weekday]})}"
    for length, after in ((expression.plus, "後"), (expression.minus, "前")):
        said = said if length is None else f"{said}の{_length(length)}{after}"
    if expression.on_holiday is not None:
        said = f"{said}(休日なら次の平日)"
    if expression.days_since is not None:
        said = f"{_expression(expression.days_since)}から{said}までの日数"
    if expression.divided_by is not None:
        said = f"{said}の{expression.divided_by}分の1"
    return said if expression.at is None else f"{said}の{expression.at}"


def _length(period: Period) -> str:
    return f"{period.number}{labels().units[period.unit]}"


def _body(rule: Rule) -> list[str]:
    if rule.closes is not None:
        closing = rule.closes
        return [
            f"{_libraries(closing.libraries)}は{days_ja(closing.days)}に休みます({reason_ja(closing.reason)})",
            _ON_HOLIDAY[closing.on_holiday],
        ]
    if rule.opens is not None:
        hours = rule.opens
        days = days_ja(hours.days)
        return [f"{_libraries(hours.libraries)}は{days}の{hours.open}から{hours.close}まで開きます"]
    if rule.special_closures is not None:
        closures = rule.special_closures
        return [f"{_libraries(closures.libraries)}は、{'、'.join(closures.kinds)}のために休むことがあります"]
    if rule.limit is not None:
        return [_limit(rule.limit)]
    if rule.period is not None:
        return _period(rule.period)
    return [_price(price) for price in rule.prices or ()]


def _libraries(names: tuple[str, ...] | None) -> str:
    return "どの館" if names is None else "・".join(names)


def _limit(limit: Limit) -> str:
    kinds = "全部" if limit.items is None or set(limit.items) == set(COUNTERS) else _items(limit.items)
    counted = "と".join(fact_name(name) for name in limit.counters)
    return f"{kinds}で{limit.max_inclusive}点まで({counted}を合わせて数えます)"


def _period(period: LoanPeriod) -> list[str]:
    first = "を初日に数えます" if period.first_day == "included" else "の翌日から数えます"
    said = [f"{_length(period.length)}、{_expression(period.runs_from)}{first}"]
    if period.no_later_than is not None:
        said.append(f"遅くとも{_expression(period.no_later_than)}まで")
    if period.off_closed_days:
        said.append("最後の日が休館日に当たるときは、次の開館日まで")
    return said


def _price(price: Price) -> str:
    fitting = (price.medium, price.size, price.color)
    return f"{'、'.join('・'.join(words) for words in fitting if words)}: 1枚{price.yen}円"


def _effect(effect: Effect | None) -> tuple[Node, ...]:
    if effect is None:
        return ()
    unit = labels().units.get(effect.unit or "", "")
    if effect.expression is not None:
        said = f"{_expression(effect.expression)}{unit}"
    elif effect.value is not None:
        value = f"{shown(effect.value)}{unit}"
        named = effect.outcome not in ("value", "date")
        said = f"{labels().outcomes[effect.outcome]}({value})" if named else value
    else:
        said = labels().outcomes[effect.outcome]
    nodes = [Node(said)]
    nodes += [Node(f"理由: {reason_ja(code)}") for code in effect.reasons]
    if effect.decided_by:
        nodes.append(Node(f"決める人: {effect.decided_by}"))
    if effect.exception is not None:
        nodes.append(Node(f"例外: {effect.exception.text_ja}(決めるのは{effect.exception.decided_by})"))
    if effect.overrides:
        nodes.append(Node(f"次の規則に優先します: {'、'.join(effect.overrides)}"))
    return (*nodes, *map(_point, effect.warnings))


def _point(point: OpenPoint) -> Node:
    return Node(f"{point.text_ja}(決めるのは{point.settled_by})", tuple(map(_condition, point.when)))
