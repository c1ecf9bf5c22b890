"""The door: what a delivery of printed figures may hold, and the sentence for what it may not."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest

from catalog.load import Catalog, load
from expectations.published_figures import door_frame, suite
from expectations.run import DoorResult, check
from ingestion.feeds.published_figures import CELL_COLUMNS
from tests.seeds_tree import tiny_seeds

CLEAN = {
    "municipality_code": "99001",
    "edition": 2024,
    "table_no": "1-(1)",
    "fiscal_year": "2023",
    "as_of_date": "",
    "column_path": "冊数",
    "value": "1,200",
    "value_status": "",
}
VALUES = [
    "0", "007", "12", "1200", "1,200", "3,009,606", "△ 1,163", "△42", "24.3%", "100.0%", "10.25", "(481,158)", "(△ 3)", "12名", "延べ131名", "約184,000冊", "41,000部", "●",
]  # fmt: skip
MARKS = ["", "-", "－", "—", "/", "0*"]

# Column, value, what the sentence says besides file, row, column and value.
REFUSED = {
    "unknown table": ("table_no", "9-(9)", "表番号(1-(1)、2-(1)、3-(1))"),
    "year in an era": ("fiscal_year", "R5", "1926から2125までの西暦4桁の年度"),
    "year in wide digits": ("fiscal_year", "２０２３", "1926から2125までの西暦4桁の年度"),
    "year before any yearbook": ("fiscal_year", "1899", "1926から2125までの西暦4桁の年度"),
    "year too late": ("fiscal_year", "2204", "1926から2125までの西暦4桁の年度"),
    "date written otherwise": ("as_of_date", "2024/3/31", "2025-03-31 の形の日付または空欄"),
    "date in wide digits": ("as_of_date", "２０２４-03-31", "2025-03-31 の形の日付または空欄"),
    "no such day": ("as_of_date", "2024-02-30", "実在する日付"),
    "letters": ("value", "1,2O0", "数値(例 3,009,606"),
    "comma in the wrong place": ("value", "12,00", "数値(例 3,009,606"),
    "two points": ("value", "1.2.3", "数値(例 3,009,606"),
    "wide digits": ("value", "１２", "数値(例 3,009,606"),
    "bracket left open": ("value", "(12", "数値(例 3,009,606"),
    "spaces inside": ("value", "1 200", "数値(例 3,009,606"),
    "minus for the triangle": ("value", "-12", "数値(例 3,009,606"),
    "percent over 100": ("value", "101%", "0%から100%"),
    "percent a little over 100": ("value", "100.1%", "0%から100%"),
    "percent with a comma": ("value", "1,024.3%", "0%から100%"),
    "unknown status": ("value_status", "final", "provisional、estimate、approximate、closed"),
}


def frame(*rows: Mapping[str, object]) -> pd.DataFrame:
    """Rows that are clean but for what is given; each has a place of its own."""
    whole = [
        {"file_name": "seeds/a.csv", "row_number": number, "row_path": f"館{number}", **CLEAN, **row}
        for number, row in enumerate(rows, 2)
    ]
    return pd.DataFrame(whole, columns=list(CELL_COLUMNS))


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return load(tiny_seeds(tmp_path_factory.mktemp("door")))


@pytest.fixture(scope="module")
def clean(catalog: Catalog) -> DoorResult:
    rows: list[dict[str, object]] = [{"value": value} for value in VALUES]
    rows += [
        {"value": mark, "value_status": s}
        for mark in MARKS
        for s in ("closed", "not_collected", "suppressed")
    ]
    rows += [{"value_status": status} for status in ("provisional", "estimate", "approximate")]
    rows += [{"table_no": number} for number in ("1-(1)", "2-(1)", "3-(1)")]
    rows += [{"as_of_date": day} for day in ("2024-03-31", "2024-02-29")]
    rows += [{"fiscal_year": year} for year in ("1926", "2125")]
    # The same place in another year, edition or municipality is another cell.
    rows += [{"row_path": "館", **other} for other in ({}, {"fiscal_year": "2022"}, {"edition": 2025})]
    return check(door_frame(frame(*rows), catalog), suite(catalog))


@pytest.fixture(scope="module")
def refused(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """The sentences by name of the mistake: each is a delivery of its own, so that none hides another."""
    rules = suite(catalog)
    return {
        name: check(door_frame(frame({}, {column: value}, {}), catalog), rules).failures
        for name, (column, value, _) in REFUSED.items()
    }


def test_a_clean_delivery_passes(clean: DoorResult, catalog: Catalog) -> None:
    assert clean.failures == ()
    assert clean.expectations == len(suite(catalog).expectations)


@pytest.mark.parametrize("name", REFUSED)
def test_one_mistake_is_one_sentence(refused: dict[str, tuple[str, ...]], name: str) -> None:
    column, value, accepted = REFUSED[name]
    (sentence,) = refused[name]
    assert sentence.startswith(f"seeds/a.csv 3行目: {column}「{value}」は受け入れられません。")
    assert f"受け入れるもの: {accepted}" in sentence


@pytest.mark.parametrize("status", ["", "provisional"])
def test_every_mark_needs_a_status_that_explains_it(catalog: Catalog, status: str) -> None:
    marks = [{"value": mark, "value_status": status} for mark in MARKS]
    found = check(door_frame(frame({}, *marks), catalog), suite(catalog))
    (sentence,) = found.failures
    assert sentence == (
        f"seeds/a.csv 3行目: value_status「{status}」は受け入れられません。"
        f"受け入れるもの: 数値のない欄の状態(closed、not_collected、suppressed)(ほか{len(MARKS) - 1}件)。"
    )


def test_a_figure_that_is_not_there_has_no_number(catalog: Catalog) -> None:
    numbers = [
        {"value": "12", "value_status": status} for status in ("closed", "not_collected", "suppressed")
    ]
    found = check(door_frame(frame({}, *numbers), catalog), suite(catalog))
    (sentence,) = found.failures
    assert sentence.startswith("seeds/a.csv 3行目: value「12」は受け入れられません。")
    assert "数値のない状態の欄" in sentence
    assert sentence.endswith("(ほか2件)。")


def test_a_place_that_stands_twice_is_named_whole(catalog: Catalog) -> None:
    twice = {"row_path": "本館"}
    found = check(door_frame(frame({}, twice, {}, {**twice, "value": "1"}), catalog), suite(catalog))
    (sentence,) = found.failures
    assert sentence.startswith("seeds/a.csv 3行目: ")
    for part in (
        "table_no「1-(1)」",
        "fiscal_year「2023」",
        "row_path「本館」",
        "column_path「冊数」",
        "ほか1件",
    ):
        assert part in sentence


def test_further_mistakes_of_a_kind_are_counted(catalog: Catalog) -> None:
    found = check(door_frame(frame({"value": "a"}, {"value": "b"}, {"value": "c"}), catalog), suite(catalog))
    (sentence,) = found.failures
    assert sentence.startswith("seeds/a.csv 2行目: value「a」")
    assert sentence.endswith("(ほか2件)。")


def test_mistakes_of_several_kinds_are_said_each(catalog: Catalog) -> None:
    found = check(
        door_frame(frame({"value": "a"}, {"fiscal_year": "R5"}, {"table_no": "9"}), catalog), suite(catalog)
    )
    assert sorted(sentence.split("「")[0] for sentence in found.failures) == [
        "seeds/a.csv 2行目: value",
        "seeds/a.csv 3行目: fiscal_year",
        "seeds/a.csv 4行目: table_no",
    ]


def test_a_delivery_without_figures_is_refused(catalog: Catalog) -> None:
    found = check(door_frame(frame(), catalog), suite(catalog))
    assert found.failures == ("納品データが受け入れられません。必要なもの: 1行以上の数値。",)


def test_text_and_registered_misreadings_are_written_freely(seeds_with_text: tuple[Path, Catalog]) -> None:
    _, catalog = seeds_with_text
    rows = [
        {"table_no": "1-(1)", "column_path": "備考", "value": "夏の行事 100%"},
        {"table_no": "1-(1)", "value": "1, 265"},
    ]
    assert check(door_frame(frame(*rows), catalog), suite(catalog)).failures == ()
    unregistered = check(door_frame(frame({"value": "1, 266"}), catalog), suite(catalog)).failures
    assert len(unregistered) == 1


@pytest.fixture
def seeds_with_text(tmp_path: Path) -> tuple[Path, Catalog]:
    """The tiny seeds with a text column and a registered misreading."""
    seeds = tiny_seeds(tmp_path)
    table = seeds / "yearbook" / "tables" / "t01_1_loans.yaml"
    text = table.read_text(encoding="utf-8")
    column = "  - {label: 1日平均, measure: loans_per_day}\n"
    assert column in text
    table.write_text(
        text.replace(column, column + "  - {label: 備考, type: text, measure: loans}\n"), encoding="utf-8"
    )
    register = seeds / "municipalities" / "99001_sakyu" / "register.csv"
    line = '1-(1)-02,repair,2024,1-(1),2022,本館,貸出冊数/計,value,"1, 265","1,265",,t01_1_loans/loans,見本\n'
    register.write_text(register.read_text(encoding="utf-8") + line, encoding="utf-8")
    return seeds, load(seeds)
