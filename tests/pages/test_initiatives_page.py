"""The page of a city's initiatives, and the other pages of cities whose documents are no yearbooks."""

from pathlib import Path

import pytest
import streamlit as st

from tests.pages.opening import html_of, opened, table_of, words_of

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def fresh_caches() -> None:
    st.cache_data.clear()
    st.cache_resource.clear()


def test_the_page_shows_the_timeline_with_its_numbers(
    published_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(published_var, monkeypatch, "initiatives", municipality="kumamoto")
    assert not app.exception
    rows = table_of(app, "図の数値（相手の数）")
    assert [(row[0], row[2], row[3]) for row in rows] == [
        ("2016年8月", "7", "7"),
        ("2016年9月", "1", "8"),
        ("2016年11月", "1", "9"),
        ("2017年12月", "1", "10"),
        ("2020年2月", "1", "11"),
        ("2022年5月", "1", "12"),
        ("2023年11月", "2", "14"),
        ("2024年2月", "1", "15"),
        ("2025年4月", "3", "18"),
    ]
    partners = {row[0]: row[1:5] for row in table_of(app, "相互利用の相手")}
    assert partners["宇土市"] == ("実施", "資料にない", "2016年9月", "2016年12月")
    assert partners["益城町"] == ("協議中", "2016年3月", "", "")
    assert len(app.get("plotly_chart")) == 2


def test_the_page_shows_shares_titles_and_the_new_system(
    published_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(published_var, monkeypatch, "initiatives", municipality="kumamoto")
    assert table_of(app, "図の数値（装備委託）") == [
        ("令和5年度（2023）", "3,091", "206", "7"),
        ("令和6年度（2024）", "3,516", "738", "21"),
    ]
    for shown in ("1,664,554", "2,750,250", "503点", "約9割", "約6割", "22ヶ所", "10日間"):
        assert shown in html_of(app), shown
    changes = {row[1]: row[0] for row in table_of(app, "システムの機能と日")}
    assert changes["Web書棚"] == changes["次期システムの運用を開始"] == "2025年10月1日"
    assert changes["図書館の端末を入れ替え"] == "2025年8月～2025年9月"


@pytest.mark.parametrize("slug", ["nishinomiya", "minato", "munakata"])
def test_a_city_without_such_a_document_says_so_in_a_sentence(
    published_var: Path, monkeypatch: pytest.MonkeyPatch, slug: str
) -> None:
    app = opened(published_var, monkeypatch, "initiatives", municipality=slug)
    assert not app.exception
    assert [c.value for c in app.caption] == ["この自治体の取組の資料はまだ収録されていません。"]


@pytest.mark.parametrize(
    ("slug", "path", "shown"),
    [
        ("kumamoto", "overview", "2,750,250"),
        ("kumamoto", "yearbook", "装備委託の実績"),
        ("kumamoto", "table", "1,664,554"),
        ("kumamoto", "history", "熊本市電子図書館が開館"),
        ("munakata", "yearbook", "館別の蔵書・来館者・貸出"),
        ("munakata", "table", "0940-37-1321"),
        ("munakata", "libraries", "宗像市須恵1丁目4番1号"),
    ],
)
def test_the_other_pages_show_what_the_documents_have(
    published_var: Path, monkeypatch: pytest.MonkeyPatch, slug: str, path: str, shown: str
) -> None:
    # A city may have documents of several kinds; the address names the one meant.
    edition = {"kumamoto": "2025", "munakata": "2020"}[slug]
    app = opened(published_var, monkeypatch, path, municipality=slug, edition=edition)
    assert not app.exception
    # The contents are links, not HTML.
    assert shown in words_of(app) + "".join(link.proto.label for link in app.get("page_link"))


@pytest.mark.parametrize("slug", ["kumamoto", "munakata"])
def test_pages_without_such_figures_open_all_the_same(
    published_var: Path, monkeypatch: pytest.MonkeyPatch, slug: str
) -> None:
    for path in ("overview", "libraries", "history", "compare", "checks", "reconciliation"):
        assert not opened(published_var, monkeypatch, path, municipality=slug).exception, path


def test_an_approximate_figure_is_said_to_be_one(
    published_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(
        published_var, monkeypatch, "table", municipality="munakata", table="g6_1_figures_by_library"
    )
    assert "約184,000冊" in html_of(app)
    assert "概数" in words_of(app)
