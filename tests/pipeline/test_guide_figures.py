"""Every figure of Munakata's guide for schools, read by hand, stands in a cell or in a rule of the lending-rules engine."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from warehouse.open import Published

pytestmark = pytest.mark.slow

CITY = "40220"
BY_LIBRARY = {
    "宗像ユリックス図書館": (184000, 200000, 320000),
    "深田分館": (43000, 37000, 40000),
    "須恵分館": (44000, 66000, 120000),
    "分室/えほんのへや": (8000, 40000, 40000),
}
# Table, row, column: value and text. None of them is said to be about so many.
EXACT = {
    ("1.市民図書館 中央館・分館・分室", "計", "館数/全部"): (4, "4館"),
    ("1.市民図書館 中央館・分館・分室", "計", "館数/館"): (3, "3館"),
    ("1.市民図書館 中央館・分館・分室", "計", "館数/分室"): (1, "1分室"),
    ("3.利用案内 登録方法", "利用カード", "つくれる年齢の下限"): (0, "0歳"),
    ("3.利用案内 登録方法", "利用カード", "共通で使える館"): (4, "4館"),
    ("6.各館の紹介 雑誌・新聞", "雑誌コーナー", "雑誌のタイトル"): (142, "142タイトル"),
    ("6.各館の紹介 雑誌・新聞", "新聞コーナー", "新聞の数"): (10, "10紙"),
    ("6.各館の紹介 雑誌・新聞", "新聞コーナー", "置いている期間"): (1, "1か月"),
    ("6.各館の紹介 雑誌・新聞", "新聞コーナー別/西日本新聞", "保管期間"): (10, "10年"),
    ("6.各館の紹介 雑誌・新聞", "新聞コーナー別/その他の新聞", "保管期間"): (1, "1年"),
    ("7.分類について 第一次区分", "計", "分類の数"): (10, None),
    ("7.分類について 請求記号", "分類番号", "桁数"): (3, "3桁"),
    **{
        ("図書資料貸借システム運営要項 書類の部数", row, "部数"): (1, None)
        for row in (
            "市資料/貸出リスト/図書課",
            "市資料/貸出リスト/資料にはさむ",
            "市資料/資料貸借配送表の控え/借受校",
            "学資料/配送表/貸出校",
            "学資料/配送表/資料にはさむ",
            "学資料/資料貸借配送表の控え/貸出校",
        )
    },
}
ADDRESSES = {
    "宗像ユリックス図書館": ("811-3437", "宗像市久原400番地", "0940-37-1321", "0940-37-2956"),
    "深田分館": ("811-3504", "宗像市深田588番地", "0940-62-2346", "0940-62-2346"),
    "須恵分館": ("811-3405", "宗像市須恵1丁目4番1号", "0940-32-8691", "0940-32-8691"),
    "分室/えほんのへや": ("811-3437", "宗像市久原180番地", "0940-36-0212", "0940-36-0212"),
}
CLASSES = ["総記", "哲学", "歴史", "社会科学", "自然科学", "技術", "産業", "芸術", "言語", "文学"]
SYMBOLS = {"F": "小説", "E": "絵本", "C": "紙芝居", "B": "文庫本", "R": "参考図書(事典・辞書など)", "H": "漫画本", "L": "大型活字本"}  # fmt: skip
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


def cells(published: Published, extra: str = "") -> list[tuple[Any, ...]]:
    return published.rows(
        "select table_no, row_path, column_path, value, value_text, value_status, fiscal_year, as_of_date, measure"
        " from rpt_yearbook__cells join dim_edition using (municipality_code, edition)"
        f" where municipality_code = ? and series = 'guide' and basis = 'published' {extra}",
        [CITY],
    )


def test_the_four_libraries_have_their_approximate_figures(published: Published) -> None:
    rows = cells(published, "and table_no = '6.各館の紹介 数値'")
    expected = []
    for library, (books, visitors, loans) in BY_LIBRARY.items():
        for column, value, unit, day, measure in (
            ("蔵書冊数", books, "冊", date(2020, 3, 31), "books_held"),
            ("来館者数", visitors, "人", None, "visitors"),
            ("貸出冊数", loans, "冊", None, "loans"),
        ):
            text = f"約{value:,}{unit}"
            expected.append(
                ("6.各館の紹介 数値", library, column, value, text, "approximate", 2019, day, measure)
            )
    assert rows == expected


def test_every_other_figure_stands_in_its_cell_and_no_more_do(published: Published) -> None:
    rows = cells(published, "and value is not null and table_no != '6.各館の紹介 数値'")
    assert {row[:3]: row[3:5] for row in rows} == EXACT
    assert {row[5] for row in rows} == {"final"}


def test_addresses_and_numbers_are_those_printed(published: Published) -> None:
    rows = cells(published, "and table_no = '1.市民図書館 中央館・分館・分室'")
    found = {(row[1], row[2]): row[4] for row in rows}
    heads = ("郵便番号", "所在地", "電話", "FAX")
    assert {library: tuple(found[library, head] for head in heads) for library in ADDRESSES} == ADDRESSES
    known = published.rows(
        "select name_ja, address_ja, phone from dim_library where municipality_code = ?", [CITY]
    )
    assert {(name, address, phone) for name, address, phone in known} == {
        (library.removeprefix("分室/"), texts[1], texts[2]) for library, texts in ADDRESSES.items()
    }


def test_the_ten_classes_have_their_ranges_and_names(published: Published) -> None:
    rows = cells(published, "and table_no = '7.分類について 第一次区分'")
    found = {(row[1], row[2]): row[4] for row in rows}
    for digit, name in enumerate(CLASSES):
        entry = f"{digit + 1:03d}"
        assert found[entry, "頭の数字"] == str(digit)
        assert found[entry, "範囲"] == f"{digit}00～{digit}99"
        assert found[entry, "分類の名称"] == name
    assert "食品" not in found["006", "主題"] and "家政" in found["006", "主題"]


def test_the_own_symbols_and_a_call_number(published: Published) -> None:
    rows = cells(published, "and table_no = '7.分類について 独自の記号と別置記号'")
    found = {(row[1], row[2]): row[4] for row in rows}
    assert {
        found[f"{i:03d}", "記号"]: found[f"{i:03d}", "資料"] for i in range(1, len(SYMBOLS) + 1)
    } == SYMBOLS
    kinds = [found[f"{i:03d}", "種類"] for i in range(1, 8)]
    assert [kind == "独自の記号" for kind in kinds] == [True] * 3 + [False] * 4
    examples = {row[1:3]: row[4] for row in cells(published, "and table_no = '7.分類について 請求記号'")}
    assert examples["請求記号の例", "請求記号"] == "596ア"
    assert [examples[f"細分の例/{number}", "内容"] for number in (800, 801, 802, 803)] == [
        "言語",
        "言語学",
        "言語史",
        "言語関連の参考図書",
    ]


def test_the_corners_stand_by_floor(published: Published) -> None:
    rows = cells(published, "and table_no = '6.各館の紹介 コーナー'")
    corners = [row[4] for row in rows if row[2] == "コーナー"]
    floors = {row[1]: row[4] for row in rows if row[2] == "階"}
    assert corners[:6] == [
        "一般書コーナー",
        "児童書コーナー",
        "YA(ヤングアダルト)コーナー",
        "雑誌コーナー",
        "新聞コーナー",
        "地域情報コーナー",
    ]
    assert corners[6:11] == [
        "情報視聴コーナー",
        "洋書絵本コーナー",
        "調べ学習支援コーナー",
        "全集コーナー",
        "参考図書コーナー",
    ]
    assert (floors["001"], floors["007"]) == ("1階", "2階")


def test_libraries_and_classes_are_counted(published: Published) -> None:
    rows = published.rows(
        "select identity_id, printed_value, computed_value, i.status from rpt_yearbook__identities as i"
        " join dim_edition using (municipality_code, edition) where municipality_code = ? and series = 'guide'",
        [CITY],
    )
    assert sorted(rows) == [
        ("g1_1_libraries/kinds", 4, 4, "held"),
        ("g1_1_libraries/libraries", 4, 4, "held"),
        ("g3_2_cards/libraries", 4, 4, "held"),
        ("g7_1_classes/classes", 10, 10, "held"),
    ]


@pytest.mark.parametrize("line", IN_RULES, ids=lambda line: line[0])
def test_a_figure_that_is_a_rule_stands_in_the_engine(repository: Path, line: tuple[Any, ...]) -> None:
    printed, rule_id, *figures = line
    known = set(_scalars(_rules(repository)[rule_id]))
    assert set(figures) <= known, printed


def test_half_of_two_hundred_pages_is_the_example_of_a_rule(repository: Path) -> None:
    """The guide's 200 and 100 pages: the rule holds the half, of however many pages."""
    assert 0.5 in set(_scalars(_rules(repository)["half_of_a_work"]))


def test_the_van_has_its_eighteen_times(repository: Path) -> None:
    file = repository / "seeds" / "municipalities" / f"{CITY}_munakata" / "van_stops.yaml"
    stops = yaml.safe_load(file.read_text(encoding="utf-8"))["stops"]
    assert [stop["time"] for stop in stops if stop["time"]] == STOPS.split()


def test_no_lookalike_character_is_in_the_seeds_of_the_city(repository: Path) -> None:
    with (repository / "seeds" / "codes" / "lookalikes.csv").open(encoding="utf-8", newline="") as handle:
        lookalikes = {row["character"] for row in csv.DictReader(handle)}
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


def _rules(repository: Path) -> dict[str, list[dict[str, Any]]]:
    folder = repository / "seeds" / "municipalities" / f"{CITY}_munakata" / "lending_rules"
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
