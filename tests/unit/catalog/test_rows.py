"""The catalog as rows of raw tables."""

import json
from pathlib import Path

import pytest

from catalog.load import load
from catalog.measure import Measure
from catalog.raw_tables import RAW_TABLES
from catalog.rows import Row, catalog_rows
from tests import seeds_tree as tree
from tests.seeds_tree import change
from tests.survey_texts import add_survey
from tests.unit.catalog.centre_texts import add_centres
from tests.unit.catalog.counting_texts import add_counting
from tests.unit.catalog.history_texts import add_history
from tests.unit.catalog.indicator_texts import add_indicators
from tests.unit.catalog.monthly_texts import add_monthly
from tests.unit.catalog.plan_texts import add_plan


@pytest.fixture
def rows(seeds: Path) -> dict[str, list[Row]]:
    parts = (add_history, add_counting, add_plan, add_centres, add_survey, add_indicators, add_monthly)
    for add in parts:
        seeds = add(seeds)
    return catalog_rows(load(seeds))


def test_every_row_has_exactly_the_columns_of_its_table(rows: dict[str, list[Row]]) -> None:
    assert rows.keys() == RAW_TABLES.keys()
    for table, found in rows.items():
        assert found, f"{table} has no row in the tiny tree, so nothing is tested"
        for row in found:
            assert row.keys() == RAW_TABLES[table].keys(), table


def test_rows_of_one_municipality_bear_its_code(rows: dict[str, list[Row]]) -> None:
    for table, columns in RAW_TABLES.items():
        if "municipality_code" in columns:
            assert {row["municipality_code"] for row in rows[table]} == {tree.CODE}, table


def test_libraries_keep_their_order_and_each_of_their_periods(rows: dict[str, list[Row]]) -> None:
    assert [(r["position"], r["library_code"]) for r in rows["raw_catalog__libraries"]] == [
        (1, "01"),
        (2, "02"),
    ]
    assert str(rows["raw_catalog__libraries"][0]["floor_area_m2"]) == "1290.94"
    assert rows["raw_catalog__libraries"][0]["sources"] == "条例、要覧"
    periods = [
        (r["library_code"], r["kind"], str(r["valid_to"])) for r in rows["raw_catalog__library_periods"]
    ]
    assert periods == [
        ("01", "library", "None"),
        ("02", "branch_room", "2025-03-31"),
        ("02", "library", "None"),
    ]


def heads(rows: dict[str, list[Row]], table_id: str, axis: str) -> list[Row]:
    found = rows["raw_catalog__axis_members"]
    return [r for r in found if (r["table_id"], r["axis"]) == (table_id, axis)]


def test_heads_are_numbered_along_their_axis(rows: dict[str, list[Row]]) -> None:
    found = heads(rows, tree.LOANS, "row")
    assert [(r["position"], r["path"], r["library_code"]) for r in found] == [
        (1, "本館", "01"),
        (2, "分室/丘", "02"),
        (3, "合計", None),
    ]
    assert json.loads(found[1]["labels"]) == ["分室", "丘"]


def test_the_measure_of_a_table_holds_for_rows_and_notes_and_gives_way(seeds: Path) -> None:
    path = seeds / f"yearbook/tables/{tree.CARDS}.yaml"
    change(path, "years: single", "years: single\nmeasure: cards")
    change(path, "{label: 児童}", "{label: 児童, measure: loans}")
    rows = catalog_rows(load(seeds))
    measures = {
        axis: [r["measure_id"] for r in heads(rows, tree.CARDS, axis)] for axis in ("row", "column", "note")
    }
    assert measures == {
        "row": ["cards", "loans", "cards"],
        # A column that said nothing would win over the row with the table's measure.
        "column": ["cards", "cards_share"],
        "note": ["cards_reissued"],
    }


