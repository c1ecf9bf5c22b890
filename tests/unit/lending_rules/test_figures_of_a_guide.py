"""Every figure of Munakata's guide for schools that is a lending rule, read by hand, stands in the rules.

The others stand in `tests/pipeline/test_guide_figures.py`.
"""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

CITY = "40220"
# What the guide prints (with its place), the rule that holds it, and the figure as the rule has it.
IN_RULES = [
    ("2 午前10時〜午後6時", "hours_of_libraries", "10:00", "18:00"),
    ("2 えほんのへや 午後5時", "hours_of_picture_book_room", "17:00"),
    ("2 8月13日〜15日", "closed_on_fixed_days", "08-13", "08-15"),
    ("2 12月28日〜1月4日", "closed_on_fixed_days", "12-28", "01-04"),
    ("2 第一土曜日", "closed_on_first_saturday_and_the_sunday_after", 1),
    ("2 特別整理期間 1〜3日程度", "stock_taking_about_three_days", 3),
    ("3 ひとり10冊", "persons_at_most_ten", 10),
    ("3 15日間", "persons_fifteen_days", 15),
    ("3 継続貸出1回", "renewal_once_only", 1),
    ("3 予約10冊", "reservations_at_most_ten", 10),
    ("3 再発行料100円", "lost_card_is_reissued", 100),
    ("3 一人につき一部", "one_copy_each", 1),
    # The example: of 200 pages a hundred.
    ("3 作品の半分まで", "half_of_a_work", 2),
    ("3 四コマのうち二コマ", "two_panels_of_a_strip", 2),
    ("3 見開きの半分", "one_page_of_a_spread", 1),
    ("3 カラー50円・モノクロ10円", "price_of_a_sheet", 50, 10),
    ("3 電子書籍5点", "persons_at_most_five_ebooks", 5),
    ("3 電子書籍15日間", "ebooks_fifteen_days", 15),
    ("4 団体100冊、要項1(5)①", "schools_at_most_hundred_books", 100),
    ("4 パネルシアター一つ、要項1(5)①", "schools_one_panel_theater", 1),
    ("4 エプロンシアター一つ、要項1(5)①", "schools_one_apron_theater", 1),
    ("4 大型絵本1冊、要項1(5)①", "schools_one_large_picture_book", 1),
    ("4 4週間、要項1(6)①", "schools_four_weeks_of_city_material", 4),
    ("5 見学の2週間前", "visit_applied_for_in_time", 2),
    ("5 申請書は1週間前", "applications_of_cards_before_a_visit", 1),
    ("6 西日本新聞10年", "newspaper_kept_ten_years", 10),
    ("6 その他の新聞1年", "other_newspapers_kept_one_year", 1),
    ("要項1(5)① カセットテープ10本", "schools_ten_cassettes", 10),
    ("要項1(5)① 出版後6か月", "new_publications_not_lent_to_schools", 6),
    ("要項1(6)① カセットテープ15日", "schools_fifteen_days_of_cassettes", 15),
    ("要項1(6)② 4週間", "schools_four_weeks_of_school_material", 4),
    ("要項2(1)② 前日の午前10時", "ordered_in_time_for_the_first_run", "10:00", 1),
    ("要項2(3)③ 20kg", "containers_up_to_twenty_kilograms", 20),
    ("要項※1① 火曜10時", "oshima_ordered_by_tuesday", "10:00"),
    ("要項※1③ 2週に1回", "oshima_every_two_weeks", 2),
]
STOPS = "10:05 10:20 10:35 10:45 11:00 11:15 11:30 11:45 12:00 13:30 13:45 13:55 14:10 14:25 14:35 14:50 15:05 15:20"


@pytest.mark.parametrize("line", IN_RULES, ids=lambda line: line[0])
def test_a_figure_that_is_a_rule_stands_in_the_engine(repository: Path, line: tuple[Any, ...]) -> None:
    printed, rule_id, *figures = line
    known = set(_scalars(_rules(repository / "seeds")[rule_id]))
    assert set(figures) <= known, printed


def test_the_van_has_its_eighteen_times(repository: Path) -> None:
    file = repository / "seeds" / "municipalities" / f"{CITY}_munakata" / "van_stops.yaml"
    stops = yaml.safe_load(file.read_text(encoding="utf-8"))["stops"]
    assert [stop["time"] for stop in stops if stop["time"]] == STOPS.split()


def test_no_lookalike_character_is_in_the_seeds_of_the_city(repository: Path) -> None:
    with (repository / "seeds" / "codes" / "lookalikes.csv").open(encoding="utf-8", newline="") as handle:
        # A wave dash is folded too, but it is how the places of the texts are written.
        lookalikes = {row["character"] for row in csv.DictReader(handle)} - {"〜"}
    assert {"⺠", "⻑", "⻄"} <= lookalikes
    seeds = repository / "seeds"
    files = [
        *(seeds / "municipalities" / f"{CITY}_munakata").rglob("*.yaml"),
        *(seeds / "yearbook" / "published" / CITY).rglob("*.*"),
        *(seeds / "yearbook" / "tables").glob("g*.yaml"),
    ]
    assert len(files) > 20
    assert {
        file.name: held for file in files if (held := lookalikes & set(file.read_text(encoding="utf-8")))
    } == {}


@cache
def _rules(seeds: Path) -> dict[str, list[dict[str, Any]]]:
    folder = seeds / "municipalities" / f"{CITY}_munakata" / "lending_rules"
    found: dict[str, list[dict[str, Any]]] = {}
    for path in folder.glob("*.yaml"):
        for rule in yaml.safe_load(path.read_text(encoding="utf-8")).get("rules", []):
            found.setdefault(rule["rule_id"], []).append({k: v for k, v in rule.items() if k != "citations"})
    return found


def _scalars(data: object) -> Iterator[object]:
    if isinstance(data, dict):
        for value in data.values():
            yield from _scalars(value)
    elif isinstance(data, list):
        for value in data:
            yield from _scalars(value)
    elif not isinstance(data, bool):
        yield data
