"""Every page says what its figures rest on, and warns when the build is not what it should be."""

import json
import re
import shutil
from pathlib import Path

import duckdb
import pytest

from dashboards.registry import page_entries
from tests.conftest import run_nenpo
from tests.pages.opening import html_of, opened, words_of
from tests.pages.test_app import fresh_caches
from tests.resealed import reseal
from warehouse.open import open_published
from warehouse.places import Places
from warehouse.work_file import WorkState

__all__ = ["fresh_caches"]
pytestmark = pytest.mark.slow

FIRST, *OTHERS = (entry.path for entry in page_entries())
CITY = "28204"


@pytest.fixture
def var(published_var: Path, tmp_path: Path) -> Path:
    """A copy of the builds that a test may spoil."""
    shutil.copytree(published_var / "builds", tmp_path / "var" / "builds")
    return tmp_path / "var"


def _database(var: Path) -> Path:
    (database,) = (var / "builds").glob("*.duckdb")
    return database


def _banners(html: str) -> list[str]:
    return re.findall(r'<div class="nenpo-banner" role="alert">(.*?)</div>', html)


@pytest.mark.parametrize("path", [None, *OTHERS])
def test_a_page_has_the_line_and_the_foot_and_no_word_of_error(
    published_var: Path, monkeypatch: pytest.MonkeyPatch, path: str | None
) -> None:
    app = opened(published_var, monkeypatch, path)
    assert not app.exception
    assert [box.value for box in (*app.error, *app.info, *app.warning)] == []
    html = html_of(app)
    assert "ビルド" in html
    assert html.count("の数値：公表値（『") == 1
    assert html.count("の検査：検算した恒等式") == 1
    assert html.count('<div class="nenpo-foot">') == 1
    assert _banners(html) == []
    assert "見本" not in html


def test_a_day_before_any_library_has_its_foot(published_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(published_var, monkeypatch, "libraries", municipality="nishinomiya", as_of="1800-01-01")
    assert [info.value for info in app.info] == ["1800年1月1日に開いていた施設の記録はありません。"]
    assert html_of(app).count('<div class="nenpo-foot">') == 1


def test_the_counts_are_those_of_the_build(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build = open_published(var)
    [(held, registered)] = build.rows(
        "select count(*) filter (where status = 'held'), count(*) filter (where status = 'registered')"
        " from rpt_yearbook__identities where municipality_code = ?",
        [CITY],
    )
    [(provisional, final)] = build.rows(
        "select count(*) filter (where value_status = 'provisional'), count(*) filter (where value_status = 'final')"
        " from rpt_yearbook__shown where municipality_code = ? and value is not null",
        [CITY],
    )
    build.close()
    assert provisional and final
    words = words_of(opened(var, monkeypatch, "checks", municipality="nishinomiya"))
    assert f"検算した恒等式{held + registered:,}（成立{held:,}、登録済み{registered:,}、不成立0）" in words
    assert f"確定値（ほかに速報値{provisional:,}欄" in words
    assert "納品の検査" not in words


def test_the_line_is_of_the_city_in_the_address(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = words_of(opened(var, monkeypatch, "overview", municipality="munakata"))
    assert "宗像市の数値：公表値（『宗像市民図書館 利用案内』2019年度まで）" in words
    words = words_of(opened(var, monkeypatch, "plan", municipality="minato"))
    assert "港区の数値：統計表は未収録" in words


def test_a_sample_is_named_on_every_page_with_its_checks(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with duckdb.connect(str(_database(var))) as connection:
        connection.execute(
            "insert into rpt_ingest__deliveries by name select 'd' || i as delivery_id, ? as municipality_code,"
            " 'loans' as feed, 'f' as file_name, date '2024-04-01' as first_day, date '2025-03-31' as last_day,"
            " 'accepted' as state, true as is_sample from range(2) as t(i)",
            [CITY],
        )
        connection.execute(
            "insert into rpt_ingest__expectations by name select ? as municipality_code, 'loans' as feed,"
            " 'e' as expectation_ja, i = 0 as is_blocking, i < 2 as passed from range(3) as t(i)",
            [CITY],
        )
        connection.execute(
            "insert into rpt_yearbook__reconciliation by name select ? as municipality_code, 't' as table_id,"
            " case when i = 0 then 'different' when i = 1 then 'not_computable' else 'equal' end as status"
            " from range(3002) as t(i)",
            [CITY],
        )
    reseal(var)
    for path in (None, "table", "reading"):
        app = opened(var, monkeypatch, path, municipality="nishinomiya")
        assert '<strong class="nenpo-sample">見本</strong>西宮市の数値' in html_of(app)
        words = words_of(app)
        assert "見本データの集計値（2025年3月31日まで）" in words
        assert "納品の検査3（合格2、注意1、不合格0）" in words
        # One of 3,001 differs: that is not all.
        assert "公表値との突合3,001欄（一致3,000、99.9%）" in words


def _note(var: Path, stage: str) -> None:
    places = Places(var)
    places.candidate.parent.mkdir(parents=True, exist_ok=True)
    places.candidate.touch()
    places.work_state.write_text(json.dumps(WorkState("a", "b", "published").__dict__ | {"stage": stage}))


@pytest.mark.parametrize(
    ("stage", "words"), [("refused", "nenpo check"), ("stopped", "「取込」"), ("building", "もう一度")]
)
def test_a_failed_build_is_told_on_every_page(
    var: Path, monkeypatch: pytest.MonkeyPatch, stage: str, words: str
) -> None:
    _note(var, stage)
    for path in (None, "table", "decision", "reading"):
        (banner,) = _banners(html_of(opened(var, monkeypatch, path)))
        assert words in banner
        assert "nenpo build" in banner


def test_what_was_delivered_since_is_told(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (var / "landing").mkdir()
    (var / "landing" / "loans.csv").write_text("x", encoding="utf-8")
    (banner,) = _banners(html_of(opened(var, monkeypatch, "compare")))
    assert "このビルドの後に届いた納品データ" in banner


def test_seeds_changed_since_are_told(
    var: Path, repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shutil.copytree(repository / "seeds" / "codes", tmp_path / "seeds" / "codes")
    monkeypatch.setenv("NENPO_SEEDS", str(tmp_path / "seeds"))
    (banner,) = _banners(html_of(opened(var, monkeypatch, "compare")))
    assert "このビルドの後に変更された資料" in banner and "nenpo build" in banner


def test_a_build_that_stands_in_is_named(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_id = _database(var).stem.removeprefix("nenpo-")
    (var / "builds" / "CURRENT").write_text("20990101T000000-00000000\n", encoding="utf-8")
    app = opened(var, monkeypatch)
    assert not app.error
    (banner,) = _banners(html_of(app))
    assert build_id in banner
    assert "make build" in banner


def test_a_build_that_finds_nothing_new_takes_the_banner_away(
    published_var: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    var = tmp_path / "whole"
    shutil.copytree(published_var, var, ignore=shutil.ignore_patterns("dbt_target", "dagster"))
    (var / "ledger" / "ledger.sqlite").touch()
    _note(var, "stopped")
    assert len(_banners(html_of(opened(var, monkeypatch)))) == 1
    done = run_nenpo("build", "--no-pdf", var=var)
    assert "は最新です。" in done.stdout, done.stderr
    fresh_caches.__wrapped__()
    assert _banners(html_of(opened(var, monkeypatch))) == []
