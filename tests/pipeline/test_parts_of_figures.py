"""What a computed figure was made of, as the page of the comparison takes it apart."""

from collections import Counter
from pathlib import Path

import pytest

from dashboards.app_pages.reconciliation import data, parts
from dashboards.places import municipalities
from tests.pages.opening import opened, table_of, words_of
from tests.pages.test_app import fresh_caches
from warehouse.open import Published

__all__ = ["fresh_caches"]
pytestmark = pytest.mark.slow

YEAR = 2024
RECONCILED = "t04_1_individual_loans"


def test_the_parts_of_a_figure_are_those_of_its_own_cell(
    sample_var: Path, sample: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, column = "北口図書館", "貸出冊数/図書/児童"
    place = [RECONCILED, row, column]
    ((value,),) = sample.rows(
        "select computed_value from rpt_yearbook__reconciliation"
        " where table_id = ? and row_path = ? and column_path = ? and status = 'equal'",
        place,
    )
    chosen = {"table": RECONCILED, "fiscal_year": str(YEAR), "cell": "|".join(place)}
    app = opened(sample_var, monkeypatch, "reconciliation", **chosen)
    assert not app.exception
    (line,) = table_of(app, f"令和6年度（2024） 4-(1)　{row}・{column}")
    assert (line[0], line[-1]) == (row, f"{value:,.0f}")
    assert f"館 {row}" in words_of(app) and "対象 児童" in words_of(app)


@pytest.mark.parametrize(
    ("table_id", "is_added"), [("t05_1_reference", True), ("t03_2_mutual_use_registrations", False)]
)
def test_a_figure_of_the_forms_is_shown_month_by_month(
    sample_var: Path,
    sample: Published,
    monkeypatch: pytest.MonkeyPatch,
    table_id: str,
    is_added: bool,
) -> None:
    ((row, column, table_no, value), *_) = sample.rows(
        "select c.row_path, c.column_path, c.table_no, c.computed_value from rpt_yearbook__reconciliation as c"
        " semi join fct_reported_figures using (table_id, row_path, column_path)"
        " where table_id = ? and c.computed_value > 10 order by all",
        [table_id],
    )
    chosen = {"table": table_id, "fiscal_year": str(YEAR), "cell": f"{table_id}|{row}|{column}"}
    app = opened(sample_var, monkeypatch, "reconciliation", **chosen)
    assert not app.exception
    lines = table_of(app, f"令和6年度（2024） {table_no}　{row}・{column}")
    # What stands is not added up: its last month is the year's.
    assert sum(int(line[-1].replace(",", "")) for line in lines) == value
    assert len(lines[0]) == 13 + is_added
    assert ("足し合わせず" in words_of(app)) is not is_added


def test_every_counted_figure_is_the_sum_of_its_parts(
    sample_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NENPO_VAR", str(sample_var))
    city = municipalities()[0]
    places = [p for p in data.places(city, None, only_open=False) if p["computed_value"] is not None]
    found = Counter()
    for place in places:
        how = parts.conditions(city, place)
        if how is not None:
            rows = parts.counted(city, place["fiscal_year"], *how)
            found["counted", sum(value for _, _, value in rows) == place["computed_value"]] += 1
        else:
            found["other", bool(parts.reported(city, place) or parts.terms(city, place))] += 1
    assert found["counted", True] > 1300 and found["other", True] > 600
    assert found["counted", False] == found["other", False] == 0
