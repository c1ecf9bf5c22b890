"""改定シミュレーション over a delivered year: the figures of `nenpo what-if`, beside those of a draft on the page."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from streamlit.testing.v1 import AppTest

from dashboards.app_pages.draft import year_data
from dashboards.format import fiscal_year
from lending_rules.rulebook import read_rulebook
from tests.conftest import run_nenpo
from tests.pages.opening import opened, table_of, words_of
from tests.pages.test_app import fresh_caches
from tests.pipeline.test_what_if import BEGINS, CODE, DRAFT, YEAR, Plain, limit, period, seeds
from tests.unit.lending_rules.small_books import small_seeds
from warehouse.what_if import DRAFT as DRAFT_SIDE
from warehouse.what_if import IN_FORCE

__all__ = ["fresh_caches", "seeds"]  # the fixtures hold here too
pytestmark = pytest.mark.slow

YEAR_TABLE = f"年度の計　{fiscal_year(YEAR, '令和6年度')}"
RULES_TABLE, DAYS_TABLE = "規則ごとの断る件数", "変わる返却期限（点）"
REFUSED, SUSPENDED, MOVED = (
    "断る貸出（件）",
    "貸出停止の延べ日数（人日）",
    "改定案で返却期限が変わる資料（点）",
)
TEN_BOOKS = [rule for rule in DRAFT if rule["rule_id"] == "books"]
Open = Callable[..., AppTest]


def as_yaml(rules: list[dict[str, object]]) -> str:
    return yaml.dump({"rules": rules}, Dumper=Plain, allow_unicode=True, sort_keys=False)


@pytest.fixture
def page(small_var: Path, seeds: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens the page on the small sample, with a draft in its box if there is one."""

    def make(draft: str = "", **parameters: str) -> AppTest:
        monkeypatch.setenv("NENPO_SEEDS", str(seeds))
        app = opened(small_var, monkeypatch, "draft", **parameters)
        if draft:
            app.text_area(key="draft_text").input(draft).run()
        assert not app.exception
        return app

    return make


def pressed(app: AppTest) -> AppTest:
    app.button(key="draft_year").click().run()
    assert not app.exception
    return app


@pytest.fixture(scope="module")
def told(small_var: Path, seeds: Path) -> Callable[..., list[dict[str, Any]]]:
    """The figures that the command prints."""

    def ask(*arguments: str) -> list[dict[str, Any]]:
        asked = ("what-if", "--municipality", CODE, "--fiscal-year", str(YEAR), "--format", "json")
        printed = run_nenpo(*asked, *arguments, var=small_var, seeds=seeds)
        assert printed.returncode == 0, printed.stderr
        figures: list[dict[str, Any]] = json.loads(printed.stdout)["figures"]
        return figures

    return ask


def number(text: str) -> int:
    return int(text.replace(",", ""))


def of_year(app: AppTest, name_ja: str) -> list[str]:
    (found,) = [row[1:] for row in table_of(app, YEAR_TABLE) if row[0] == name_ja]
    return list(found)


def test_without_a_draft_the_figures_are_those_of_the_command(
    page: Open, told: Callable[..., list[dict[str, Any]]]
) -> None:
    app = page()
    assert table_of(app, YEAR_TABLE) == [] and not app.warning
    pressed(app)
    assert not app.error
    figures = told("--total")
    by_measure = {f["measure"]: f["in_force"] for f in figures if f["measure"] == "checkouts_refused"}
    assert [number(text) for text in of_year(app, REFUSED)] == [by_measure["checkouts_refused"]]
    refusals = {
        (f["rule_id"], f["article"], "貸出", f"{f['in_force']:,}")
        for f in figures
        if f["measure"] == "refusals"
    }
    assert set(table_of(app, RULES_TABLE)) == refusals and len(refusals) >= 2
    (days,) = [f["in_force"] for f in figures if f["measure"] == "person_days_suspended"]
    assert [number(text) for text in of_year(app, SUSPENDED)] == [days]
    assert ["見本データ" in box.value for box in app.warning] == [True]
    assert "記録をそのまま" in words_of(app)
    assert "改定案で" not in "".join(row[0] for row in table_of(app, YEAR_TABLE))


def test_a_stricter_draft_refuses_more_than_the_rules_in_force(page: Open) -> None:
    app = pressed(page(as_yaml(DRAFT)))
    assert not app.error
    now, draft, difference = of_year(app, REFUSED)
    assert number(draft) > number(now) > 0
    assert difference.startswith(f"+{number(draft) - number(now):,}（")
    by_rule = {row[0]: (number(row[3]), number(row[4])) for row in table_of(app, RULES_TABLE)}
    assert by_rule["books"][1] > by_rule["books"][0]
    assert by_rule["stop"][0] == by_rule["stop"][1]
    now, draft, _ = of_year(app, MOVED)
    assert (now, number(draft) > 0) == ("―", True)
    assert ("7日早くなる", draft) in [(row[0], row[3]) for row in table_of(app, DAYS_TABLE)]


