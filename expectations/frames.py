"""One bounded frame a feed and municipality, made of counts alone: what the suites look at."""

from datetime import date

import duckdb
import jpholiday
import pandas as pd

from expectations.doors import Door
from expectations.profiles import TABLE

# A rule may be broken by one row in a hundred, or by ten, and the delivery still holds; the count is shown.
TOLERATED_SHARE, TOLERATED_ROWS = 0.01, 10
# Below this a day's count says nothing about the next.
USUAL_AT_LEAST = 20
# Half a year either way: what is usual changes with the years.
NEAR_DAYS = 182

_COUNTED = f"""
select subject, word, cast(null as varchar) as library_code, cast(null as date) as event_date,
    sum(counted) as counted, cast(null as double) as ratio
from {TABLE} where municipality_code = $code and feed = $feed and subject <> 'day' group by all
union all
select 'library', null, library_code, null, sum(counted), null
from {TABLE} where municipality_code = $code and feed = $feed and subject = 'day' and library_code is not null
group by all
union all
select 'rows', null, null, null, coalesce(sum(counted), 0), null
from {TABLE} where municipality_code = $code and feed = $feed and subject = 'day'
"""

_CLOSED_DAYS = f"""
select 'closed_days', null, null, null, coalesce(sum(at_desk), 0), null from {TABLE} as days
where municipality_code = $code and feed = $feed and subject = 'day' and (library_code, event_date) in (
    select (library_code, date) from raw.raw_opening_log__days where municipality_code = $code and state_code = 'closed'
)
"""

_UNKNOWN_ITEMS = """
select 'unknown_items', null, null, null, count(*), null from raw.raw_item_moves__events
where municipality_code = $code
    and item_no not in (select item_no from raw.raw_items__register where municipality_code = $code)
    and exists (from raw.raw_items__register where municipality_code = $code)
"""

_VOLUME = f"""
select 'volume', null, one.library_code, one.day, one.volume, one.volume / median(other.volume)
from volumes as one inner join volumes as other
    on one.library_code = other.library_code and isodow(one.day) = isodow(other.day) and one.day <> other.day
    and abs(one.day - other.day) <= {NEAR_DAYS}
group by one.library_code, one.day, one.volume having median(other.volume) >= {USUAL_AT_LEAST}
"""

# Every delivered day of every library that occurs, unless the log says that it was closed.
_VOLUMES = f"""
create or replace temp table volumes as
select libraries.library_code, days.day, coalesce(found.volume, 0) as volume
from (
    select distinct winners.day from raw.raw_ingest__winners as winners
    left join feed_layouts as layouts using (municipality_code, feed)
    where winners.municipality_code = $code and coalesce(layouts.layout, winners.feed) = $feed
) as days
cross join (
    select distinct library_code from {TABLE}
    where municipality_code = $code and feed = $feed and subject = 'day' and library_code is not null
) as libraries
left join (from {TABLE} where municipality_code = $code and feed = $feed and subject = 'day') as found
    on libraries.library_code = found.library_code and days.day = found.event_date
where (libraries.library_code, days.day) not in (
    select (library_code, date) from raw.raw_opening_log__days where municipality_code = $code and state_code = 'closed'
)
"""


def frame(connection: duckdb.DuckDBPyConnection, door: Door, code: str) -> pd.DataFrame:
    """The counts of a feed.

    Columns: subject (`rows`, `library`, `word:<column>`, `rule:<name>`, `unique`, `closed_days`, `unknown_items`,
    `volume`), word, library_code, event_date, counted (rows; for `volume` what a day's volume counts), beyond (rows
    past what is tolerated), ratio (for `volume`: the day to the median of the other same weekdays).
    """
    which = {"code": code, "feed": door.feed}
    found = connection.execute(_COUNTED, which).df()
    parts = [found]
    if door.at_desk:
        parts.append(connection.execute(_CLOSED_DAYS, which).df())
    if door.feed == "item_moves":
        parts.append(connection.execute(_UNKNOWN_ITEMS, {"code": code}).df())
    if door.volume:
        connection.execute(_VOLUMES, which)
        parts.append(_but_holidays(connection.execute(_VOLUME).df()))
    for part in parts:
        part.columns = found.columns
    whole = pd.concat([part for part in parts if len(part)], ignore_index=True)
    whole["counted"] = whole["counted"].astype("int64")
    rows = int(whole.loc[whole["subject"] == "rows", "counted"].sum())
    tolerated = max(TOLERATED_ROWS, int(rows * TOLERATED_SHARE))
    return whole.assign(beyond=(whole["counted"] - tolerated).clip(lower=0))


def _but_holidays(days: pd.DataFrame) -> pd.DataFrame:
    """A holiday is no ordinary weekday, so its volume says nothing."""
    keep = [not jpholiday.is_holiday(date(day.year, day.month, day.day)) for day in days.iloc[:, 3]]
    return days[pd.Series(keep, index=days.index, dtype=bool)]
