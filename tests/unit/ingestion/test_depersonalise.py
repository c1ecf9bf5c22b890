"""The person leaves at the edge: keys of a year, completed years, nothing else."""

import stat
from pathlib import Path

import duckdb
import pytest

from ingestion.depersonalise import age_sql, key_file, secret
from ingestion.errors import DeliveryError
from tests.conftest import run_nenpo
from tests.deliveries_tree import HEADINGS, LOAN, PATRON, Desk, deliver, delivering_seeds, loans, raw_rows
from tests.seeds_tree import CODE, SLUG

YEAR = 2023
KEYS = "select patron_key, checkout_key from raw.raw_loans__events order by row_number"


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        ("1980-06-02", "2023-06-01", 42),
        ("1980-06-01", "2023-06-01", 43),
        ("2020-02-29", "2023-02-28", 2),
        ("2020-02-29", "2023-03-01", 3),
        ("2023-06-01", "2023-06-01", 0),
    ],
)
def test_age_is_the_completed_years_of_the_day(birth: str, day: str, age: int) -> None:
    counted = age_sql("cast($1 as date)", "cast($2 as date)")
    assert duckdb.connect().execute(f"select {counted}", [birth, day]).fetchall() == [(age,)]


def test_a_patron_has_one_key_within_a_fiscal_year_and_another_in_the_next(desk: Desk) -> None:
    rows = [
        LOAN | {"checkout_at": f"{day} 10:00", "returned_date": ""}
        for day in ("2023/04/01", "2024/03/31", "2024/04/01")
    ]
    desk.take_one(desk.deliver("a.csv", "loans", [*rows, rows[0] | {"patron_no": "80009999"}]))
    first, last, next_year, somebody = [row[0] for row in raw_rows(desk, KEYS)]
    assert first == last
    assert len({first, next_year, somebody}) == 3


def test_loans_of_one_transaction_are_one_checkout_and_without_one_those_of_a_day_and_library(
    desk: Desk,
) -> None:
    def row(**values: str) -> dict[str, str]:
        return LOAN | {"returned_date": ""} | values

    rows = [
        row(),
        row(item_no="2"),
        row(transaction_no="T2"),
        row(transaction_no="", patron_no="1"),
        row(transaction_no="", patron_no="1", checkout_at="2023/06/01 18:00"),
        row(transaction_no="", patron_no="1", library_code="02"),
        row(transaction_no="", patron_no="1", checkout_at="2023/06/02 10:00"),
        row(transaction_no="", patron_no=""),
    ]
    desk.take_one(desk.deliver("a.csv", "loans", rows))
    keys = [row[1] for row in raw_rows(desk, KEYS)]
    assert keys[0] == keys[1]
    assert keys[3] == keys[4]
    assert keys[7] is None
    assert len(set(keys[:7])) == 5


def test_nothing_of_a_person_is_left_in_the_installation(desk: Desk) -> None:
    number, transaction = "80001234", "TRANSACTION-77"
    births = {"1980/06/02", "1980-06-02", "19800602"}
    wrong = LOAN | {"patron_no": number, "birth_date": "3980/06/02"}
    desk.take(
        desk.deliver("a.csv", "loans", [*loans(20, transaction_no=transaction), wrong]),
        desk.deliver("b.csv", "loans", [wrong, wrong]),
        desk.deliver("c.csv", "patrons", [PATRON | {"patron_no": number}]),
    )
    kept = [path for path in desk.var.rglob("*") if path.is_file()]
    assert {path.suffix for path in kept} >= {".parquet", ".sqlite", ".key"}
    for path in kept:
        content = path.read_bytes()
        for told in (number, transaction, *births, "3980"):
            assert told.encode() not in content, (path.name, told)
    # Parquet is compressed: its values are looked at as well.
    for path in desk.var.rglob("*.parquet"):
        text = str(duckdb.connect().execute("from read_parquet($1)", [str(path)]).fetchall())
        assert number not in text
        assert transaction not in text
    assert not any(number in line or "3980" in line for line in desk.said)


def test_secrets_are_for_the_owner_alone(desk: Desk) -> None:
    desk.take_one(desk.deliver("a.csv", "loans", [LOAN]))
    path = key_file(desk.var, CODE, YEAR)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert len(bytes.fromhex(path.read_text().strip())) == 32
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_destroyed_secret_is_gone_and_joins_nobody_any_more(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.take_one(desk.deliver("a.csv", "loans", loans(30)))
    before, path = raw_rows(desk, KEYS), key_file(desk.var, CODE, YEAR)
    old = path.read_text().strip()
    arguments = ("keys", "destroy", "--municipality", SLUG, "--fiscal-year", str(YEAR))
    done = run_nenpo(*arguments, seeds=tmp_path / "seeds", var=desk.var)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "砂丘市の2023年度の鍵を破棄しました。")
    assert not any(old.encode() in p.read_bytes() for p in desk.var.rglob("*") if p.is_file())
    assert path.stat().st_mode & 0o777 == 0o600
    assert raw_rows(desk, KEYS) == before, "what was counted stays"

    why = desk.refuses(desk.deliver("b.csv", "loans", loans(31)))
    assert why == (
        "2023年度の照合用の鍵は破棄されています。利用者番号のある納品はもう取り込めません。"
        "利用者番号と取引番号を除いて渡してください。"
    )
    with pytest.raises(DeliveryError):
        secret(desk.var, CODE, YEAR)
    assert secret(desk.var, CODE, YEAR + 1), "another year is not touched"
    again = run_nenpo(*arguments, seeds=tmp_path / "seeds", var=desk.var)
    assert again.stdout == "砂丘市の2023年度の鍵はありません。今後も作りません。\n"


def test_without_the_secret_the_same_reader_gets_another_key(tmp_path: Path) -> None:
    keys = set()
    for name in "ab":
        desk = Desk(tmp_path / name)
        desk.take_one(desk.deliver("a.csv", "loans", [LOAN]))
        keys |= {row[0] for row in raw_rows(desk, KEYS)}
    assert len(keys) == 2


def test_a_delivery_without_numbers_needs_no_secret_even_after_it_was_destroyed(tmp_path: Path) -> None:
    plain = {k: v for k, v in HEADINGS["loans"].items() if k not in ("patron_no", "transaction_no")}
    desk = Desk(tmp_path, delivering_seeds(tmp_path, {**HEADINGS, "loans": plain}))
    done = run_nenpo(
        "keys",
        "destroy",
        "--municipality",
        CODE,
        "--fiscal-year",
        str(YEAR),
        seeds=tmp_path / "seeds",
        var=desk.var,
    )
    assert done.returncode == 0
    path = deliver(tmp_path / "a.csv", "loans", [LOAN], columns=plain)
    assert desk.take_one(path).state == "accepted"
    assert raw_rows(desk, "select age_years, patron_key from raw.raw_loans__events") == [(42, None)]
