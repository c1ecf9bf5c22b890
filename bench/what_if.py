"""Lending rules over a year of loans, against the plain SQL that computes due dates and overdue days only.

python -m bench.what_if --scale 1
python -m bench.what_if --var FOLDER --seeds FOLDER   # an installation that is built; rules from elsewhere
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import duckdb

from bench.measure import REPOSITORY, built_sample
from lending_rules.decide import Engine
from lending_rules.rulebook import Rulebook, read_rulebooks
from lending_rules.what_if import Asked
from warehouse.open import Published, open_published
from warehouse.places import Places
from warehouse.what_if import IN_FORCE, effects

_RUNS = 5
_SECONDS = 2.0
_FORTNIGHT = 14


def main() -> None:
    """Print decisions a second, and seconds of a year with their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1)
    parser.add_argument("--var", type=Path, default=None, help="an installation that is built")
    parser.add_argument("--seeds", type=Path, default=REPOSITORY / "seeds")
    parser.add_argument("--requests", type=Path, default=None, help="requests of the contract, one a line")
    arguments = parser.parse_args()
    books = read_rulebooks(arguments.seeds)
    if arguments.requests is not None:
        _decisions(Engine(books), arguments.requests)
    if arguments.var is not None:
        _years(arguments.var, books)
        return
    with built_sample(arguments.scale) as folder:
        _years(folder, books)


def _decisions(engine: Engine, path: Path) -> None:
    """Single decisions in one process: read, decided and written as the contract has it."""
    lines = path.read_text(encoding="utf-8").splitlines()
    requests = [
        {k: v for k, v in json.loads(line).items() if k in ("id", "municipality", "kind", "inputs")}
        for line in lines
    ]
    done, start = 0, time.perf_counter()
    while (spent := time.perf_counter() - start) < _SECONDS:
        for request in requests:
            json.dumps(engine.decide(request), ensure_ascii=False)
        done += len(requests)
    print(f"single decisions: {done / spent:,.0f} a second ({len(requests)} different requests)", flush=True)


def _years(var: Path, books: dict[str, Rulebook]) -> None:
    codes = {book.code: book for book in books.values()}
    published = open_published(var)
    years = published.rows("select distinct municipality_code, fiscal_year from fct_due_dates order by all")
    for code, year in years:
        book = codes[code]
        asked: list[Asked] = []
        ours = _seconds(partial(_what_if, published, book, year, asked))
        with duckdb.connect(str(Places(var).candidate), read_only=True) as connection:
            loans = connection.execute(_LOANS, [code, year]).fetchone()
            summed = _seconds(partial(_plain, connection, _PLAIN, code, year))
            each = _seconds(partial(_plain, connection, _EACH, code, year))
        assert loans is not None
        print(
            f"{code} {year}: {loans[0]:,} loans; what-if {ours:.2f} s with {asked[-1].decisions:,} decisions,"
            f" reservations included; plain SQL summed {summed:.2f} s, ratio {ours / summed:.2f};"
            f" plain SQL a row a loan {each:.2f} s, ratio {ours / each:.2f}",
            flush=True,
        )
    published.close()


def _what_if(published: Published, book: Rulebook, year: int, asked: list[Asked]) -> None:
    # Nothing is remembered from run to run.
    asked.append(Asked(book))
    with published.scratch() as connection:
        effects(connection, {IN_FORCE: asked[-1]}, book.code, year)


def _plain(connection: duckdb.DuckDBPyConnection, sql: str, code: str, year: int) -> None:
    connection.execute(sql, [code, year]).fetchall()


def _seconds(run: Callable[[], object], runs: int = _RUNS) -> float:
    """The median of several runs, after one that counts for nothing."""
    run()
    spent: Sequence[float] = [_once(run) for _ in range(runs)]
    return statistics.median(spent)


def _once(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


_LOANS = """
    select count(*) from raw.raw_loans__events
    where municipality_code = ? and year(checkout_date) - (month(checkout_date) < 4)::integer = ?
"""
# As anybody would write it for one city: a fortnight, and days late up to the end of the year; a sum a place and month.
_PLAIN = f"""
    select days.library_path, ages.age_group_key, days.month_date, count(*) as loans,
        count(*) filter (where loans.renewals = 0 and loans.checkout_date + {_FORTNIGHT} <> loans.due_date) as moved,
        sum(greatest(0, coalesce(loans.returned_date, make_date(days.fiscal_year + 1, 3, 31))
            - (loans.checkout_date + {_FORTNIGHT} * (1 + loans.renewals)))) as days_late
    from raw.raw_loans__events as loans
    inner join intermediate.int_days__stamped as days
        on loans.checkout_date = days.date_day and loans.library_code = days.library_code
            and loans.municipality_code = days.municipality_code
    left join intermediate.int_ages__grouped as ages on loans.age_years = ages.age_years
    where loans.municipality_code = ? and days.fiscal_year = ?
    group by all
"""
# The same kept for each loan.
_EACH = f"""
    create or replace temp table plain as
    select days.library_path, loans.age_years, loans.checkout_date,
        loans.checkout_date + {_FORTNIGHT} * (1 + loans.renewals) as due_date,
        greatest(0, coalesce(loans.returned_date, make_date(days.fiscal_year + 1, 3, 31))
            - (loans.checkout_date + {_FORTNIGHT} * (1 + loans.renewals))) as days_late
    from raw.raw_loans__events as loans
    inner join intermediate.int_days__stamped as days
        on loans.checkout_date = days.date_day and loans.library_code = days.library_code
            and loans.municipality_code = days.municipality_code
    where loans.municipality_code = ? and days.fiscal_year = ?
"""

if __name__ == "__main__":
    main()
