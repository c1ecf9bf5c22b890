"""What is read out of a delivery: formats, typed values, bad rows."""

import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl

from tests.deliveries_tree import (
    HEADINGS,
    LOAN,
    RESERVATION,
    VISIT,
    Desk,
    deliver,
    delivering_seeds,
    loans,
    raw_rows,
)
from tests.seeds_tree import CODE


def test_a_delivery_becomes_typed_rows_without_anything_of_the_person(desk: Desk) -> None:
    outcome = desk.take_one(desk.deliver("a.csv", "loans", [LOAN]))
    assert outcome.sentence_ja == "a.csv: 貸出 1行を取り込みました(2023-06-01)。"
    (row,) = raw_rows(desk, "select * exclude (patron_key, checkout_key) from raw.raw_loans__events")
    assert row == (
        CODE,
        row[1],
        1,
        date(2023, 6, 1),
        datetime(2023, 6, 1, 10, 15),
        "01",
        None,
        None,
        42,
        None,
        "0012345",
        "913.6",
        "913",
        None,
        "general",
        None,
        0,
        date(2023, 6, 10),
        False,
    )


def test_tab_separated_utf8_with_and_without_mark_quoted_breaks_and_widths(desk: Desk) -> None:
    rows = [
        RESERVATION | {"place_code": "窓口", "place_library_code": "本館"},
        RESERVATION | {"place_code": "Ｗｅｂ", "pickup_library_code": " 丘"},
        RESERVATION | {"reserved_date": "令和５年６月２日", "filled_date": "R5.6.3"},
    ]
    path = desk.deliver("a.tsv", "reservations", rows)
    desk.take_one(path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert desk.take_one(path).state == "known"
    assert raw_rows(
        desk,
        "select reserved_date, place_code, place_library_code, pickup_library_code, filled_date"
        " from raw.raw_reservations__events order by row_number",
    ) == [
        (date(2023, 6, 1), "counter", "01", "01", None),
        (date(2023, 6, 1), "web", None, "02", None),
        (date(2023, 6, 2), "web", None, "01", date(2023, 6, 3)),
    ]
    assert raw_rows(
        desk, 'select feed, column_name, original, folded, "rows" from raw.raw_ingest__foldings order by all'
    ) == [
        ("reservations", "pickup_library_code", " 丘", "丘", 1),
        ("reservations", "place_code", "Web", "Web", 1),
    ]


def test_quoted_fields_may_hold_breaks_and_be_empty(desk: Desk) -> None:
    rows = [LOAN | {"ndc": "596\nア", "returned_date": ""}, LOAN]
    path = deliver(desk.folder / "a.csv", "loans", rows, quoted=True)
    desk.take_one(path)
    assert raw_rows(
        desk, "select ndc_printed, returned_date from raw.raw_loans__events order by row_number"
    ) == [
        ("596\nア", None),
        ("913.6", date(2023, 6, 10)),
    ]


def test_bad_rows_are_set_aside_with_place_value_and_reason(desk: Desk) -> None:
    bad = [
        LOAN | {"library_code": "77"},
        LOAN | {"checkout_at": ""},
        LOAN | {"birth_date": "2035/01/01"},
        LOAN | {"returned_date": "2023/05/31"},
        LOAN | {"renewals": "△1"},
        LOAN | {"audience_code": "老人"},
        LOAN | {"birth_date": "不明"},
        LOAN | {"checkout_at": "2043/06/01 10:00", "returned_date": ""},
    ]
    outcome = desk.take_one(desk.deliver("a.csv", "loans", [*loans(40), *bad]))
    assert "40行を取り込みました" in outcome.sentence_ja
    assert "隔離 8行" in outcome.sentence_ja
    hidden = "(個人の値のため表示しません)"
    assert raw_rows(
        desk,
        "select row_number, column_name, value_shown, reason_code from raw.raw_ingest__quarantine order by 1",
    ) == [
        (41, "library_code", "77", "unknown_library"),
        (42, "checkout_at", None, "missing"),
        (43, "birth_date", hidden, "born_later"),
        (44, "returned_date", "2023/05/31", "returned_before"),
        (45, "renewals", "△1", "negative"),
        (46, "audience_code", "老人", "bad_word"),
        (47, "birth_date", hidden, "bad_day"),
        (48, "checkout_at", "2043-06-01", "another_period"),
    ]


def test_too_many_bad_rows_refuse_the_file(desk: Desk) -> None:
    why = desk.refuses(desk.deliver("a.csv", "loans", [*loans(10), *loans(4, library_code="77")]))
    assert why == (
        "a.csv: 14行のうち4行が受け入れられません(限度は20.0%)。最初は11行目の「館」の値「77」: "
        "この自治体にない館です。使える館: 01、02。"
    )
    assert raw_rows(desk, "select state, reason_ja from raw.raw_ingest__deliveries") == [("refused", why)]
    assert raw_rows(desk, "select count(*) from raw.raw_loans__events") == [(0,)]


def test_an_age_may_come_instead_of_a_birth_date_and_nobody_needs_a_number(tmp_path: Path) -> None:
    plain = {
        k: v for k, v in HEADINGS["loans"].items() if k not in ("birth_date", "patron_no", "transaction_no")
    }
    desk = Desk(tmp_path, delivering_seeds(tmp_path, {**HEADINGS, "loans": plain | {"age_years": "年齢"}}))
    columns = plain | {"age_years": "年齢"}
    path = deliver(tmp_path / "a.csv", "loans", [LOAN | {"age_years": "９"}], columns=columns)
    assert desk.take_one(path).state == "accepted"
    assert raw_rows(desk, "select age_years, patron_key, checkout_key from raw.raw_loans__events") == [
        (9, None, None)
    ]
    assert not (desk.var / "keys").exists()


def test_a_workbook_with_one_table_is_a_delivery_like_any_other(desk: Desk) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(list(HEADINGS["visits"].values()))
    sheet.append([date(2023, 6, 1), "01", 815])
    path = desk.folder / "a.xlsx"
    workbook.save(path)
    assert desk.take_one(path).state == "accepted"
    assert raw_rows(desk, "select date, library_code, visitors from raw.raw_gate_counts__days") == [
        (date(2023, 6, 1), "01", 815)
    ]


def test_an_archive_is_its_files(desk: Desk) -> None:
    inside = [desk.deliver("a.csv", "loans", [LOAN]), desk.deliver("b.csv", "visits", [VISIT])]
    path = desk.folder / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in inside:
            archive.write(file, f"六月/{file.name}")
    outcomes = desk.take(path)
    assert [(o.path, o.state) for o in outcomes] == [(path, "accepted")] * 2
    assert outcomes[0].sentence_ja.startswith("all.zipの六月/a.csv: 貸出 1行")


def test_a_mark_makes_a_sample_of_the_whole_delivery(desk: Desk) -> None:
    desk.take_one(desk.deliver("a.csv", "loans", [LOAN | {"sample_mark": "1"}, LOAN]))
    assert raw_rows(desk, "select distinct is_sample from raw.raw_loans__events") == [(True,)]
