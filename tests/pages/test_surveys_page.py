"""調査票: the page shows what is missing first, and each answer with kind, origin, definition and query."""

from pathlib import Path

import pytest
import streamlit as st

from tests.pages.opening import opened, table_of, words_of

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def fresh_caches() -> None:
    st.cache_data.clear()
    st.cache_resource.clear()


def test_missing_items_are_counted_and_come_first(
    published_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(published_var, monkeypatch, "surveys", municipality="nishinomiya", form="jla_public_library")
    assert not app.exception and not app.error and not app.info
    rows = table_of(app, "項目と回答")
    assert (len(rows), [row[0] for row in rows[:10]]) == (
        57, ["1-02", "1-04", "1-06", "2-06", "2-08", "3-13", "5-05", "6-02", "6-03", "1-03"],
    )  # fmt: skip
    assert "埋まっていない必須項目9件を先に" in words_of(app)
    (loans,) = [row for row in rows if row[0] == "4-04"]
    assert loans[2:7] == ("個人貸出点数", "3,009,606", "点", "計算", "計算値")
    assert dict(table_of(app, "状態ごとの項目数")) == {
        "計算値": "42", "記入": "0", "引継ぎ": "0", "未記入": "15", "計算できない": "0",
    }  # fmt: skip
    assert "公式の様式と照合していません" in words_of(app)


def test_an_item_shows_its_definition_and_query(published_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(
        published_var, monkeypatch, "surveys", municipality="nishinomiya", form="jla_public_library", item="2-04"
    )  # fmt: skip
    about = dict(table_of(app, "項目の定義"))
    assert "内訳/会計年度任用職員B(2025年度)" in about["根拠"]
    assert "内訳/会計年度任用職員A" in app.code[0].value
    app.selectbox(key="choice_item").select("1-02").run()
    assert not app.exception
    assert (dict(table_of(app, "項目の定義"))["状態"], len(app.code)) == ("未記入(必須)", 0)


DRAFT = "下書き（Excel・未完成）"


def test_the_draft_of_the_newest_year_can_be_taken_away(
    published_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (published_var / "exports" / "28204" / "survey-jla_public_library-2024.xlsx").is_file()
    app = opened(published_var, monkeypatch, "surveys", municipality="nishinomiya")
    assert DRAFT in [button.label for button in app.get("download_button")]
    app.selectbox(key="choice_fiscal_year").select("2023").run()
    assert not app.exception
    assert DRAFT not in [button.label for button in app.get("download_button")]
    assert "nenpo survey export --form jla_public_library" in words_of(app)


def test_every_city_has_the_forms(published_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(
        published_var, monkeypatch, "surveys", municipality="munakata", form="mext_social_education_library"
    )
    assert not app.exception and not app.error and not app.info
    states = [row[6] for row in table_of(app, "項目と回答")]
    # 18 to be entered and 15 that only a yearbook would give: all 33 required items.
    assert (states.count("未記入(必須)"), states.count("計算できない(必須)")) == (18, 15)
