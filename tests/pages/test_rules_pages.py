"""The pages of lending rules: the engine's own answers, addresses that carry them, calendars, search, drafts."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from streamlit.testing.v1 import AppTest

from lending_rules.compare import answer, words_ja
from lending_rules.decide import Engine
from lending_rules.rulebook import read_rulebooks
from tests.pages.opening import html_of, opened, words_of
from tests.pages.reader import Reader
from tests.pages.small_rules import on_small_seeds
from tests.pages.test_app import fresh_caches
from tests.unit.lending_rules.small_books import small_seeds

pytestmark = pytest.mark.slow

__all__ = ["fresh_caches", "on_small_seeds"]  # the fixtures hold here too

PAGES = ("decision", "opening-calendar", "delivery-calendar", "rules", "compare-rules", "draft")
SHARED: list[dict[str, str]] = [
    {
        "kind": "calendar_open",
        "query": "open",
        "library": "北部図書館",
        "on": "2025-05-07",
        "special_closures": "[]",
    },
    {
        "kind": "quantity",
        "query": "borrow",
        "on": "2025-06-01",
        "held": '{"book":12}',
        "ask": '{"book":4,"cd":1}',
    },
    {
        "kind": "copy",
        "query": "fee",
        "on": "2025-06-01",
        "sheets": '[{"size":"A4","color":"カラー","count":3}]',
    },
]
# Boxes that a screen reader reaches (Streamlit keeps hidden ones) and could not name.
UNNAMED_BOXES = """[...document.querySelectorAll('input:not([tabindex="-1"]):not([type=file]), select, textarea')]
    .filter(box => !box.labels?.length && !box.ariaLabel && !box.hasAttribute('aria-labelledby'))
    .map(box => box.outerHTML)"""


def request(parameters: dict[str, str]) -> dict[str, Any]:
    """What the contract says to an address of 貸出判定."""
    inputs = {name: json.loads(text) if text[0] in "[{" else text for name, text in parameters.items()}
    kind = inputs.pop("kind")
    return {"id": "a", "municipality": "nishinomiya", "kind": kind, "inputs": inputs}


@pytest.fixture
def engine(repository: Path) -> Engine:
    return Engine(read_rulebooks(repository / "seeds"))


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [1280, 400])
def test_a_page_opens_in_japanese_without_faults(
    new_reader: Callable[..., Reader], address: str, path: str, width: int
) -> None:
    reader = new_reader(address, width)
    reader.open(path)
    assert reader.faults() == []
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= width
    assert reader.page.evaluate(UNNAMED_BOXES) == []


@pytest.mark.parametrize("parameters", SHARED, ids=lambda p: f"{p['kind']}.{p['query']}")
def test_a_shared_address_gives_the_answer_of_the_engine(
    reader: Reader, engine: Engine, parameters: dict[str, str]
) -> None:
    found = answer("", engine, request(parameters))
    assert found.decision is not None
    reader.open("decision", municipality="nishinomiya", **parameters)
    assert reader.faults() == []
    assert reader.page.inner_text(".nenpo-answer .words") == words_ja(found.decision)
    shown = reader.page.inner_text(".nenpo-answer")
    assert all(citation.article in shown for citation in found.decision.citations)
    assert all(point.text_ja in shown and point.settled_by in shown for point in found.decision.warnings)
    assert reader.parameters() == {"municipality": "nishinomiya", **parameters}


def test_a_form_that_is_filled_in_writes_its_address(reader: Reader) -> None:
    reader.open("decision", municipality="nishinomiya", kind="copy", query="fee", on="2025-06-01")
    answer_box = reader.page.locator(".nenpo-answer")
    assert "必須の項目「複写の枚数」を入れてください。" in answer_box.inner_text()
    reader.choose("1行目の色（必須）", "白黒")
    assert "複写の枚数の1行目：「枚数」は必要な項目です。" in answer_box.inner_text()
    count = reader.page.get_by_label("1行目の枚数（必須）")
    count.fill("3")
    count.press("Enter")
    expect(answer_box.locator(".words")).to_have_text("30円")
    assert reader.parameters()["sheets"] == '[{"color":"白黒","count":3}]'
    reader.choose("問い", "複写できるか")
    assert reader.faults() == []


def test_the_grounds_stand_in_the_tree(published_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(published_var, monkeypatch, "decision", municipality="nishinomiya", **SHARED[1])
    assert not app.exception
    tree = next(e.proto.body for e in app.get("html") if "nenpo-tree" in e.proto.body)
    assert "効力: " in tree and 'aria-label="成り立つ"' in tree


def test_a_request_that_cannot_be_understood_shows_the_sentence_of_the_engine(
    on_small_seeds: Callable[..., AppTest],
) -> None:
    asked = {"kind": "calendar_open", "query": "open_day_count", "library": "本館", "from": "2025-04-02"}
    app = on_small_seeds("decision", **asked, to="2025-04-01")
    assert "「期間の終わり」は「期間の始まり」と同じ日か、その後の日です。" in words_of(app)
    app = on_small_seeds("decision", kind="calendar_open", query="closed_days", library="本館", month="五月")
    assert "「月」は 2025-04 の形の月で書いてください。" in words_of(app)


@pytest.mark.parametrize(
    ("path", "parameters"),
    [
        ("decision", {"kind": "<b>", "on": "9999-99-99"}),
        ("decision", {"kind": "quantity", "query": "borrow", "held": "[" * 3000, "ask": '{"book":-1}'}),
        ("decision", {"kind": "copy", "query": "fee", "sheets": '[{"color":"白黒","count":1e400}]'}),
        ("decision", {"kind": "calendar_open", "query": "open", "library": "<script>alert(1)</script>"}),
        ("opening-calendar", {"month": "0000-00", "library": "\u0000"}),
        ("delivery-calendar", {"month": "9" * 300, "school": "../.."}),
        ("rules", {"rule": "' or 1=1 --", "on": "x", "page": "-1"}),
        ("compare-rules", {"between": "💥", "municipality_b": "%00", "on_b": "1"}),
        ("draft", {"query": "\u0000", "municipality": "𠮷" * 50}),
    ],
)
def test_a_lying_address_falls_back_with_one_sentence(
    published_var: Path, monkeypatch: pytest.MonkeyPatch, path: str, parameters: dict[str, str]
) -> None:
    app = opened(published_var, monkeypatch, path, **parameters)
    assert not app.exception and not app.error
    (sentence,) = app.info
    assert sentence.value.startswith("アドレスで指定された") and sentence.value.count("。") == 1
    assert "<script>" not in html_of(app)


def test_a_municipality_whose_rules_cannot_be_read_is_told_in_a_sentence(
    on_small_seeds: Callable[..., AppTest], tmp_path: Path
) -> None:
    assert "全体 10点" in words_of(on_small_seeds("decision", on="2025-04-01"))
    broken = small_seeds(tmp_path / "seeds", "kowareshi", "99002")
    (broken / "lending_rules" / "limit.yaml").write_text("rules: [", encoding="utf-8")
    app = on_small_seeds("decision", on="2025-04-01")
    assert "全体 10点" in words_of(app)
    assert [box.value for box in app.error] == [
        "seeds/municipalities/99002_kowareshi/lending_rules/limit.yaml 1行目: "
        "YAMLとして読めません。字下げと引用符、文字コード(UTF-8)を確かめてください。"
    ]
