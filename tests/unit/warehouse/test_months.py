"""The months of which something was delivered, as the schedules' pages show them."""

from datetime import date
from pathlib import Path

from tests.unit.warehouse.published_file import publish_tables
from warehouse.months import DeliveredMonth, delivered_months
from warehouse.open import open_published

CODE = "99001"


def delivery(
    number: int, first: date | None, last: date | None, rows: int, state: str = "accepted"
) -> dict[str, object]:
    return {
        "delivery_id": f"d{number}",
        "municipality_code": CODE,
        "first_day": first,
        "last_day": last,
        "rows_accepted": rows,
        "state": state,
    }


def test_files_and_rows_by_month_with_the_share_that_agrees(tmp_path: Path) -> None:
    places = {"municipality_code": CODE, "fiscal_year": 2023}
    tables = {
        "rpt_ingest__deliveries": [
            delivery(1, date(2024, 3, 1), date(2024, 3, 31), 40),
            delivery(2, date(2024, 3, 5), date(2024, 3, 5), 2, "partly_superseded"),
            delivery(3, date(2024, 3, 1), date(2024, 3, 31), 39, "superseded"),
            delivery(4, None, None, 0, "refused"),
            delivery(5, date(2024, 3, 31), date(2024, 4, 1), 7),
        ],
        "rpt_yearbook__reconciliation": [
            places | {"status": "equal"},
            places | {"status": "equal"},
            places | {"status": "different"},
            places | {"status": "not_computable"},
        ],
    }
    publish_tables(tmp_path, tables)
    published = open_published(tmp_path)
    try:
        assert delivered_months(published) == [
            DeliveredMonth(CODE, date(2024, 3, 1), 3, 49, 2 / 3),
            DeliveredMonth(CODE, date(2024, 4, 1), 1, 7, None),
        ]
    finally:
        published.close()
