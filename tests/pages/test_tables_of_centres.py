"""The pages of tables, for a document that is no yearbook: the report of the community centres."""

from pathlib import Path

import pytest

from tests.pages.opening import opened, words_of
from tests.pipeline.community_centre_figures import figures

pytestmark = pytest.mark.slow
SECTIONS = sorted({table_no for table_no, *_ in figures()})


@pytest.mark.parametrize("table_no", ["公民館一覧", *SECTIONS])
def test_the_page_of_a_section_shows_each_of_its_figures(
    published_var: Path, monkeypatch: pytest.MonkeyPatch, table_no: str
) -> None:
    app = opened(published_var, monkeypatch, "table", municipality="kumamoto", edition="2015", table=table_no)
    assert not app.exception
    assert [box.value for box in (*app.error, *app.warning)] == []
    words = words_of(app)
    assert f" {table_no} " in words
    printed = {value for (section, *_), value in figures().items() if section == table_no}
    shown = [f"{value:,}" if value >= 0 else f"△ {-value:,}" for value in printed]
    assert [figure for figure in shown if figure not in words] == []


def test_the_page_of_the_document_names_every_section(
    published_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(published_var, monkeypatch, "yearbook", municipality="kumamoto", edition="2015")
    assert not app.exception
    assert "公民館 平成26年度事業報告・平成27年度事業計画概要" in words_of(app)
    labels = [link.proto.label.replace("\\", "") for link in app.get("page_link")]
    linked = {label.partition("　")[0] for label in labels}
    assert {"公民館一覧", *SECTIONS} <= linked
