"""The yearly records of plans as rows (tables `raw_catalog__plan_*`)."""

from collections.abc import Callable, Iterator
from typing import Any

from catalog.load import Catalog
from catalog.plan_record import PlanRecord

Row = dict[str, Any]
Maker = Callable[[PlanRecord], Iterator[Row]]


def _records(record: PlanRecord) -> Iterator[Row]:
    yield {"source_ja": record.source_ja, "undecided_ja": record.undecided_ja}


def _recorded_grades(record: PlanRecord) -> Iterator[Row]:
    return (grade.model_dump() for grade in record.grades)


def _entries(record: PlanRecord) -> Iterator[Row]:
    """A row a year that the record speaks of; the remarks belong to its own year."""
    for entry in record.entries:
        for year in sorted({*entry.done, record.fiscal_year}):
            own = year == record.fiscal_year
            yield {
                "project_no": entry.project_no,
                "entry_no": entry.entry_no,
                "fiscal_year": year,
                "done_ja": entry.done.get(year),
                "deviation_ja": entry.deviation_ja if own else None,
                "evaluation_ja": entry.evaluation_ja if own else None,
                "next_ja": entry.next_ja if own else None,
            }


def _statements(record: PlanRecord) -> Iterator[Row]:
    for position, statement in enumerate(record.statements, 1):
        yield {"position": position, **statement.model_dump(exclude={"left", "right"})}


def _statement_terms(record: PlanRecord) -> Iterator[Row]:
    for statement in record.statements:
        for side, terms in (("left", statement.left), ("right", statement.right)):
            for position, term in enumerate(terms, 1):
                columns = term.model_dump(exclude={"fiscal_year"})
                yield {
                    "statement_id": statement.statement_id,
                    "side": side,
                    "position": position,
                    "term_fiscal_year": term.fiscal_year,
                    **columns,
                }


def _counts(record: PlanRecord) -> Iterator[Row]:
    for position, count in enumerate(record.counts, 1):
        yield {"position": position, **count.model_dump()}


def _of_every_record(maker: Maker) -> Callable[[Catalog], list[Row]]:
    def make(catalog: Catalog) -> list[Row]:
        return [
            {
                "municipality_code": code,
                "plan_id": recorded.plan.plan_id,
                "fiscal_year": record.fiscal_year,
                **row,
            }
            for code, history in catalog.histories.items()
            for recorded in history.recorded_plans
            for record in recorded.records
            for row in maker(record)
        ]

    return make


RECORD_MAKERS: dict[str, Callable[[Catalog], list[Row]]] = {
    "plan_records": _of_every_record(_records),
    "plan_recorded_grades": _of_every_record(_recorded_grades),
    "plan_entries": _of_every_record(_entries),
    "plan_statements": _of_every_record(_statements),
    "plan_statement_terms": _of_every_record(_statement_terms),
    "plan_counts": _of_every_record(_counts),
}