@pytest.mark.parametrize(("by", "title"), [("library", "図書館・分室"), ("month", "月")])
def test_the_parts_add_up_to_the_year_and_are_drawn(page: Open, by: str, title: str) -> None:
    app = pressed(page(as_yaml(TEN_BOOKS), by=by))
    rows = table_of(app, f"{title}別の数値")
    assert len(rows) > 5
    now, draft, _ = of_year(app, REFUSED)
    assert [sum(number(row[column]) for row in rows) for column in (1, 2)] == [number(now), number(draft)]
    # Refusals and suspensions; nothing else differs from what is recorded.
    assert len(app.get("plotly_chart")) == 2
    assert app.query_params["by"] in (by, [by])


def test_another_division_is_chosen_without_counting_again(
    page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = pressed(page())
    assert len(table_of(app, "図書館・分室別の数値")) > 5
    monkeypatch.setattr(year_data, "effects", None)
    app.selectbox(key="choice_by").select("age_group").run()
    assert not app.exception and not app.error
    ages = [row[0] for row in table_of(app, "年齢別の数値")]
    assert len(ages) > 5 and all("歳" in age for age in ages)


def test_a_faulty_draft_shows_its_line_and_no_figures(page: Open) -> None:
    faulty = as_yaml(TEN_BOOKS).replace("  repealed_on: null\n", "")
    app = pressed(page(as_yaml(TEN_BOOKS)))
    assert table_of(app, YEAR_TABLE)
    app.text_area(key="draft_text").input(faulty).run()
    assert not app.exception
    assert [place for place, _ in table_of(app, "改定案の直すところ")] == ["2行目"]
    assert app.button(key="draft_year").disabled
    assert table_of(app, YEAR_TABLE) == [] and not app.get("plotly_chart")
    assert "直すところがあるあいだは当てはめられません" in words_of(app)


def test_figures_of_another_draft_are_not_left_on_the_page(page: Open) -> None:
    app = pressed(page(as_yaml(TEN_BOOKS)))
    assert table_of(app, YEAR_TABLE)
    app.text_area(key="draft_text").input(as_yaml([limit("books", "book", 8) | BEGINS]))
    app.run()
    assert table_of(app, YEAR_TABLE) == []
    assert "もう一度ボタンを押すと" in words_of(app)


def test_a_draft_that_cannot_be_worked_out_is_one_sentence(page: Open) -> None:
    far = period("period_of_books", "図書", 9_000_000) | BEGINS
    app = page(as_yaml([far]))
    assert not app.error
    pressed(app)
    assert ["改定案の値を計算できませんでした" in box.value for box in app.error] == [True]
    assert table_of(app, YEAR_TABLE) == []


def test_a_municipality_without_deliveries_says_so(
    small_var: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    small_seeds(tmp_path / "seeds")
    monkeypatch.setenv("NENPO_SEEDS", str(tmp_path / "seeds"))
    app = opened(small_var, monkeypatch, "draft")
    assert not app.exception and not app.error
    assert "見本市の貸出と予約の納品データはまだありません" in words_of(app)
    assert "draft_year" not in {button.key for button in app.button}
    assert {"fiscal_year", "by"} & set(app.query_params) == set()


def test_the_file_holds_the_figures_of_the_command(
    small_var: Path,
    seeds: Path,
    monkeypatch: pytest.MonkeyPatch,
    told: Callable[..., list[dict[str, Any]]],
) -> None:
    monkeypatch.setenv("NENPO_VAR", str(small_var))
    (folder,) = (seeds / "municipalities").iterdir()
    book = read_rulebook(folder, seeds)
    assert book is not None
    steps: list[tuple[int, int]] = []
    found = year_data.year_effects(
        year_data.key_of(book, folder, YEAR, ""), book, (), lambda done, all_: steps.append((done, all_))
    )
    assert steps == [(done, 4) for done in range(4)]
    content = year_data.figures_csv(found, book, YEAR)
    assert content.startswith(b"\xef\xbb\xbf") and content.count(b"\r\n") == content.count(b"\n")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert {row["source"] for row in rows} == {"見本データから集計"}
    columns = ("measure", "rule_id", "days_moved", "library_path", "age_group_code", "month_date")
    both = [
        sorted(
            tuple(
                str(row[name] if row[name] is not None else "") for name in (*columns, IN_FORCE, DRAFT_SIDE)
            )
            for row in one
        )
        for one in (rows, told())
    ]
    assert both[0] == both[1] and len(rows) > 100
