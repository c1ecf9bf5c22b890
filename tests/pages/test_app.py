"""Pages run in this process, without a browser: their content, their choices, and a build that is not there."""

import shutil
from pathlib import Path

import duckdb
import pytest
import streamlit as st

from tests.pages.more_municipalities import with_one_more
from tests.pages.opening import html_of, opened

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def fresh_caches() -> None:
    """Caches outlive a session and are kept by the build's id, which a damaged copy shares with its original."""
    st.cache_data.clear()
    st.cache_resource.clear()


def test_the_year_of_a_block_table_is_chosen(published_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(published_var, monkeypatch, "table", table="4-(1)", fiscal_year="2022")
    assert "3,208,648" in html_of(app)
    assert app.query_params["fiscal_year"] in ("2022", ["2022"])
    app.selectbox(key="choice_fiscal_year").select("2024").run()
    assert not app.exception
    assert "3,009,606" in html_of(app)


def test_the_checks_page_counts_what_the_warehouse_holds(
    published_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(published_var, monkeypatch, "checks")
    texts = html_of(app)
    assert "印刷値の不一致" in texts
    assert "95,672÷943,628" in texts


def test_a_municipality_appears_with_its_rows(
    published_var: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    var = with_one_more(published_var, tmp_path / "var")
    app = opened(var, monkeypatch)
    # Those with a yearbook come first.
    assert app.selectbox(key="choice_municipality").options[:2] == ["西宮市", "見本市"]
    app = opened(var, monkeypatch, municipality="mihonshi")
    assert not app.exception
    assert "見本市立図書館" in app.title[0].value
    app = opened(var, monkeypatch, "table", municipality="mihonshi", table="4-(1)")
    assert not app.exception and not app.error
    assert "丘の上" in html_of(app)
    app = opened(var, monkeypatch, "yearbook", municipality="mihonshi")
    assert not app.exception and not app.error
    assert len(app.caption) == 1 + 2


def test_a_build_published_meanwhile_is_seen_at_once(
    published_var: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    var = tmp_path / "var"
    shutil.copytree(published_var / "builds", var / "builds")
    app = opened(var, monkeypatch)
    assert "見本市" not in app.selectbox(key="choice_municipality").options
    newer = with_one_more(published_var, tmp_path / "newer")
    shutil.copytree(newer / "builds", var / "builds", dirs_exist_ok=True)
    app.run()
    assert "見本市" in app.selectbox(key="choice_municipality").options


def test_without_a_build_one_sentence_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(tmp_path / "nothing", monkeypatch)
    assert not app.exception
    assert len(app.error) == 1
    assert "make build" in app.error[0].value


@pytest.mark.parametrize("damage", ["cut", "no_table", "no_manifest"])
def test_an_unreadable_build_is_one_sentence_too(
    published_var: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    var = tmp_path / "var"
    shutil.copytree(published_var / "builds", var / "builds")
    (database,) = (var / "builds").glob("*.duckdb")
    (manifest,) = (var / "builds").glob("*.json")
    if damage == "cut":
        database.write_bytes(database.read_bytes()[:5000])
    elif damage == "no_table":
        with duckdb.connect(str(database)) as connection:
            connection.execute("drop table dim_municipality")
    else:
        manifest.write_text("{", encoding="utf-8")
    app = opened(var, monkeypatch)
    assert not app.exception
    assert len(app.error) == 1
    assert "build」" in app.error[0].value
    assert "Traceback" not in app.error[0].value
