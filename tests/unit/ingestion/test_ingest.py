"""Deliveries into raw and ledger: what holds, however and however often files come."""

from datetime import date
from pathlib import Path

import pytest

from catalog.errors import CatalogError
from ingestion.exclusive import only_one
from ingestion.raw_views import active_hash
from tests.conftest import run_nenpo
from tests.deliveries_tree import (
    LOAN,
    PATRON,
    VISIT,
    Desk,
    delivering_seeds,
    loans,
    raw_rows,
)
from tests.seeds_tree import CODE, SLUG

EVENTS = "select checkout_date, library_code, item_no, ndc_printed, ndc_code, audience_code from raw.raw_loans__events"


def test_an_installation_without_deliveries_has_empty_typed_tables(desk: Desk) -> None:
    assert (
        raw_rows(
            desk,
            "select * from raw.raw_loans__events union all by name select * from raw.raw_patrons__snapshots",
        )
        == []
    )
    assert raw_rows(desk, "select typeof(any_value(visitors)) from raw.raw_gate_counts__days") == [
        ("INTEGER",)
    ]
    assert raw_rows(desk, "select count(*) from raw.raw_form__figures") == [(0,)]


def test_the_same_content_under_another_name_and_in_another_order_changes_nothing(desk: Desk) -> None:
    rows = loans(60)
    desk.take_one(desk.deliver("a.csv", "loans", rows))
    before = active_hash(desk.var), sorted(raw_rows(desk, EVENTS))
    assert desk.take_one(desk.deliver("b.csv", "loans", rows)).state == "known"
    assert desk.take_one(desk.deliver("c.csv", "loans", rows[::-1])).state == "known"
    assert (active_hash(desk.var), sorted(raw_rows(desk, EVENTS))) == before


def test_one_content_under_two_names_at_a_time_is_taken_once(desk: Desk) -> None:
    rows = loans(400)
    paths = [desk.deliver(f"{n}.csv", "loans", rows[n:] + rows[:n]) for n in range(4)]
    assert [outcome.state for outcome in desk.take(*paths)] == ["accepted", "known", "known", "known"]
    assert raw_rows(desk, "select count(*) from raw.raw_loans__events") == [(400,)]


def test_another_order_of_columns_is_the_same_content(desk: Desk) -> None:
    path = desk.deliver("a.csv", "visits", [VISIT, VISIT | {"library_code": "02"}])
    desk.take_one(path)
    turned = [",".join(line.split(",")[::-1]) for line in path.read_text("cp932").splitlines()]
    path.write_text("\n".join(turned) + "\n", "cp932")
    assert desk.take_one(path).state == "known"


def test_rows_that_stand_twice_count_twice(desk: Desk) -> None:
    desk.take_one(desk.deliver("a.csv", "visits", [VISIT]))
    assert desk.take_one(desk.deliver("b.csv", "visits", [VISIT, VISIT])).state == "accepted"
    assert raw_rows(desk, "select sum(visitors) from raw.raw_gate_counts__days") == [(1630,)]


def test_a_correction_supersedes_and_says_the_difference(desk: Desk) -> None:
    rows = loans(50)
    desk.take_one(desk.deliver("a.csv", "loans", rows))
    outcome = desk.take_one(desk.deliver("b.csv", "loans", [*rows[:47], *loans(2, item_no="new")]))
    assert outcome.sentence_ja.endswith("(2023-06-01から2023-06-30)、前の納品との差 追加2行・削除3行。")
    assert raw_rows(
        desk, "select count(*), count(*) filter (where item_no = 'new') from raw.raw_loans__events"
    ) == [(49, 2)]
    assert raw_rows(
        desk, "select file_name, state from raw.raw_ingest__deliveries order by delivered_seq"
    ) == [
        ("a.csv", "superseded"),
        ("b.csv", "accepted"),
    ]
    assert raw_rows(
        desk, "select feed, month_date, rows_added, rows_removed, rows_kept from raw.raw_ingest__differences"
    ) == [("loans", date(2023, 6, 1), 2, 3, 47)]


def test_a_superseded_content_holds_again_only_when_asked_for(desk: Desk) -> None:
    first, second = desk.deliver("a.csv", "loans", loans(50)), desk.deliver("b.csv", "loans", loans(49))
    desk.take(first, second)
    assert desk.take_one(first).state == "known"
    assert raw_rows(desk, "select count(*) from raw.raw_loans__events") == [(49,)]
    assert desk.take_one(first, again=True).state == "accepted"
    assert raw_rows(desk, "select count(*) from raw.raw_loans__events") == [(50,)]
    assert desk.take_one(first, again=True).state == "accepted"
    assert raw_rows(desk, "select count(*), count(distinct delivery_id) from raw.raw_ingest__deliveries") == [
        (2, 2)
    ]


