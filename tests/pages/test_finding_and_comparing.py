"""Searching tables, comparing two years, the history: their content, and addresses that lie."""

from pathlib import Path

import pytest

from dashboards.app_pages.search.data import folded
from tests.pages.opening import html_of, opened
from tests.pages.test_app import fresh_caches

pytestmark = pytest.mark.slow

__all__ = ["fresh_caches"]  # the fixture holds here too


def links_of(app: object) -> str:
    """Labels of all links, without the marks that keep Markdown from reading them."""
    labels = [str(link.proto.label) for link in app.get("page_link")]  # type: ignore[attr-defined]
    return "\n".join(labels).replace("\\", "")


def test_width_case_and_kana_make_no_difference() -> None:
    assert folded("ｵハナシ会 ＣＤ") == folded("おはなし会 cd")


@pytest.mark.parametrize(
    ("query", "table"),
    [
        ("須田国太郎", "8-(1)"),  # a title in a list
        ("オハナシ会 参加人数", "8-(4)-ア"),  # heads, in the other kana
        ("充足率", "4-(3)-イ"),
        ("避難 ロッカー", None),
    ],
)
def test_a_word_finds_the_tables_in_which_it_stands(
    published_var: Path, monkeypatch: pytest.MonkeyPatch, query: str, table: str | None
) -> None:
    app = opened(published_var, monkeypatch, "search", q=query)
    assert not app.exception
    said = [caption.value for caption in app.caption]
    if table is None:
        assert any("0件" in text for text in said)
    else:
        assert f"{table}　" in links_of(app)


def test_nothing_is_found_before_anything_is_asked(
    published_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(published_var, monkeypatch, "search")
    assert not any("件" in caption.value for caption in app.caption)


def test_two_years_stand_side_by_side(published_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(published_var, monkeypatch, "compare", table="4-(1)", year_a="2023", year_b="2024")
    shown = html_of(app)
    for text in ("3,092,493", "3,009,606", "△ 82,887", "△ 2.7%"):
        assert text in shown
    assert "図書館の概要 令和7年度" in shown
    assert any("版は一つ" in caption.value for caption in app.caption)


def test_a_table_of_one_year_says_so(published_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(published_var, monkeypatch, "compare", table="2-(1)")
    assert any("比べられる年度はまだありません" in box.value for box in app.info)


@pytest.mark.parametrize("asked", [{"year_a": "1999"}, {"table": "<script>"}, {"year_b": "' or 1=1 --"}])
def test_a_comparison_that_cannot_be_falls_back(
    published_var: Path, monkeypatch: pytest.MonkeyPatch, asked: dict[str, str]
) -> None:
    app = opened(published_var, monkeypatch, "compare", **asked)
    assert not app.exception
    assert len(app.info) == 1


def test_the_history_is_told_by_kind(published_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(published_var, monkeypatch, "history")
    assert "進み具合は今後報告される" in html_of(app)
    everything = html_of(app).count("<tr>")
    limits = opened(published_var, monkeypatch, "history", kind="loan_limit")
    assert 0 < html_of(limits).count("<tr>") < everything


def test_a_trend_is_explained_by_the_changes_of_its_years(
    published_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(published_var, monkeypatch, "table", table="4-(3)-イ")
    assert any(caption.value.startswith("R6 越木岩") for caption in app.caption)
