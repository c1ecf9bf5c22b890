"""What holds for a span of days, under which name it came and when, and which days are missing."""

from datetime import date
from pathlib import Path

from ingestion.holding import gaps, held
from tests.deliveries_tree import PATRON, RESERVATION, VISIT, Desk, loans
from tests.seeds_tree import CODE

JUNE = (date(2023, 6, 1), date(2023, 6, 30))


def visits(*days: int) -> list[dict[str, str]]:
    return [VISIT | {"date": f"2023/06/{day:02d}"} for day in days]


def test_a_delivery_is_held_for_the_days_that_a_later_one_left_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.take(
        desk.deliver("visits.csv", "visits", visits(*range(1, 31))),
        desk.deliver("again.csv", "visits", [v | {"visitors": "9"} for v in visits(10, 11)]),
    )
    found = held(desk.var, desk.catalog, CODE, *JUNE)
    assert sorted((d["file_name"], d["feed_ja"], d["accepted_on"], d["days"]) for d in found) == [
        ("again.csv", "入館者数", "2024-04-20", [["2023-06-10", "2023-06-11"]]),
        (
            "visits.csv",
            "入館者数",
            "2024-04-20",
            [["2023-06-01", "2023-06-09"], ["2023-06-12", "2023-06-30"]],
        ),
    ]
    assert held(desk.var, desk.catalog, CODE, date(2023, 7, 1), date(2023, 7, 31)) == []
    assert held(desk.var, desk.catalog, "99002", *JUNE) == []


def test_days_without_a_delivery_are_gaps_unless_every_library_was_closed(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.take(
        desk.deliver("loans.csv", "loans", loans(40)),
        desk.deliver("visits.csv", "visits", visits(*range(2, 25))),
    )
    closed = {date(2023, 6, 1), date(2023, 6, 30)}
    assert gaps(desk.var, desk.catalog, CODE, *JUNE, closed) == {
        "入館者数": [(date(2023, 6, 25), date(2023, 6, 29))]
    }
    # Of a month of which nothing came, every feed that was in use is missing.
    july = (date(2023, 7, 1), date(2023, 7, 31))
    assert set(gaps(desk.var, desk.catalog, CODE, *july, ())) == {"入館者数", "貸出"}


def test_a_feed_that_began_later_is_not_missed(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    later = RESERVATION | {"reserved_date": "2023/09/01"}
    desk.take(
        desk.deliver("loans.csv", "loans", loans(40)),
        desk.deliver("reservations.tsv", "reservations", [later]),
    )
    assert gaps(desk.var, desk.catalog, CODE, *JUNE, ()) == {}


def test_a_year_wants_the_stocks_of_its_last_day_or_the_day_after(tmp_path: Path) -> None:
    for day, missing in (("2024/03/31", False), ("2024/04/01", False), ("2024/03/30", True)):
        desk = Desk(tmp_path / day.replace("/", ""))
        desk.take(desk.deliver("patrons.csv", "patrons", [PATRON | {"as_of_date": day}]))
        found = gaps(desk.var, desk.catalog, CODE, date(2023, 4, 1), date(2024, 3, 31), ())
        assert found == ({"登録者": [(date(2024, 3, 31), date(2024, 3, 31))]} if missing else {})