def test_a_file_of_one_day_stands_for_that_day_and_a_longer_one_for_its_months(desk: Desk) -> None:
    desk.take_one(desk.deliver("june.csv", "loans", loans(56)))
    day = desk.take_one(desk.deliver("day.csv", "loans", [LOAN, LOAN | {"transaction_no": "T2"}]))
    assert day.state == "accepted"
    assert raw_rows(desk, "select count(*) from raw.raw_loans__events") == [(54 + 2,)]
    assert raw_rows(
        desk, "select file_name, state from raw.raw_ingest__deliveries order by delivered_seq"
    ) == [
        ("june.csv", "partly_superseded"),
        ("day.csv", "accepted"),
    ]
    two = [LOAN, LOAN | {"checkout_at": "2023/08/01 9:00", "returned_date": ""}]
    desk.take_one(desk.deliver("two.csv", "loans", two))
    days = raw_rows(
        desk, "select count(*), min(day), max(day) from raw.raw_ingest__winners where month(day) > 6"
    )
    assert days == [(31, date(2023, 8, 1), date(2023, 8, 31))]


def test_a_feed_by_days_stands_for_the_days_from_first_to_last(desk: Desk) -> None:
    desk.take_one(desk.deliver("a.csv", "visits", [VISIT, VISIT | {"date": "2023/06/04"}]))
    assert raw_rows(desk, "select count(*) from raw.raw_ingest__winners") == [(4,)]


def test_a_snapshot_stands_for_its_day(desk: Desk) -> None:
    desk.take_one(desk.deliver("a.csv", "patrons", [PATRON]))
    desk.take_one(desk.deliver("b.csv", "patrons", [PATRON | {"as_of_date": "2023/03/31"}]))
    assert raw_rows(desk, "select as_of_date, age_years from raw.raw_patrons__snapshots order by all") == [
        (date(2023, 3, 31), 43),
        (date(2024, 3, 31), 43),
    ]


def test_a_file_that_halves_a_month_is_refused(desk: Desk) -> None:
    desk.take_one(desk.deliver("june.csv", "loans", loans(200)))
    why = desk.refuses(desk.deliver("part.csv", "loans", loans(50)))
    assert why.startswith(
        "part.csv: 2023年6月の貸出は200行が納品されています。このファイルでは50行しかありません。"
    )
    assert raw_rows(desk, "select count(*) from raw.raw_loans__events") == [(200,)]


def test_the_state_of_a_month_does_not_depend_on_names_or_order(tmp_path: Path) -> None:
    files = {
        "june": loans(30),
        "july": [row | {"checkout_at": row["checkout_at"].replace("/06/", "/07/")} for row in loans(30)],
    }
    states = []
    for number, names in enumerate((("june", "july"), ("july", "june"))):
        desk = Desk(tmp_path / str(number))
        desk.take(*(desk.deliver(f"{number}{name}.csv", "loans", files[name]) for name in names))
        states.append(
            (
                active_hash(desk.var),
                raw_rows(
                    desk, "select municipality_code, feed, month_date, state_hash from raw.raw_ingest__months"
                ),
            )
        )
    assert states[0] == states[1]


def test_the_landing_folder_says_whose_a_file_is(desk: Desk) -> None:
    path = desk.deliver("a.csv", "loans", [LOAN])
    landed = desk.var / f"landing/{CODE}_{SLUG}/loans.csv"
    landed.parent.mkdir(parents=True)
    path.rename(landed)
    assert desk.take_one(landed).state == "accepted"


def test_one_ingest_at_a_time(desk: Desk) -> None:
    path = desk.deliver("a.csv", "loans", [LOAN])
    with only_one(desk.var), pytest.raises(Exception, match="別の取り込みがまだ動いています"):
        desk.take_one(path)


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("loans.csv", "item_no,資料番号", "itemno,資料番号", "loans.csv 7行目: 列「itemno」はありません"),
        ("loans.csv", "library_code,館\n", "", "loans.csv: 列「library_code」が要ります"),
        (
            "loans_values.csv",
            "児童,children",
            "児童,child",
            "loans_values.csv 3行目: 列「audience_code」に「child」はありません",
        ),
        (
            "reservations_values.csv",
            "丘,02",
            "丘,22",
            "reservations_values.csv 5行目: 列「pickup_library_code」に「22」はありません",
        ),
    ],
)
def test_a_column_map_is_held_against_its_layout(
    tmp_path: Path, name: str, old: str, new: str, message: str
) -> None:
    seeds = delivering_seeds(tmp_path)
    path = seeds / f"municipalities/{CODE}_{SLUG}/column_maps/{name}"
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    desk = Desk(tmp_path, seeds)
    with pytest.raises(CatalogError, match=message):
        desk.take()


def test_the_command_counts_and_fails_when_something_was_refused(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    good, bad = (
        desk.deliver("a.csv", "loans", [LOAN]),
        desk.deliver("b.csv", "loans", loans(9, library_code="77")),
    )
    seeds = tmp_path / "seeds"
    done = run_nenpo("ingest", str(good), "--municipality", SLUG, seeds=seeds, var=desk.var)
    assert (done.returncode, done.stdout) == (
        0,
        "取り込み 1件、既知 0件、拒否 0件。nenpo build で集計に反映します。\n",
    )
    done = run_nenpo("ingest", str(good), str(bad), seeds=seeds, var=desk.var)
    assert (done.returncode, done.stdout) == (1, "取り込み 0件、既知 1件、拒否 1件。\n")
    assert done.stderr.splitlines()[0] == "a.csv: すでに取り込んだ内容です。何も変わりません。"
    assert (
        run_nenpo("ingest", str(good), "--municipality", "nowhere", seeds=seeds, var=desk.var).returncode == 1
    )
