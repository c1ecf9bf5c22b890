"""Every figure of Kumamoto's initiatives of fiscal 2025, read by hand, stands in a cell; what ties them holds."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from warehouse.open import Published

pytestmark = pytest.mark.slow

CITY = "43100"
# Table, fiscal year, row, column, value, text where the print has more than the number, status.
FIGURES = {
    ("現行システムの概要", 2024, "全館", "蔵書冊数", 1664554, None, "final"),
    ("現行システムの概要", 2024, "全館", "登録者", 297396, None, "final"),
    ("現行システムの概要", 2024, "全館", "貸出者数", 823325, None, "final"),
    ("現行システムの概要", 2024, "全館", "貸出冊数", 2750250, None, "final"),
    ("現行システムの概要", 2025, "全館", "ネットワークで結ぶ施設", 22, "22ヶ所", "final"),
    ("次期システムの構築状況", 2025, "臨時休館", "休館日数", 10, "10日間", "final"),
    ("1 図書館相互利用の概要", 2025, "圏域", "連携協約を締結した市町村", 23, None, "final"),
    ("1 図書館相互利用の概要", 2025, "圏域", "相互利用に参加する市町村", 18, None, "final"),
    ("(1)電子図書館の利用状況", 2025, "7～15歳", "全体に占める割合", 9, "約9割", "approximate"),
    ("(1)電子図書館の利用状況", 2025, "10～12歳", "全体に占める割合", 6, "約6割", "approximate"),
    ("(3)読み放題について", 2025, "読み放題", "コンテンツの数", 503, "503点", "final"),
    ("装備委託 現状", 2023, "全館", "装備委託", 3091, None, "final"),
    ("装備委託 現状", 2023, "全館", "福祉施設委託/冊数", 206, None, "final"),
    ("装備委託 現状", 2023, "全館", "福祉施設委託/割合", 7, None, "final"),
    ("装備委託 現状", 2024, "全館", "装備委託", 3516, None, "final"),
    ("装備委託 現状", 2024, "全館", "福祉施設委託/冊数", 738, None, "final"),
    ("装備委託 現状", 2024, "全館", "福祉施設委託/割合", 21, None, "final"),
    ("装備委託 現状", 2024, "全館", "福祉施設委託/うち簡易装備", 613, None, "final"),
    ("装備委託 今年度", 2025, "福祉施設委託", "月に処理できる冊数", 100, "100冊程度", "approximate"),
    ("装備委託 今年度", 2025, "福祉施設委託", "年間の予定", 1200, None, "final"),
}
# The dates and names of the document, by table: one column read down.
TEXTS = {
    ("次期システムの構築状況", "時期"): ["令和6年11月", "8月", "8月から9月", "9月下旬", "10月1日"],
    ("2 近年の状況", "相互利用"): [
        "令和6年2月から", "令和7年4月1日から", "令和7年11月以降で協議中", "令和8年度中の方向で協議中",
    ],
    ("各市町村との相互利用の開始時期", "開始時期"): [
        *["H28.8月"] * 7, "H28.9月", "H28.11月", "H29.12月", "R2.2月", "R4.5月", *["R5.11月"] * 2, "R6.2月",
        *["R7.4月"] * 3,
    ],
    ("2 近年の状況 利用状況傾向", "使う図書館"): ["とみあい図書館・城南図書館", "城南図書館"],
    ("(2)電子図書館のこれまで", "年月"): ["R1年11月", "R2年5月", "R4年1月"],
    ("(3)読み放題について パッケージ", "パッケージ"): ["中学生向け部活", "朝読用", "SDGs関連", "歴史関係"],
    ("装備委託 経緯", "年月"): ["令和4年4月頃", "令和5年7月", "令和6年11月"],
}  # fmt: skip
# 206 / 3,091 = 6.66 %, 738 / 3,516 = 20.99 %, 12 * 100 = 1,200, eighteen names.
IDENTITIES = {
    ("i4_1_processing_outsourced/share", 2023, 7),
    ("i4_1_processing_outsourced/share", 2024, 21),
    ("i4_2_processing_planned/twelve_months", 2025, 1200),
    ("i2_3_mutual_use_starts/partners", 2025, 18),
}
STARTS = {
    "御船町": "2016-08", "山都町": "2016-08", "西原村": "2016-08", "玉東町": "2016-08", "嘉島町": "2016-08",
    "甲佐町": "2016-08", "高森町": "2016-08", "宇土市": "2016-09", "南阿蘇村": "2016-11", "大津町": "2017-12",
    "菊池市": "2020-02", "山鹿市": "2022-05", "玉名市": "2023-11", "美里町": "2023-11", "宇城市": "2024-02",
    "荒尾市": "2025-04", "長洲町": "2025-04", "和水町": "2025-04",
}  # fmt: skip


def test_every_figure_stands_in_its_cell_and_no_other_does(published: Published) -> None:
    rows = published.rows(
        "select table_no, fiscal_year, row_path, column_path, value, value_text, value_status"
        " from rpt_yearbook__cells join dim_edition using (municipality_code, edition)"
        " where municipality_code = ? and series = 'initiatives' and value is not null and basis = 'published'",
        [CITY],
    )
    assert len(rows) == len(FIGURES) == 20
    assert set(rows) == FIGURES


@pytest.mark.parametrize(("table_no", "column"), TEXTS)
def test_dates_and_names_stand_in_printed_order(published: Published, table_no: str, column: str) -> None:
    rows = published.rows(
        "select value_text from rpt_yearbook__cells where municipality_code = ? and table_no = ? and column_path = ?",
        [CITY, table_no, column],
    )
    assert [text for (text,) in rows] == TEXTS[table_no, column]


def test_the_measures_that_other_cities_print_as_well_bear_their_ids(published: Published) -> None:
    rows = published.rows(
        "select column_path, measure from rpt_yearbook__cells where municipality_code = ? and fiscal_year = 2024"
        " and table_no = '現行システムの概要'",
        [CITY],
    )
    assert dict(rows) == {
        "蔵書冊数": "books_held",
        "登録者": "registered_persons",
        "貸出者数": "persons_borrowing",
        "貸出冊数": "loans",
    }


def test_the_arithmetic_of_the_document_holds(published: Published) -> None:
    rows = published.rows(
        "select i.identity_id, i.fiscal_year, i.printed_value, i.computed_value, i.status"
        " from rpt_yearbook__identities as i join dim_edition as e using (municipality_code, edition)"
        " where municipality_code = ? and e.series = 'initiatives'",
        [CITY],
    )
    assert {(identity, year, printed) for identity, year, printed, _, _ in rows} == IDENTITIES
    assert all(printed == computed and status == "held" for *_, printed, computed, status in rows)


def test_a_share_of_another_numerator_would_not_round_to_the_printed_one() -> None:
    """The welfare workshops' books are part of those outsourced: with the sum below, 2023 would print 6, 2024 17."""
    assert round(Decimal(206) * 100 / (3091 + 206)) == 6
    assert round(Decimal(738) * 100 / (3516 + 738)) == 17


