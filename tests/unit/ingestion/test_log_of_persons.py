"""However a delivery is broken, no value of a person comes into the log."""

from pathlib import Path

import pytest

from ingestion import ingest
from tests.conftest import run_nenpo
from tests.deliveries_tree import HEADINGS, LOAN, PATRON, Desk, deliver, delivering_seeds

CARD, NAME, BORN = "80007654", "砂山花子", "1980/13/77"
HOSTILE = [
    {"patron_no": NAME, "birth_date": BORN},
    {"library_code": NAME, "patron_no": CARD},
    {"checkout_at": f"{NAME} {BORN}"},
    {"ndc": f'"{CARD}', "audience_code": NAME},
    {"returned_date": CARD, "transaction_no": f"{NAME}\r\n{CARD}"},
    {"item_no": f"=HYPERLINK({CARD})", "renewals": NAME},
]


def logged(var: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sorted((var / "logs").rglob("*.jsonl")))


def test_hostile_rows_leave_nothing_in_the_log(tmp_path: Path) -> None:
    seeds, var, given = delivering_seeds(tmp_path), tmp_path / "var", tmp_path / "in"
    for number, wrong in enumerate(HOSTILE):
        # Alone the file is refused, among good rows the row is set aside: two ways to be told of.
        deliver(given / f"alone{number}.csv", "loans", [LOAN | wrong])
        good = [LOAN | {"transaction_no": f"{number}-{row}"} for row in range(20)]
        deliver(given / f"among{number}.csv", "loans", [*good, LOAN | wrong])
    deliver(
        given / "patrons.csv",
        "patrons",
        [PATRON | {"age_years": NAME, "patron_no": CARD, "as_of_date": BORN}],
    )
    done = run_nenpo("ingest", str(given), var=var, seeds=seeds)
    assert done.returncode == 1, done.stderr
    text = logged(var)
    assert text.count("\n") >= len(HOSTILE)
    assert [
        value for value in (CARD, NAME, BORN, LOAN["patron_no"], LOAN["birth_date"]) if value in text
    ] == []


def test_an_error_that_quotes_a_row_is_logged_without_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from warehouse.places import Places
    from warehouse.records import record_to

    record_to(Places(desk.var), "run")

    def quoting(*_: object, **__: object) -> None:
        raise ValueError(f"Hanako Sunayama {CARD} {NAME} {BORN}: {', '.join(HEADINGS['loans'])}")

    monkeypatch.setattr(ingest, "enter", quoting)
    assert "予期しない誤り ValueError" in desk.refuses(desk.deliver("a.csv", "loans", [LOAN]))
    text = logged(desk.var)
    assert "quoting" in text
    assert [value for value in ("Sunayama", CARD, NAME, BORN) if value in text] == []
