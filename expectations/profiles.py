"""Counts of each feed by month: days, words, broken rules, repetitions. Only months whose deliveries changed are read."""

from datetime import date

import duckdb

from expectations.doors import DOORS, Door

TABLE = "raw.ingest_profiles"
_COLUMNS = (
    "municipality_code varchar, feed varchar, month_date date, state_hash varchar, subject varchar, word varchar,"
    " library_code varchar, event_date date, counted bigint, volume bigint, at_desk bigint"
)
_STATES = """
select states.municipality_code, coalesce(layouts.layout, states.feed) as layout, states.month_date,
    md5(string_agg(states.feed || states.state_hash, ',' order by states.feed)) as state_hash
from raw.raw_ingest__months as states
left join feed_layouts as layouts using (municipality_code, feed)
group by all
"""


def states(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], str]:
    """Hash of what was delivered, by municipality code and feed; after `refresh`."""
    found = connection.execute(
        "select municipality_code, layout, md5(string_agg(month_date || state_hash, ',' order by month_date))"
        " from month_states group by all order by all"
    ).fetchall()
    return {(code, feed): state for code, feed, state in found}


def refresh(connection: duckdb.DuckDBPyConnection, layouts: dict[tuple[str, str], str]) -> None:
    """Bring the profiles up to the deliveries that hold now.

    Args:
        connection: the file under construction, with the tables and views of the deliveries.
        layouts: layout by municipality code and feed; a feed without one is named as its layout is.
    """
    connection.execute(
        "create or replace temp table feed_layouts (municipality_code varchar, feed varchar, layout varchar)"
    )
    if layouts:
        connection.executemany(
            "insert into feed_layouts values (?, ?, ?)", [[*key, layout] for key, layout in layouts.items()]
        )
    connection.execute(f"create or replace temp table month_states as {_STATES}")
    connection.execute(f"create table if not exists {TABLE} ({_COLUMNS})")
    connection.execute(
        f"delete from {TABLE} where (municipality_code, feed, month_date, state_hash) not in"
        " (select (municipality_code, layout, month_date, state_hash) from month_states)"
    )
    stale = connection.execute(
        "select * from month_states anti join (select distinct municipality_code, feed as layout, month_date"
        f" from {TABLE}) using (municipality_code, layout, month_date) order by all"
    ).fetchall()
    doors = {door.feed: door for door in DOORS}
    for code, layout, month, state in stale:
        _profile(connection, doors[layout], code, month, state)


def _profile(connection: duckdb.DuckDBPyConnection, door: Door, code: str, month: date, state: str) -> None:
    library = door.library or "null"
    rules = "".join(f", count(*) filter (where {rule.broken}) as rule_{rule.name}" for rule in door.rules)
    words = "".join(f", {word}" for word in door.words)
    span = f"municipality_code = $code and {door.day} >= $month and {door.day} < $month + interval 1 month"
    which = {"code": code, "month": month}
    connection.execute(
        f"create or replace temp table grouped as select {door.day} as event_date,"
        f" cast({library} as varchar) as library_code{words}, count(*) as counted,"
        f" cast({door.volume or '0'} as bigint) as volume,"
        f" count(*) filter (where {door.at_desk or 'false'}) as at_desk{rules} from raw.{door.table} where {span} group by all",
        which,
    )
    parts = [
        "select 'day' as subject, null as word, library_code, event_date, sum(counted) as counted,"
        " sum(volume) as volume, sum(at_desk) as at_desk from grouped group by all",
        *(
            f"select 'word:{word}', {word}, null, null, sum(counted), 0, 0 from grouped"
            f" where {word} is not null group by all"
            for word in door.words
        ),
        *(
            f"select 'rule:{rule.name}', null, null, null, sum(rule_{rule.name}), 0, 0 from grouped"
            for rule in door.rules
        ),
    ]
    if door.unique:
        # One small key a row: the columns themselves would take the memory of the whole month.
        parts.append(
            "select 'unique', null, null, null, coalesce(sum(times - 1), 0), 0, 0 from (select count(*) as times"
            f" from raw.{door.table} where {span} and {door.identified_by} is not null"
            f" group by hash({', '.join(door.unique)}) having count(*) > 1)"
        )
    connection.execute(
        f"insert into {TABLE} select $code, $feed, $month, $state, * from ({' union all '.join(parts)})",
        {**which, "feed": door.feed, "state": state},
    )
