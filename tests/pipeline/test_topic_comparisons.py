"""Topics beside the year before, the items that nobody borrows, and the overview."""

import re
from pathlib import Path

import pytest

from tests.pages.opening import html_of, opened, table_of
from tests.pages.test_app import fresh_caches
from tests.pipeline.topic_reader import CODE, SLUG, YEAR, YEAR_JA, cards_of, figures_of, shown, sums
from tests.pipeline.two_years import with_year_before
from warehouse.open import Published, open_published

__all__ = ["fresh_caches"]
pytestmark = pytest.mark.slow


def test_two_delivered_years_stand_side_by_side(
    small_var: Path, small: Published, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    var = with_year_before(small_var, tmp_path / "var")
    app = opened(var, monkeypatch, "loans", municipality=SLUG, month="8")
    both = open_published(var)
    by_library = {
        code: (now, before)
        for code, now, before in both.rows(
            "select library_code, sum(value) filter (fiscal_year = 2024), sum(value) filter (fiscal_year = 2023)"
            " from fct_cube where municipality_code = ? and quantity = 'loans' and month(month_date) = 8 group by all",
            [CODE],
        )
    }
    both.close()
    now, before = (sum(pair[n] for pair in by_library.values()) for n in (0, 1))
    assert f"前年同月比 △ {before - now:,.0f}" in cards_of(app)[0]
    rows = table_of(app, f"貸出　8月　館別　{YEAR_JA}")
    assert [(row[1], row[2]) for row in rows] == [
        (f"{a:,.0f}", f"{b:,.0f}") for _, (a, b) in sorted(by_library.items())
    ]
    largest = max(by_library.values(), key=lambda pair: abs(pair[0] - pair[1]))
    assert f"△ {largest[1] - largest[0]:,.0f}" in re.findall(r'nenpo-moved">.*?</li>', html_of(app))[0]


def test_withdrawal_candidates_are_counts_of_what_is_held(
    small_var: Path, small: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = sums(small, "library_code", "held")
    by_use = small.rows(
        "select sum(items), sum(items) filter (years_from >= 20 and loans_from = 0) from fct_holdings_by_use"
        " where municipality_code = ? and fiscal_year = ? group by library_code order by library_code",
        [CODE, YEAR],
    )
    assert [items for items, _ in by_use] == held
    app = opened(small_var, monkeypatch, "holdings", municipality=SLUG, least_years="20")
    title = f"受入から20年以上で貸出0回の所蔵　館別　{YEAR_JA}"
    assert figures_of(app, title) == [unused for _, unused in by_use]
    shares = [row[2] for row in table_of(app, title)]
    assert shares == [f"{round(100 * float(unused) / float(items), 1)}%" for items, unused in by_use]
    columns = [
        name
        for (name,) in small.rows(
            "select column_name from duckdb_columns() where table_name = 'fct_holdings_by_use'"
        )
    ]
    assert not {"item_no", "title", "patron_key"} & set(columns)


def test_the_overview_compares_months_plan_and_libraries(
    small_var: Path, small: Published, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    app = opened(small_var, monkeypatch, municipality=SLUG)
    words = shown(app)
    assert "前年度から大きく動いた館" in words
    march = sum(sums(small, "quantity", "loans", "month(month_date) = 3"))
    assert table_of(app, "最新の月（見本）")[0][:4] == (
        "貸出（点）",
        "R6　3月",
        f"{march:,.0f}",
        "納品データなし",
    )
    app = opened(with_year_before(small_var, tmp_path / "var"), monkeypatch, municipality=SLUG)
    assert table_of(app, "最新の月（見本）")[0][3].startswith("△ ")
    app = opened(small_var, monkeypatch, municipality="minato")
    assert "目標と実績" in shown(app)
    assert "△ 452（△ 5.0%）" in html_of(app)
