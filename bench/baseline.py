"""The same cube written by hand: two processes, each decoding a month and counting it in one DuckDB query.

It reads the same CP932 files and counts loans, renewals, checkouts and reservations by the same dimensions; it checks
nothing, keeps nothing, and knows this one layout. It is the fastest form we could write.

    python -m bench.baseline FOLDER TARGET.duckdb
"""

import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import duckdb

_LOANS = [
    "貸出日時",
    "貸出館",
    "受付方法",
    "利用者区分",
    "取引番号",
    "利用者番号",
    "生年月日",
    "居住区分",
    "資料番号",
    "分類記号",
    "資料種別",
    "対象",
    "返却期限",
    "延長回数",
    "返却日",
    "見本",
]
_RESERVATIONS = [
    "予約日",
    "受付場所",
    "受付館",
    "受取館",
    "提供日",
    "取消日",
    "利用者番号",
    "生年月日",
    "分類記号",
    "資料種別",
    "対象",
    "見本",
]
# Elementary age groups: cut where any scheme of the yearbook cuts.
_AGE = """case when age is null then null when age <= 12 then 0 when age <= 18 then 13 when age <= 22 then 19
    when age <= 29 then 23 when age <= 39 then 30 when age <= 49 then 40 when age <= 59 then 50 else 60 end"""
# Completed years from texts like 2024/04/02, without making dates of them.
_YEARS = "(replace({day}[:10], '/', '')::integer - replace({birth}, '/', '')::integer) // 10000"


def main(folder: Path, target: Path) -> None:
    """Count the files of a folder into a table `cube`."""
    months = sorted(folder.glob("loans_*.csv")) + sorted(folder.glob("reservations_*.csv"))
    with tempfile.TemporaryDirectory() as scratch:
        with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
            parts = list(pool.map(_count, months, [Path(scratch)] * len(months)))
        with duckdb.connect(str(target)) as connection:
            listed = ", ".join(f"'{part}'" for part in parts)
            connection.execute(
                "create table cube as select quantity, month, library, ndc, audience, material, age, residence, borrower,"
                f" channel, place, sum(value)::bigint as value from read_parquet([{listed}]) group by all"
            )


def _count(path: Path, scratch: Path) -> Path:
    text, part = scratch / path.name, scratch / f"{path.stem}.parquet"
    with (
        path.open(encoding="cp932", newline="") as read,
        text.open("w", encoding="utf-8", newline="") as write,
    ):
        while chunk := read.read(1 << 22):
            write.write(chunk)
    of_loans = path.name.startswith("loans")
    heads = ", ".join(f"'{head}': 'varchar'" for head in (_LOANS if of_loans else _RESERVATIONS))
    source = f"read_csv('{text}', header = true, auto_detect = false, columns = {{{heads}}}, delim = ',', quote = '\"')"
    with duckdb.connect(config={"threads": 1, "memory_limit": "1500MB"}) as connection:
        connection.execute("set enable_progress_bar = false")
        sql = _loans(source) if of_loans else _reservations(source)
        connection.execute(f"copy ({sql}) to '{part}' (format parquet)")
    text.unlink()
    return part


def _loans(source: str) -> str:
    years = _YEARS.format(day="貸出日時", birth="生年月日")
    return f"""
    with rows as (
        select 貸出日時[:7] as month, 貸出館 as library, 分類記号[:3] as ndc, 対象 as audience, 資料種別 as material,
            居住区分 as residence, 利用者区分 as borrower, 受付方法 as channel, 延長回数::integer as renewals,
            取引番号 as checkout, {years} as age
        from {source}
    ),
    grouped as (
        select * exclude (age), {_AGE} as age from rows
    ),
    loans as (
        select month, library, ndc, audience, material, age, residence, borrower, channel, count(*) as loans,
            sum(renewals) as renewals
        from grouped group by all
    ),
    visits as (
        select checkout, any_value(month) as month, any_value(library) as library, any_value(age) as age,
            any_value(residence) as residence, any_value(borrower) as borrower, min(channel) as channel
        from grouped group by checkout
    )
    select 'loans' as quantity, * exclude (loans, renewals), null::varchar as place, loans as value from loans
    union all by name
    select 'renewals' as quantity, * exclude (loans, renewals), renewals as value from loans where renewals > 0
    union all by name
    select 'checkouts' as quantity, * exclude (checkout), count(*) as value from visits group by all
    """


def _reservations(source: str) -> str:
    years = _YEARS.format(day="予約日", birth="生年月日")
    return f"""
    with rows as (
        select 予約日[:7] as month, 提供日[:7] as filled, 受取館 as library,
            if(受付場所 = '1', 受付館, 'channel' || 受付場所) as place, 分類記号[:3] as ndc, 対象 as audience,
            資料種別 as material, {years} as age
        from {source}
    ),
    grouped as (
        select * exclude (age), {_AGE} as age from rows
    )
    select 'reservations' as quantity, * exclude (filled), count(*) as value, null::varchar as residence,
        null::varchar as borrower, null::varchar as channel
    from grouped group by all
    union all by name
    select 'reservations_filled' as quantity, * exclude (month, filled), filled as month, count(*) as value
    from grouped where filled is not null group by all
    """


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