def test_a_column_without_a_measure_leaves_it_to_the_row(seeds: Path) -> None:
    path = seeds / f"yearbook/tables/{tree.CARDS}.yaml"
    change(path, "years: single", "years: single\nmeasure: cards")
    change(path, "{label: 人数, measure: cards}", "{label: 人数}")
    assert heads(catalog_rows(load(seeds)), tree.CARDS, "column")[0]["measure_id"] is None


def chart(rows: dict[str, list[Row]], table_id: str) -> dict[str, list[str]]:
    found = [r for r in rows["raw_catalog__charts"] if r["table_id"] == table_id]
    return {axis: [r["path"] for r in found if r["axis"] == axis] for axis in ("row", "column")}


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        (
            "rows: [{axis: libraries}], columns: [貸出冊数/計]",
            {"row": ["本館", "分室/丘"], "column": ["貸出冊数/計"]},
        ),
        (
            "rows: [合計], columns: [{children_of: 貸出冊数}]",
            {"row": ["合計"], "column": ["貸出冊数/一般", "貸出冊数/児童"]},
        ),
        # Empty means all items, but no sums.
        ("columns: [開館日数]", {"row": ["本館", "分室/丘"], "column": ["開館日数"]}),
        (
            "rows: [合計]",
            {"row": ["合計"], "column": ["開館日数", "貸出冊数/一般", "貸出冊数/児童", "1日平均"]},
        ),
    ],
)
def test_what_a_chart_draws(seeds: Path, written: str, drawn: dict[str, list[str]]) -> None:
    change(
        seeds / f"yearbook/tables/{tree.LOANS}.yaml",
        "rows: [{axis: libraries}], columns: [貸出冊数/計]",
        written,
    )
    assert chart(catalog_rows(load(seeds)), tree.LOANS) == drawn


def test_definitions_come_before_what_the_city_states(rows: dict[str, list[Row]]) -> None:
    found = [(r["position"], r["table_no"], r["fiscal_year_from"]) for r in rows["raw_catalog__notes"]]
    assert found == [(1, "1-(1)", None), (2, "3-(1)", 2023)]


def test_terms_and_register_lines_are_whole(rows: dict[str, list[Row]]) -> None:
    targets = [r for r in rows["raw_catalog__identity_terms"] if r["role"] == "target"]
    assert {r["identity_id"] for r in targets} == {
        f"{tree.LOANS}/loans",
        f"{tree.LOANS}/libraries",
        f"{tree.LOANS}/per_day",
        f"{tree.HOLDINGS}/balance",
        f"{tree.HOLDINGS}/carried",
        f"{tree.CARDS}/total",
        f"{tree.CARDS}/share",
    }
    (line,) = rows["raw_catalog__register"]
    assert (line["position"], line["register_id"], line["as_read"]) == (1, "1-(1)-01", "14")


def test_pages_by_chapter(rows: dict[str, list[Row]]) -> None:
    pages = {(r["edition"], r["chapter"]): r["pages"] for r in rows["raw_catalog__edition_pages"]}
    assert pages == {(2024, "1"): "4", (2024, "2"): "5", (2024, "3"): "6"}


def test_stocks_say_on_which_day_they_stand(seeds: Path) -> None:
    said = "definition_ja: 年度末の蔵書。, authority: 年報"
    change(seeds / tree.MEASURES, said, f"{said}, as_of: last_day")
    days = {m["measure_id"]: m["as_of"] for m in catalog_rows(load(seeds))["raw_catalog__measures"]}
    assert days["holdings"] == "last_day"
    assert days["loans"] is None


def test_what_the_register_holds_stands_on_the_last_day_without_saying_so() -> None:
    held = {
        "measure_id": "m",
        "name_ja": "",
        "unit_ja": "",
        "decimals": 0,
        "definition_ja": "",
        "authority": "",
    }
    days = {
        q: Measure.model_validate({**held, "computed": {"quantity": q}}).stands_on for q in ("held", "loans")
    }
    assert days == {"held": "last_day", "loans": None}
