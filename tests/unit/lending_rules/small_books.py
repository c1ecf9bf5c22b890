"""A small municipality with a handful of rules, written as seeds."""

from pathlib import Path

CITY = """\
municipality_code: "99001"
slug: mihonshi
name_ja: 見本市
library_system_name_ja: 見本市立図書館
libraries: []
"""
LIBRARIES = """\
libraries:
  - name: 本館
    names: [本館, 見本市立図書館]
    periods:
      - {full_name: 見本市立図書館, from: 2000-04-01, to: null, citations: [{document: 条例, article: 第1条}]}
"""
LIMIT = """\
rules:
  - rule_id: ten_at_a_time
    questions: [quantity.max_items, quantity.borrow]
    in_force_from: 2020-04-01
    repealed_on: null
    citations: [{document: 要綱, article: 第2条}]
    limit: {max_inclusive: 10, counters: [held, ask], key: total}
  - rule_id: two_weeks
    questions: [due_date.due_date, due_date.loan_period]
    in_force_from: 2020-04-01
    repealed_on: null
    citations: [{document: 要綱, article: 第3条}]
    period: {length: {weeks: 2}, runs_from: {fact: on}, first_day: excluded}
"""
CALENDAR = """\
rules:
  - rule_id: closed_on_mondays
    questions: [calendar_open.open, calendar_open.closed_days]
    in_force_from: 2020-04-01
    repealed_on: null
    citations: [{document: 規則, article: 第2条}]
    closes: {days: {weekdays: [monday]}, on_holiday: closes_next_day_instead, reason: monday}
"""
DRAFT = """\
rules:
  - rule_id: ten_at_a_time
    questions: [quantity.max_items, quantity.borrow]
    in_force_from: 2027-04-01
    repealed_on: null
    citations: [{document: 要綱, article: 第2条}]
    limit: {max_inclusive: 12, counters: [held, ask], key: total}
"""


def small_seeds(root: Path, slug: str = "mihonshi", code: str = "99001", limit: str = LIMIT) -> Path:
    """Write the municipality below `root` (a seeds folder); its own folder."""
    folder = root / "municipalities" / f"{code}_{slug}"
    rules = folder / "lending_rules"
    rules.mkdir(parents=True)
    city = CITY.replace("99001", code).replace("mihonshi", slug)
    (folder / "municipality.yaml").write_text(city, encoding="utf-8")
    for name, text in (("libraries", LIBRARIES), ("limit", limit), ("calendar", CALENDAR)):
        (rules / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder
