"""Refusals, moved due dates and days of suspension, told person by person from the delivered files.

The rules are those of the tests: so many books and two CDs at a time, a fortnight, a stop on the 32nd day after the due
date until nothing is late.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from tests.tally.delivered import LIBRARIES, Delivered, age, day

CDS = 2
STOP_AFTER = 31
_DAY = timedelta(days=1)
# Library, lower bound of the age group, first day of the month.
Place = tuple[str, int, date]
_BOUNDS = (0, 13, 19, 23, 30, 40, 50, 60)


@dataclass(frozen=True)
class Loan:
    """A loan as delivered; `returned` lies beyond all days while it is out."""

    person: str
    transaction: str
    moment: str
    lent: date
    library: str
    age_from: int
    is_book: bool
    due: date
    renewals: int
    returned: date

    @property
    def place(self) -> Place:
        """Where and when it counts."""
        return LIBRARIES[self.library], self.age_from, self.lent.replace(day=1)


def loans_of_persons(delivered: Delivered) -> list[Loan]:
    """Every loan to a person, in the order of its moment."""
    frame = delivered.frames["loans"].filter(pl.col("利用者区分") == "1")
    frame = frame.with_columns(
        日=day("貸出日時"), 期限=day("返却期限"), 返却=day("返却日"), 年齢=age("貸出日時")
    )
    loans = [
        Loan(
            row["利用者番号"],
            row["取引番号"],
            row["貸出日時"],
            row["日"],
            row["貸出館"],
            max(bound for bound in _BOUNDS if bound <= row["年齢"]),
            row["資料種別"] == "1",
            max(row["期限"], row["日"]),
            int(row["延長回数"]),
            row["返却"] or date.max,
        )
        for row in frame.to_dicts()
    ]
    return sorted(loans, key=lambda loan: (loan.moment, loan.library, loan.transaction))


def refused(loans: list[Loan], books: int) -> dict[str, Counter[Place]]:
    """Checkouts refused by place: for too many `books`, too many `cds`, a `stop`, and for `any` of them."""
    found: dict[str, Counter[Place]] = defaultdict(Counter)
    by_person: dict[str, list[Loan]] = defaultdict(list)
    for taken in _checkouts(loans):
        first = taken[0]
        held = [loan for loan in by_person[first.person] if loan.returned > first.lent]
        by_person[first.person] = held + taken
        late = [loan.due for loan in held if loan.due < first.lent]
        reasons = {
            "books": sum(loan.is_book for loan in held + taken) > books,
            "cds": sum(not loan.is_book for loan in held + taken) > CDS,
            "stop": bool(late) and first.lent > min(late) + STOP_AFTER * _DAY,
        }
        for reason, holds in {**reasons, "any": any(reasons.values())}.items():
            found[reason][first.place] += holds
    return {reason: +counts for reason, counts in found.items()}


def stopped_days(loans: list[Loan], last_day: date) -> Counter[date]:
    """Days on which a person was stopped, by month, told day by day."""
    by_person: dict[str, list[Loan]] = defaultdict(list)
    for loan in loans:
        if loan.due + _DAY < loan.returned:
            by_person[loan.person].append(loan)
    found: Counter[date] = Counter()
    for late in by_person.values():
        is_stopped = False
        on = min(loan.due for loan in late)
        while on <= last_day:
            out = [loan for loan in late if loan.due < on < loan.returned]
            is_stopped = bool(out) and (is_stopped or any(on > loan.due + STOP_AFTER * _DAY for loan in out))
            found[on.replace(day=1)] += is_stopped
            on += _DAY
    return +found


def _checkouts(loans: list[Loan]) -> Iterator[list[Loan]]:
    """The loans of one transaction at one library, in the order of their moments."""
    together: dict[tuple[str, date, str], list[Loan]] = defaultdict(list)
    for loan in loans:
        together[loan.transaction, loan.lent, loan.library].append(loan)
    yield from together.values()
