"""`nenpo cells` prints rows of rpt_yearbook__cells as they stand, filtered."""

import csv
import io
import json

import pytest

from tests.unit.cli.conftest import Nenpo

DESIGN = (
    "municipality_code,edition,table_no,table_id,fiscal_year,as_of_date,row_path,column_path,"
    "measure,unit,value,value_text,value_status,basis,source"
)


def rows(out: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out)))


def test_csv_has_the_columns_of_the_design_and_every_row(nenpo: Nenpo) -> None:
    done = nenpo("cells")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[0] == DESIGN
    assert "\r" not in done.out
    assert {row["table_id"] for row in rows(done.out)} == {"loans", "holdings", "days", "cards"}


def test_csv_and_jsonl_hold_the_same_rows(nenpo: Nenpo) -> None:
    in_csv = rows(nenpo("cells").out)
    in_json = [json.loads(line) for line in nenpo("cells", "--format", "jsonl").out.splitlines()]
    assert [list(row) for row in in_json] == [DESIGN.split(",")] * len(in_csv)
    assert [{k: "" if v is None else str(v) for k, v in row.items()} for row in in_json] == in_csv


def test_a_figure_is_written_without_marks_and_a_mark_without_a_figure(nenpo: Nenpo) -> None:
    found = {(r["row_path"], r["column_path"]): r for r in rows(nenpo("cells", "--fiscal-year", "2023").out)}
    assert found["本館", "冊数/図書/一般"]["value"] == "12340"
    assert found["本館", "冊数/図書/児童"]["value"] == "-1"
    closed = found["分室/浜", "冊数/図書/一般"]
    assert (closed["value"], closed["value_text"], closed["value_status"]) == ("", "0*", "closed")
    average = found["平均/1日", "本館"]
    assert (average["value"], average["value_text"]) == ("24.5", "(24.5)")
    assert found["注/再交付", "件数"]["as_of_date"] == "2024-03-31"


def test_jsonl_has_numbers_dates_and_nulls(nenpo: Nenpo) -> None:
    lines = nenpo("cells", "--fiscal-year", "2023", "--format", "jsonl").out.splitlines()
    found = {(r["row_path"], r["column_path"]): r for r in map(json.loads, lines)}
    assert found["本館", "冊数/図書/一般"]["value"] == 12340
    assert isinstance(found["本館", "冊数/図書/一般"]["value"], int)
    assert found["平均/1日", "本館"]["value"] == 24.5
    assert found["分室/浜", "冊数/図書/一般"]["value"] is None
    assert found["注/再交付", "件数"]["as_of_date"] == "2024-03-31"
    assert "本館" in "".join(lines), "Japanese is written as it is read"


@pytest.mark.parametrize("name", ["99001", "sakyu", "砂丘市"])
def test_a_municipality_goes_by_code_slug_or_name(nenpo: Nenpo, name: str) -> None:
    done = nenpo("cells", "--municipality", name)
    assert done.code == 0
    assert {row["municipality_code"] for row in rows(done.out)} == {"99001"}


@pytest.mark.parametrize(
    ("arguments", "column", "value"),
    [
        (["--fiscal-year", "2022"], "fiscal_year", "2022"),
        (["--table-no", "1-(1)"], "table_no", "1-(1)"),
        (["--basis", "published"], "basis", "published"),
    ],
)
def test_filters(nenpo: Nenpo, arguments: list[str], column: str, value: str) -> None:
    every = rows(nenpo("cells").out)
    left = rows(nenpo("cells", *arguments).out)
    assert left == [row for row in every if row[column] == value] != []


def test_filters_apply_together(nenpo: Nenpo) -> None:
    left = rows(nenpo("cells", "--municipality", "sakyu", "--table-no", "1-(1)", "--fiscal-year", "2020").out)
    assert [(row["row_path"], row["column_path"]) for row in left] == [("全館", "前年度末")]