def test_partners_have_their_months(published: Published) -> None:
    rows = published.rows(
        "select partner_ja, status, started_month, home_started_month from dim_mutual_use_partner"
        " where municipality_code = ? order by position",
        [CITY],
    )
    begun = {partner: f"{month:%Y-%m}" for partner, status, month, _ in rows if status == "started"}
    assert begun == STARTS
    assert list(begun) == list(STARTS)
    assert [(partner, month) for partner, status, month, _ in rows if status == "under_discussion"] == [
        ("南関町", None),
        ("益城町", None),
    ]
    # Only in one place did the use by the city's own residents begin later.
    assert {partner: home for partner, _, month, home in rows if home != month} == {
        "宇土市": date(2016, 12, 1)
    }


def test_partners_agree_with_the_lending_rules(published: Published, repository: Path) -> None:
    theirs: dict[str, str] = {}
    own: dict[str, str] = {}
    for rule in _start_rules(repository):
        month = str(rule["then"]["value"])[:7]
        (condition,) = rule["when"]
        for residence, library in _sides(condition.get("any", [condition])):
            theirs |= {name: month for name in residence if name != "熊本市"}
            own |= {name: month for name in library if name != "熊本市"}
    rows = published.rows(
        "select partner_ja, strftime(started_month, '%Y-%m'), strftime(home_started_month, '%Y-%m')"
        " from dim_mutual_use_partner where municipality_code = ? and status = 'started'",
        [CITY],
    )
    assert {partner: start for partner, start, _ in rows} == theirs
    assert {partner: home for partner, _, home in rows} == own


def _start_rules(repository: Path) -> list[dict[str, Any]]:
    folder = repository / "seeds" / "municipalities" / f"{CITY}_kumamoto" / "lending_rules"
    rules = [
        rule
        for path in sorted(folder.glob("mutual_use*.yaml"))
        for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]
    ]
    return [r for r in rules if r["questions"] == ["mutual_use.start"] and "value" in r["then"]]


def _sides(alternatives: list[dict[str, Any]]) -> list[tuple[list[str], list[str]]]:
    """Residences and libraries of each alternative of a rule's condition."""
    found = []
    for alternative in alternatives:
        named = {c["fact"]: c.get("in", [c.get("equals")]) for c in alternative["all"]}
        found.append((named["residence"], named["library_of"]))
    return found


def test_the_new_system_has_its_dates(published: Published) -> None:
    rows = published.rows(
        "select annotation_id, start_date, precision, kind from dim_annotation where municipality_code = ?"
        " and annotation_id in ('next_system_contract', 'next_system_closure', 'next_system_started', 'web_shelf',"
        " 'card_on_screen', 'card_application_online', 'reading_challenge', 'e_library_opened')",
        [CITY],
    )
    assert {row[0]: row[1:] for row in rows} == {
        "e_library_opened": (date(2019, 11, 1), "month", "service_start"),
        "next_system_contract": (date(2024, 11, 1), "month", "system"),
        "next_system_closure": (date(2025, 9, 1), "month", "closure"),
        "next_system_started": (date(2025, 10, 1), "day", "system"),
        "card_on_screen": (date(2025, 10, 1), "day", "system"),
        "card_application_online": (date(2025, 10, 1), "day", "system"),
        "reading_challenge": (date(2025, 10, 1), "day", "system"),
        "web_shelf": (date(2025, 10, 1), "day", "system"),
    }
