"""Every figure of Munakata's guide for schools that is no lending rule, read by hand, stands in a cell.

The others stand in `tests/unit/lending_rules/test_figures_of_a_guide.py`.
"""

from datetime import date
from typing import Any

import pytest

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
            "学資料/資料貸借配送表の控え/借受校",
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
