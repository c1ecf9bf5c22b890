"""Days on which persons' borrowing would have been stopped, from the spells in which they were late."""

import duckdb

from warehouse.answers import Desk

# No stop outlasts the last return by more.
_ROUNDS = 366
_FOREVER = "date '9999-12-31'"


def suspended_days(connection: duckdb.DuckDBPyConnection, desk: Desk, name: str, fiscal_year: int) -> None:
    """Write the person-days into `effects`.

    A stop begins on the day that the rules name for what has been late the longest, goes on while anything is late where
    the rules say so of a person already stopped, and ends on the first day after the last return on which they say that
    it is over.
    """
    connection.execute(
        "create or replace temp table what_if_segments as select *,"
        " coalesce(lag(to_day) over along, due_on + 1) as from_day,"
        " lead(due_on) over along as next_due_on from ("
        "   select spell, library_path, age_group_code, spells, unnest(due_dates) as due_on,"
        f"   coalesce(unnest(returned_dates), {_FOREVER}) as to_day, unnest(range(len(due_dates))) as place"
        "   from (select *, row_number() over () as spell from what_if_spells)"
        " ) window along as (partition by spell order by place)"
    )
    started = desk.ask(
        "suspension.start", "(select *, due_on + 1 as asked_on from what_if_segments)",
        {"on": "asked_on", "due_on": "due_on"}, "by_start",
    )  # fmt: skip
    desk.note()
    connection.execute(
        "create or replace temp table what_if_stops as select started.*,"
        f" if(answers.value is null, null, greatest(from_day, answers.value)) as stop_day from {started} as started"
        f" left join {name}_answers as answers on by_start = answers.answer"
    )
    kept = desk.ask(
        "suspension.status", "what_if_stops", {"on": "to_day", "due_on": "next_due_on"}, "by_kept",
        where="rows.next_due_on is not null and rows.stop_day < rows.to_day",
        same={"items_out": 1, "currently_suspended": True},
    )  # fmt: skip
    desk.note()
    connection.execute(
        "create or replace temp table what_if_spans as with segments as ("
        f"   select kept.*, stop_day < to_day as is_stopped, answers.outcome as kept from {kept} as kept"
        f"   left join {name}_answers as answers on by_kept = answers.answer"
        " ), carried as ("
        "   select *, coalesce(bool_or(is_stopped and kept = 'suspended') over (partition by spell order by place"
        "     rows between unbounded preceding and 1 preceding), false) as is_carried from segments"
        " ) select library_path, age_group_code, spells, spell, due_on, to_day, next_due_on is null as is_last,"
        "   is_carried or coalesce(is_stopped, false) as is_stopped,"
        "   case when is_carried then from_day when is_stopped then stop_day else to_day end as stop_day from carried"
    )
    _until_over(connection, desk, name)
    first, after = f"date '{fiscal_year}-04-01'", f"date '{fiscal_year + 1}-04-01'"
    connection.execute(
        f"insert into effects select '{name}', 'person_days_suspended', null, null, null, library_path, age_group_code,"
        " month_date, sum(spells * (least(end_day, month_date + interval 1 month)::date"
        "   - greatest(stop_day, month_date)))"
        " from (select *, coalesce(over_day, to_day) as end_day from what_if_spans"
        "   left join what_if_over using (due_on, to_day, is_stopped, is_last))"
        f" inner join (select unnest(generate_series({first}, {after} - 1, interval 1 month))::date as month_date)"
        "   on stop_day < month_date + interval 1 month and end_day > month_date"
        " where stop_day < end_day group by all"
    )


def _until_over(connection: duckdb.DuckDBPyConnection, desk: Desk, name: str) -> None:
    """The first day not stopped, from the last return on, of each kind of spell that was returned."""
    connection.execute(
        "create or replace temp table what_if_over as select due_on, to_day, is_stopped, is_last, to_day as over_day,"
        f" false as is_over from what_if_spans where is_last and to_day < {_FOREVER} group by all"
    )
    for _ in range(_ROUNDS):
        still = f"({_round(desk, name)})"
        desk.note()
        connection.execute(
            "create or replace temp table what_if_over as select due_on, to_day, is_stopped, is_last,"
            f" asked.over_day + coalesce(answers.outcome = 'suspended', false)::integer as over_day,"
            " is_over or coalesce(answers.outcome <> 'suspended', true) as is_over"
            f" from {still} as asked left join {name}_answers as answers on by_end = answers.answer"
        )
        row = connection.execute("select count(*) from what_if_over where not is_over").fetchone()
        if row == (0,):
            return


def _round(desk: Desk, name: str) -> str:
    """Ask of the day that each stop has reached."""
    relation = "what_if_over"
    for is_stopped in (True, False):
        relation = desk.ask(
            "suspension.status", relation,
            {"on": "over_day", "due_on": "due_on", "returned_on": "to_day"}, f"by_end_{is_stopped}",
            where=f"not rows.is_over and rows.is_stopped = {is_stopped}",
            same={"items_out": 0, "currently_suspended": is_stopped},
        )  # fmt: skip
    return f"select *, coalesce(by_end_True, by_end_False) as by_end from {relation}"
