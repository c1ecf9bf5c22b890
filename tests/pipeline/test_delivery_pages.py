"""What readers are shown of deliveries: the comparison, the journal, and the choice between two figures."""

import csv
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from dashboards.app_pages.table.data import every_cell
from dashboards.places import municipalities
from tests.pages.opening import html_of, opened, table_of, words_of
from tests.pages.test_app import fresh_caches
from warehouse.figures import Figures, years_with_both
from warehouse.open import Published
from warehouse.places import Places
from warehouse.printed_table import list_tables, printed_table

__all__ = ["fresh_caches"]
pytestmark = pytest.mark.slow

CODE = "28204"
KEY = (CODE, 2025)
YEAR = 2024
RECONCILED, DIFFERENT = "t04_1_individual_loans", "t02_1_books_by_class"
COMPUTED_NOTE = "印刷された年報の数値ではありません"
PUBLISHED_NOTE = "印刷された年報の数値(公表値)で"


def test_the_comparison_counts_what_the_warehouse_compared(
    sample_var: Path, sample: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Counter(status for (status,) in sample.rows("select status from rpt_yearbook__reconciliation"))
    assert found["equal"] > 1900
    app = opened(sample_var, monkeypatch, "reconciliation")
    assert not app.exception
    counts = [found.total(), found["equal"], found["different"], found["not_computable"]]
    name, compared, equal, different, _, not_computable = table_of(app, "突合の結果")[0]
    assert [name, compared, equal, different, not_computable] == ["すべて", *(f"{n:,}" for n in counts)]
    by_table = table_of(app, "表ごとの結果")
    assert [sum(int(row[column].replace(",", "")) for row in by_table) for column in range(1, 5)] == counts
    # Without a table chosen, every place that is not equal is listed, and no other.
    assert Counter(row[5] for row in table_of(app, "欄ごとの結果")) == {
        "不一致": found["different"],
        "集計できない": found["not_computable"],
    }


def test_the_difference_is_followed_down_to_the_parts_of_its_figure(
    sample_var: Path, sample: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    ((table_id, row, column, computed, printed, reason),) = sample.rows(
        "select table_id, row_path, column_path, computed_value, published_value, reason_ja"
        " from rpt_yearbook__reconciliation where status = 'different'"
    )
    app = opened(sample_var, monkeypatch, "reconciliation", table=table_id, fiscal_year=str(YEAR))
    assert not app.exception
    (shown,) = [place for place in table_of(app, "欄ごとの結果") if place[5] == "不一致"]
    assert shown[0].endswith(f"{row}・{column}")
    apart = f"{computed - printed:.1f}".replace("-", "△ ")
    assert shown[2:5] == (f"{computed:.1f}", f"{printed:.1f}", apart)
    assert shown[6] == reason != ""
    # A ratio is made of two figures.
    assert app.selectbox(key="choice_cell").value == f"{table_id}|{row}|{column}"
    numerator, denominator = table_of(app, "計算に使った集計値")
    assert (numerator[1], denominator[1]) == ("分子", "分母")
    over, under = (Decimal(line[3].replace(",", "")) for line in (numerator, denominator))
    assert abs(over * 100 / under - computed) < Decimal("0.05")


def test_the_journal_shows_files_checks_and_no_person(
    sample_var: Path, sample: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(sample_var, monkeypatch, "deliveries")
    assert not app.exception
    files = sample.rows("select file_name, rows_accepted, rows_quarantined from rpt_ingest__deliveries")
    shown = table_of(app, "納品されたファイル")
    assert {(row[0], row[3], row[4]) for row in shown} == {(n, f"{a:,}", f"{q:,}") for n, a, q in files}
    assert {row[1] for row in shown} == {
        "貸出", "予約", "登録者", "資料", "所蔵館変更", "開館記録", "入館者数", "月報",
    }  # fmt: skip
    checks = sample.rows("select expectation_ja, passed from rpt_ingest__expectations")
    told = [(row[1], row[2] == "満たす") for row in table_of(app, "入口の検査")]
    assert Counter(told) == Counter(checks)
    words = words_of(app)
    assert len(words) > 5000
    assert re.findall(r"\d{10,}", words) == []
    # No name of a column or code of ours; files keep theirs.
    told_ja = " ".join(cell for row in table_of(app, "入口の検査") for cell in row)
    assert re.findall(r"[a-z]{3,}", told_ja) == []
    assert html_of(app).count(sample.build.build_id) == 1
    delivered = next((Places(sample_var).landing).rglob("patrons_*.csv"))
    with delivered.open(encoding="cp932", newline="") as lines:
        patrons = [row for row, _ in zip(csv.DictReader(lines), range(20_000), strict=False)]
    persons = {row["利用者番号"] for row in patrons} | {
        row["生年月日"] for row in patrons if row["生年月日"] and row["生年月日"] < "2020"
    }
    persons |= {value.replace("/", "-") for value in persons}
    assert len(persons) > 20_000
    assert persons & set(re.findall(r"\d[\d/-]*", words)) == set()


@pytest.mark.parametrize("page", ["reconciliation", "deliveries"])
def test_a_page_on_sample_deliveries_says_sample(
    sample_var: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    app = opened(sample_var, monkeypatch, page)
    assert ["見本データ" in box.value for box in app.warning] == [True]


def test_every_table_page_with_computed_figures_says_sample(
    sample_var: Path, sample: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = sample.rows("select distinct table_id from rpt_yearbook__shown where is_computed order by all")
    assert len(tables) > 30
    for (table_id,) in tables:
        app = opened(sample_var, monkeypatch, "table", table=table_id, fiscal_year=str(YEAR))
        assert not app.exception, table_id
        assert re.search(
            rf"{YEAR}年度は見本データから集計(、登録された人口から集計)?した速報値", words_of(app)
        ), table_id
        assert app.radio(key="choice_figures").value == "computed", table_id


def test_the_published_figure_is_shown_on_demand_and_said_to_be_it(
    sample_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(sample_var, monkeypatch, "table", table=RECONCILED, fiscal_year=str(YEAR))
    figures = table_of(app, "個人貸出の状況の表")
    assert len(figures) > 10
    before = words_of(app)
    assert COMPUTED_NOTE in before and PUBLISHED_NOTE not in before
    app.radio(key="choice_figures").set_value("published").run()
    assert not app.exception
    assert table_of(app, "個人貸出の状況の表") == figures
    after = words_of(app)
    assert PUBLISHED_NOTE in after and COMPUTED_NOTE not in after
    # The line on what the city has is there whatever the page shows.
    assert "見本" not in re.sub(r"見本\s*\S+の数値：見本データの集計値", "", after)
    assert app.query_params["figures"] in ("published", ["published"])
    linked = opened(sample_var, monkeypatch, "table", table=RECONCILED, figures="published")
    assert linked.radio(key="choice_figures").value == "published"
    assert PUBLISHED_NOTE in words_of(linked)


def test_the_page_shows_the_one_figure_that_differs_as_chosen(
    sample_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = {
        figures: table_of(
            opened(sample_var, monkeypatch, "table", table=DIFFERENT, figures=figures), "分類別蔵書数の表"
        )
        for figures in ("computed", "published")
    }
    pairs = [
        pair
        for rows in zip(shown["computed"], shown["published"], strict=True)
        for pair in zip(*rows, strict=True)
    ]
    assert [pair for pair in pairs if pair[0] != pair[1]] == [("10.1%", "10.2%")]


def test_every_table_holds_the_same_figures_of_both_kinds_but_for_the_difference(sample: Published) -> None:
    differing, compared = [], 0
    for info in list_tables(sample, *KEY):
        if YEAR not in years_with_both(sample, *KEY, info.table_id):
            continue
        computed, published = (
            [cell for row in table.rows for cell in row.cells]
            for table in (printed_table(sample, *KEY, info.table_id, YEAR, figures=f) for f in Figures)
        )
        pairs = [(a.value, b.value) for a, b in zip(computed, published, strict=True)]
        compared += sum(a is not None for a, _ in pairs)
        differing += [(info.table_id, a, b) for a, b in pairs if a != b]
    assert compared > 1900
    assert differing == [(DIFFERENT, Decimal("10.1"), Decimal("10.2"))]


def test_the_file_of_a_table_holds_what_the_page_shows(
    sample_var: Path, monkeypatch: pytest.MonkeyPatch, sample: Published
) -> None:
    monkeypatch.setenv("NENPO_VAR", str(sample_var))
    yearbook = municipalities()[0].yearbooks[0]
    info = next(t for t in list_tables(sample, *KEY) if t.table_id == DIFFERENT)
    for figures in Figures:
        cells = every_cell(yearbook, info, figures).filter(pl.col("fiscal_year") == YEAR)
        assert len(cells) > 100
        assert set(cells.filter(pl.col("value").is_not_null())["basis"]) == {figures.value}


def test_a_table_without_computed_figures_offers_no_choice(
    sample_var: Path, sample: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    ((table_id,), *_) = sample.rows(
        "select table_id from rpt_yearbook__shown where municipality_code = ? and edition = ?"
        " group by all having not bool_or(is_computed) order by all",
        KEY,
    )
    app = opened(sample_var, monkeypatch, "table", table=table_id)
    assert not app.exception
    assert len(app.radio) == 0
    assert "figures" not in app.query_params
