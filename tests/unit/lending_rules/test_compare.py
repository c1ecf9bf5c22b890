"""Answers side by side, the words of answers, and what rules say in Japanese."""

from pathlib import Path
from typing import Any

import pytest

from lending_rules.compare import Answer, answer, cited_ja, lines_of, words_ja
from lending_rules.decide import Engine
from lending_rules.decision import Decision
from lending_rules.describe import described
from lending_rules.explain import lines
from lending_rules.model import Citation
from lending_rules.reasons import reason_ja, reasons
from lending_rules.rulebook import Rulebook
from lending_rules.shelf import RulesUnreadableError, fingerprint, readable_rulebook, rule_folders
from lending_rules.words_used import words_used
from tests.unit.lending_rules.small_books import LIMIT, small_seeds


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    root = tmp_path / "seeds"
    small_seeds(root)
    small_seeds(root, "rinshi", "99002", LIMIT.replace("max_inclusive: 10", "max_inclusive: 6"))
    books = [readable_rulebook(folder, root) for folder in rule_folders(root)]
    return Engine({book.slug: book for book in books})


def asked(engine: Engine, slug: str, **inputs: Any) -> Answer:
    data = {"id": "a", "municipality": slug, "kind": "quantity", "inputs": {"query": "max_items", **inputs}}
    return answer(slug, engine, data)


def test_two_municipalities_differ_in_the_answer_only(engine: Engine) -> None:
    found = lines_of([asked(engine, slug, on="2025-04-01") for slug in ("mihonshi", "rinshi")])
    by_name = {line.aspect_ja: line for line in found}
    assert by_name["答え"].texts == ("全体 10点", "全体 6点")
    assert [line.aspect_ja for line in found if line.differs] == ["答え"]
    assert by_name["根拠"].texts == ("要綱 第2条", "要綱 第2条")


def test_two_days_of_one_municipality_differ(engine: Engine) -> None:
    before, after = (asked(engine, "mihonshi", on=day) for day in ("2020-03-31", "2020-04-01"))
    answers, *_ = lines_of([before, after])
    assert answers.texts == ("資料に定めがありません", "全体 10点")


def test_a_request_that_is_not_understood_keeps_its_sentence(engine: Engine) -> None:
    found = asked(engine, "mihonshi", on="2025-02-30")
    assert found.decision is None
    assert found.refused is not None and found.refused.field == "inputs.on"
    assert lines_of([found])[0].texts == ("問いを読めません",)


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        (Decision("value", {"book": 15, "cd": 2}, "items"), "図書 15点、CD 2点"),
        (Decision("value", {"books": 100, "period": "P4W"}), "冊数 100、期間 4週間"),
        (Decision("value", "2016-08", "month"), "2016年8月"),
        (Decision("value", "none"), "なし"),
        (Decision("value", 0, "JPY"), "0円"),
        (Decision("value", True), "はい"),
        (Decision("denied"), "できません"),
        (Decision("hours", {"open": "09:30", "close": "18:00"}), "開館 09:30、閉館 18:00"),
    ],
)
def test_an_answer_is_told_in_words(decision: Decision, words: str) -> None:
    assert words_ja(decision) == words


def test_a_document_is_named_once() -> None:
    places = [("規則", "第2条"), ("要綱", "第1条"), ("規則", "第3条"), ("規則", "第2条")]
    assert cited_ja(Citation(document=d, article=a) for d, a in places) == "規則 第2条・第3条、要綱 第1条"


def test_a_moved_day_and_an_unnamed_reason() -> None:
    assert reason_ja("monday_moved") == "月曜日の振替"
    assert reason_ja("nobody_named_this") == "nobody_named_this"
    assert all(code.isascii() and text for code, text in reasons().items())


def test_every_rule_of_the_seeds_can_be_told(repository: Path) -> None:
    root = repository / "seeds"
    for folder in rule_folders(root):
        for rule in readable_rulebook(folder, root).rules:
            told = [line for node in described(rule) for line in lines(node)]
            assert told, rule.rule_id
            assert not any("規則の指す日" in line or "None" in line for line in told), rule.rule_id


def test_a_rule_says_its_days_and_its_numbers(engine: Engine) -> None:
    book = engine.books["mihonshi"]
    told = {
        rule.rule_id: "".join(lines_ for node in described(rule) for lines_ in lines(node))
        for rule in book.rules
    }
    assert "月曜日に休みます" in told["closed_on_mondays"]
    assert "10点まで(借りている数と借りたい数を合わせて数えます)" in told["ten_at_a_time"]
    assert "2週間、判定する日の翌日から数えます" in told["two_weeks"]


def test_words_that_rules_name(repository: Path, tmp_path: Path) -> None:
    school = """\
rules:
  - rule_id: island
    questions: [delivery.run_date]
    in_force_from: 2020-04-01
    repealed_on: null
    citations: [{document: 要項, article: "1"}]
    when: [{any: [{fact: school_name, equals: 島の学校}, {fact: school_name, in: [島の学校, 岬の学校]}]}]
    then: {outcome: date, expression: {fact: "on", weekday: friday}}
"""
    folder = small_seeds(tmp_path / "seeds", limit=school)
    book: Rulebook = readable_rulebook(folder, folder.parents[1])
    assert words_used(book, "delivery.run_date", "school_name") == ["島の学校", "岬の学校"]
    assert words_used(book, "delivery.runs", "school_name") == []


def test_a_broken_municipality_is_told_by_itself_and_content_is_told_apart(tmp_path: Path) -> None:
    root = tmp_path / "seeds"
    folder = small_seeds(root)
    before = fingerprint(folder)
    assert fingerprint(folder) == before
    (folder / "lending_rules" / "limit.yaml").write_text("rules: [", encoding="utf-8")
    assert fingerprint(folder) != before
    with pytest.raises(RulesUnreadableError, match=r"limit\.yaml 1行目"):
        readable_rulebook(folder, root)
    assert rule_folders(tmp_path / "nothing") == []
