"""Answers of lending rules beside the facts they are about: asked once for each distinct input, joined in SQL."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Protocol

import duckdb
import polars as pl


class Answer(Hashable, Protocol):
    """What rules say of an input. `rules`: those that decided, each with the article it stands on."""

    @property
    def outcome(self) -> str: ...
    @property
    def value(self) -> date | None: ...
    @property
    def rules(self) -> tuple[tuple[str, str], ...]: ...


class Rules(Protocol):
    """Rules that can be asked; `lending_rules.what_if.Asked` is one."""

    def alike(
        self, question: str, fact: str, values: Sequence[Any], facts: Sequence[str], same: Mapping[str, Any]
    ) -> list[Any]:
        """For each value of one of the facts the first that the rules of a question cannot tell from it."""
        ...

    def answers(
        self,
        question: str,
        facts: Sequence[str],
        rows: Sequence[tuple[Any, ...]],
        same: Mapping[str, Any],
    ) -> Sequence[Answer]:
        """The answer to each of many inputs."""
        ...


class Desk:
    """Puts questions about the rows of a relation. The answers lie in temporary tables of the connection.

    `{name}_answers`: answer, outcome, value; `{name}_rules`: answer, rule_id, article.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, rules: Rules, name: str) -> None:
        self._connection, self._rules, self._name = connection, rules, name
        self._numbers: dict[Answer, int] = {}
        self._asked = 0

    def ask(
        self,
        question: str,
        relation: str,
        facts: Mapping[str, str],
        answer: str,
        where: str = "true",
        same: Mapping[str, Any] | None = None,
    ) -> str:
        """Ask about every row of a relation.

        Args:
            question: `kind.query`.
            relation: a table, view or query in brackets.
            facts: column by field of the request.
            answer: name of the column that gets the number of the answer; empty where it was not asked.
            where: rows to ask about.
            same: fields that are the same for all.

        Returns:
            the relation with that column, as a query in brackets.
        """
        self._asked += 1
        same = same or {}
        table = f"{self._name}_asked_{self._asked}"
        columns, joins = [], []
        for fact, column in facts.items():
            alias = f"{table}_{fact}"
            values = f"select distinct {column} as value from {relation} as rows where {where} order by all"
            if self._alike(
                alias, values, partial(self._rules.alike, question, fact, facts=list(facts), same=same)
            ):
                columns.append(f"{alias}.alike")
                joins.append(f"left join {alias} on rows.{column} is not distinct from {alias}.value")
            else:
                columns.append(f"rows.{column}")
        joined = f"from {relation} as rows {' '.join(joins)}"
        # Names of their own, since a relation may have columns of the same.
        named = ", ".join(f"{column} as input_{n}" for n, column in enumerate(columns))
        inputs = self._list(table, f"select distinct {named} {joined} where {where}")
        found = self._rules.answers(question, list(facts), inputs, same)
        self._number(table, [self._numbers.setdefault(one, len(self._numbers)) for one in found])
        matched = " and ".join(
            f"{column} is not distinct from {table}.input_{n}" for n, column in enumerate(columns)
        )
        return f"(select rows.*, {table}.number as {answer} {joined} left join {table} on {matched} and ({where}))"

    def note(self) -> None:
        """Write down the answers that were given so far."""
        answers = list(self._numbers)
        said = [(n, one.outcome, one.value) for n, one in enumerate(answers)]
        schema = {"answer": pl.Int64, "outcome": pl.String, "value": pl.Date}
        self._put(f"{self._name}_answers", pl.DataFrame(said, schema=schema, orient="row"))
        rules = [(n, *rule) for n, one in enumerate(answers) for rule in one.rules]
        schema = {"answer": pl.Int64, "rule_id": pl.String, "article": pl.String}
        self._put(f"{self._name}_rules", pl.DataFrame(rules, schema=schema, orient="row"))

    def _alike(self, table: str, query: str, alike_of: Callable[[Sequence[Any]], list[Any]]) -> bool:
        """A table of the values of a fact with the value that stands for each; none where each stands for itself."""
        values = [value for (value,) in self._list(table, query) if value is not None]
        alike = alike_of(values)
        if alike == values:
            return False
        place = {value: n for n, value in enumerate(values)}
        self._number(table, [place[value] for value in alike])
        self._connection.execute(
            f"create or replace temp table {table} as select one.value, other.value as alike"
            f" from {table} as one inner join {table} as other on one.number = other.place"
        )
        return True

    def _list(self, table: str, query: str) -> list[tuple[Any, ...]]:
        """Rows of a query, laid down in a table with the place of each."""
        self._connection.execute(
            f"create or replace temp table {table} as select *, row_number() over () - 1 as place from ({query})"
        )
        rows = self._connection.execute(f"select * exclude (place) from {table} order by place").fetchall()
        return rows

    def _number(self, table: str, numbers: list[int]) -> None:
        """Give each of the first rows of a table a number."""
        self._put("numbered", pl.DataFrame({"place": range(len(numbers)), "number": numbers}))
        self._connection.execute(
            f"create or replace temp table {table} as select {table}.*, numbered.number from {table}"
            f" left join numbered on {table}.place = numbered.place"
        )

    def _put(self, table: str, frame: pl.DataFrame) -> None:
        self._connection.register("put_down", frame.to_arrow())
        self._connection.execute(f"create or replace temp table {table} as from put_down")
        self._connection.unregister("put_down")
