"""確定 shows what is closed, by which act, and each figure that moved since with the reason."""

import shutil
from pathlib import Path

import duckdb
import pytest

from tests.pages.opening import html_of, opened, words_of
from tests.pages.test_app import fresh_caches
from tests.resealed import reseal

__all__ = ["fresh_caches"]
pytestmark = pytest.mark.slow

CITY = "28204"
WHY = "loans_again.csv(2025-06-02納品、貸出 2024-05-01から2024-05-31)による。"


@pytest.fixture
def var(published_var: Path, tmp_path: Path) -> Path:
    """A copy of the builds that a test may spoil."""
    shutil.copytree(published_var / "builds", tmp_path / "var" / "builds")
    return tmp_path / "var"


def _close(var: Path) -> None:
    (database,) = (var / "builds").glob("*.duckdb")
    with duckdb.connect(str(database)) as connection:
        connection.execute(
            "insert into dim_closing by name select $city as municipality_code, kind as period_kind, period, revision,"
            " is_latest, timestamp '2025-04-20 16:00:00' as closed_at, act as act_ja, 1234 as cells, is_unchanged"
            " from (values ('fiscal_year', '2024', 1, false, '令和7年4月20日 決裁第12号', false),"
            " ('fiscal_year', '2024', 2, true, '令和7年6月2日 決裁第31号', true),"
            " ('month', '2024-05', 1, true, '令和6年6月10日 決裁第8号', false))"
            " as t(kind, period, revision, is_latest, act, is_unchanged)",
            {"city": CITY},
        )
        connection.execute(
            "insert into rpt_final__restatements by name select $city as municipality_code, * from (values"
            " ('fiscal_year', '2024', 1, 'adopted', '1-(5)', 2024, '全館', '貸出冊数/計', 59205, 59201, $why))"
            " as t(period_kind, period, revision, state, table_no, fiscal_year, row_path, column_path, frozen_value,"
            " recomputed_value, why_ja)",
            {"city": CITY, "why": WHY},
        )
    reseal(database.parents[1])


def test_nothing_is_closed_until_an_act_closes_it(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = words_of(opened(var, monkeypatch, "closings", municipality="nishinomiya"))
    assert "確定した月と年度はまだありません" in words


def test_closings_and_what_moved_are_listed_with_act_and_reason(
    var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _close(var)
    app = opened(var, monkeypatch, "closings", municipality="nishinomiya")
    assert not app.exception
    html = html_of(app)
    for text in (
        "2024年度",
        "2024年5月",
        "令和7年6月2日 決裁第31号",
        "2025年4月21日",
        "次の版に採用",
        "59,201",
        WHY,
    ):
        assert text in html
    assert "1個の数値を次の版で改めた" in html
    assert "納品か定義が変わったが、数値は動いていない" in html
    assert "確定した月と年度はまだありません" in words_of(
        opened(var, monkeypatch, "closings", municipality="munakata")
    )
