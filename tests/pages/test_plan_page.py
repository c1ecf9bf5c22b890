"""The page of a plan: grade, reason and proposal side by side, choices in the address, plans of other kinds."""

import re
from pathlib import Path

import pytest

from tests.pages.opening import html_of, opened, table_of, words_of
from tests.pages.reader import Reader
from tests.pages.test_app import fresh_caches

pytestmark = pytest.mark.slow

__all__ = ["fresh_caches"]  # the fixture holds here too

GRADING = "進捗の区分と評価"
DIFFERS = "評価として残るのは記録された区分です"
# Recorded grade, proposal, score cut off: mean of actual by target of fiscal 2025, worked out by hand.
THREE = {
    "1-(1)-④": ("b", "b", "0.9404"),  # (1,368,052/1,360,000 + 77/88) / 2
    "3-(1)-①": ("a", "a", "1.1440"),  # (8,548/9,000 + 46,843/35,000) / 2
    "4-(1)-②": ("a", "b", "0.9900"),  # (68/72 + 1,398/1,350) / 2
}


@pytest.mark.parametrize("project", THREE)
def test_a_detailed_project_shows_record_reason_and_proposal(
    published_var: Path, monkeypatch: pytest.MonkeyPatch, project: str
) -> None:
    app = opened(published_var, monkeypatch, "plan", municipality="minato", project=project)
    assert not app.exception
    shown = dict(table_of(app, GRADING))
    recorded, proposed, score = THREE[project]
    assert shown["記録された区分"] == recorded
    assert len(shown["区分の理由"]) > 10
    assert (shown["提案(この製品の式による)"], shown["提案の点"]) == (proposed, score)
    assert "からの評価に使う" in shown["提案の式"]
    assert words_of(app).count(DIFFERS) == (1 if recorded != proposed else 0)


def test_all_projects_stand_by_goal_and_the_three_sheets_below(
    published_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(published_var, monkeypatch, "plan", municipality="minato", fiscal_year="2025")
    assert not app.exception
    assert table_of(app, "目標と区分ごとの事業数")[-1] == ("計", "2", "1", "0", "0", "40", "43")
    rows = [row for goal in "1234" for row in table_starting(app, f"基本目標{goal}　")]
    assert len(rows) == 43
    assert sum("重点" in row[2] for row in rows) == 3
    assert sum("新規" in row[2] for row in rows) == 2
    words = words_of(app)
    for figure in ("1,368,052", "100.5%", "87.5%", "94.9%", "133.8%", "94.4%", "103.5%"):
        assert figure in words
    others = table_of(app, "その他の事業")
    # Forty projects without a sheet of their own; 3-(1)-⑥, 3-(2)-① and 3-(2)-② have two entries each.
    assert (len({row[0] for row in others}), len(others)) == (40, 43)


def table_starting(app: object, title: str) -> list[tuple[str, ...]]:
    """The rows of the one table whose title begins so."""
    (label,) = re.findall(f'aria-label="({title}[^"]*)"', html_of(app))  # type: ignore[arg-type]
    return table_of(app, label)  # type: ignore[arg-type]


def test_a_goal_narrows_everything(published_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(published_var, monkeypatch, "plan", municipality="minato", goal="2")
    assert len(table_starting(app, "基本目標2　")) == 10
    assert table_of(app, GRADING) == []
    assert "基本目標1　" not in html_of(app).split("別紙1")[-1]


def test_a_year_before_the_formula_has_no_proposal(
    published_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(
        published_var, monkeypatch, "plan", municipality="minato", fiscal_year="2024", project="4-(1)-②"
    )
    assert "この年度には式がない" in dict(table_of(app, GRADING))["提案(この製品の式による)"]
    assert DIFFERS not in words_of(app)


def test_a_plan_without_projects_shows_its_aims(published_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(published_var, monkeypatch, "plan", municipality="nishinomiya")
    assert not app.exception
    words = words_of(app)
    assert "図書館の魅力向上" in words.replace("\\", "")
    assert "今後報告される" in words
    assert "区分も提案も示しません" in words
    assert [
        len(table_of(app, f"{name}の取組")) for name in ("図書館の魅力向上", "持続可能な運営体制づくり")
    ] == [4, 3]


def test_a_city_without_a_plan_says_so(published_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(published_var, monkeypatch, "plan", municipality="munakata")
    assert not app.exception
    assert [box.value for box in app.info] == ["この自治体の計画はまだ収録されていません。"]


@pytest.mark.parametrize(
    "asked", [{"project": "9-(9)-⑨"}, {"goal": "' or 1=1 --"}, {"fiscal_year": "1999"}, {"plan": "<b>"}]
)
def test_what_does_not_exist_falls_back(
    published_var: Path, monkeypatch: pytest.MonkeyPatch, asked: dict[str, str]
) -> None:
    app = opened(published_var, monkeypatch, "plan", municipality="minato", **asked)
    assert not app.exception
    assert len(app.info) == 1


def test_a_reader_goes_from_the_list_to_a_project(reader: Reader) -> None:
    reader.open("plan", municipality="minato", goal="4")
    reader.page.get_by_role("link", name="4-(1)-②", exact=True).click()
    reader.page.wait_for_url(lambda url: "project=" in url and "goal=all" in url)
    reader.wait_until_whole()
    assert reader.parameters()["project"] == "4-(1)-②"
    assert DIFFERS in reader.text()
    assert reader.faults() == []
    assert reader.page.locator('[data-testid="stPlotlyChart"]').count() == 3
    reader.choose("事業", "すべての事業")
    assert reader.page.locator('[data-testid="stPlotlyChart"]').count() == 7
    assert reader.foreign_requests == []


def test_the_paper_that_the_build_wrote_is_served(
    reader: Reader, published_var: Path, tmp_path: Path
) -> None:
    reader.open("plan", municipality="minato", fiscal_year="2025")
    with reader.page.expect_download() as started:
        reader.page.get_by_role("button", name="計画の進捗（PDF）", exact=False).click()
    path = tmp_path / started.value.suggested_filename
    started.value.save_as(path)
    (written,) = (published_var / "exports" / "13103").glob("plan-*-2025.pdf")
    assert path.read_bytes() == written.read_bytes()
