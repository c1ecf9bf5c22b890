"""公民館 and 施策体系: what the source prints is what a reader sees, doubts included."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pages.opening import html_of, opened, table_of, words_of
from tests.pages.reader import Reader
from tests.pages.test_app import fresh_caches
from warehouse.open import open_published

pytestmark = pytest.mark.slow

__all__ = ["fresh_caches"]  # the fixture holds here too

CITY = {"municipality": "kumamoto"}
# Worked out by hand from the printed figures: this year, the year before, difference and its share, printed change.
AGAINST_THE_YEAR_BEFORE = [
    ("主催事業の概要", "講座数", "2,286件", "2,100件", "+186（+8.9%）", "186", "一致"),
    ("主催事業の概要", "参加者数", "61,646人", "67,105人", "△ 5,459（△ 8.1%）", "△ 5,459", "一致"),
    ("教養講演会", "参加者数", "10,050人", "10,365人", "△ 315（△ 3.0%）", "△ 315", "一致"),
    ("お出かけ公民館講座", "開催回数", "207回", "245回", "△ 38（△ 15.5%）", "△ 38", "一致"),
    ("家庭教育学級", "学級生数", "2,245人", "2,177人", "+68（+3.1%）", "68", "一致"),
    ("自主講座の概要", "在籍者数", "19,021人", "18,970人", "+51（+0.3%）", "51", "一致"),
    # Printed without a change.
    ("IT講座", "受講者数", "1,989人", "2,221人", "△ 232（△ 10.4%）", "", ""),
    ("公民館図書室利用者数", "貸出冊数", "1,265,866冊", "1,335,876冊", "△ 70,010（△ 5.2%）", "", ""),
    # Printed without the year before: 868,308 less 11,826.
    ("公民館利用者(延べ人数)　合計", "利用者数", "868,308人", "（856,482人）", "", "11,826", ""),
]


def test_nineteen_centres_and_two_branches_stand_by_ward(
    published_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(published_var, monkeypatch, "community-centres", **CITY)
    assert not app.exception
    rows = table_of(app, "公民館と分館")
    assert [row[0] for row in rows if row[0] != "分館"] == [str(number) for number in range(1, 20)]
    assert [row[1] for row in rows[16:19]] == [
        "熊本市北部公民館",
        "　└ 北部東分館（熊本市北部公民館の分館）",
        "　└ 西里分館（熊本市北部公民館の分館）",
    ]
    assert table_of(app, "区ごとの館数") == [
        ("中央区", "3"),
        ("東区", "3"),
        ("西区", "3"),
        ("南区", "6"),
        ("北区", "4"),
        ("計", "19"),
    ]
    assert "番号17は表から離れて印刷されている" in words_of(app).replace("\\", "")


def test_the_list_says_of_each_centre_what_the_printed_table_says(published_var: Path) -> None:
    published = open_published(published_var)
    printed = published.rows(
        "select max(value_text) filter (column_path = '名称'), max(value_text) filter (column_path = '所在地')"
        " from rpt_yearbook__cells join dim_edition using (municipality_code, edition)"
        " where series = 'community_centres' and table_no = '公民館一覧' and row_path similar to '[0-9]+'"
        " group by row_path order by row_path"
    )
    kept = published.rows(
        "select name_ja, address_ja || coalesce(' ' || housed_in_ja || '内', '') from dim_community_centre"
        " order by position"
    )
    alike = [
        tuple(
            unicodedata.normalize("NFKC", text).strip("()") if i == 0 else unicodedata.normalize("NFKC", text)
        )
        for row in printed
        for i, text in enumerate(row)
    ]
    assert len(kept) == 21
    assert alike == [tuple(text) for row in kept for text in row]


def test_the_report_stands_against_the_year_before(
    published_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(published_var, monkeypatch, "community-centres", **CITY)
    rows = table_of(app, "前年度と比べる")
    assert [expected for expected in AGAINST_THE_YEAR_BEFORE if expected not in rows] == []
    assert "両年度とともに増減が印刷されている9件のうち、9件が計算と一致" in words_of(app).replace("\\", "")
    assert table_of(app, "満足度と利用者の割合") == [
        ("公民館利用者概要 男女の別", "女性", "70%", "66%", "+4ポイント"),
        ("公民館利用者概要 男女の別", "男性", "30%", "34%", "△ 4ポイント"),
        ("公民館利用者概要 年齢別", "中学生以下", "36%", "印刷なし", ""),
        ("公民館利用者概要 年齢別", "60代以上", "35%", "印刷なし", ""),
        ("アクションプランの充実", "満足・概ね満足", "99%", "印刷なし", ""),
    ]
    single = table_of(app, "一つの年度だけの数値")
    assert ("ふれあいフェスティバル", "実出演者数", "2014", "2,423人") in single
    assert ("ボランティア関連講座", "講座数", "2014", "17件") in single
    # Men's share fell although the text says that more of them come: registered, not repaired.
    (doubt,) = table_of(app, "登録簿：未決の読み")
    assert "34%から当年度30%" in doubt[-1]


@pytest.mark.parametrize(
    ("tree", "counts"),
    [
        ("lifelong_learning_guideline", "目的1・基本施策3・推進施策の方向8・推進施策23・項目10（計45）"),
        ("community_centre_policies", "公民館の目標1・基本方針4・施策の方向12・推進施策41（計58）"),
        ("education_action_programme", "プログラム1・項目7・分野3・取組11・断片1（計23）"),
        ("plan_of_next_year", "計画1・章2・重点事業3・事業5・項目20・取組4・区分5（計40）"),
        ("review_of_priorities", "報告1・重点事業3・項目13・小項目7（計24）"),
        ("ward_office_policy", "方針1・枠2・区分1・業務2・項目2（計8）"),
    ],
)
def test_each_tree_is_complete_and_says_its_doubts(
    published_var: Path, monkeypatch: pytest.MonkeyPatch, tree: str, counts: str
) -> None:
    app = opened(published_var, monkeypatch, "policy-trees", **CITY, tree=tree)
    assert not app.exception
    words = words_of(app).replace("\\", "")
    assert counts in words
    html = html_of(app)
    total = int(counts.rpartition("計")[2].rstrip("）"))
    # The folded menu has a summary of its own.
    assert (
        html.count("<summary>") - html.count('class="nenpo-fold"') + html.count('<li class="leaf">') == total
    )
    assert ("資料から決まらないこと" in words) == (tree not in ("plan_of_next_year", "review_of_priorities"))


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("community-centres", "この自治体の公民館は収録されていません。"),
        ("policy-trees", "この自治体の施策体系は収録されていません。"),
    ],
)
def test_a_city_without_says_so_in_one_sentence(
    published_var: Path, monkeypatch: pytest.MonkeyPatch, path: str, sentence: str
) -> None:
    app = opened(published_var, monkeypatch, path, municipality="munakata")
    assert not app.exception
    assert [text.value.replace("\\", "") for text in app.markdown] == [sentence]
    assert "熊本市を見る" in [str(link.proto.label) for link in app.get("page_link")]


def test_a_search_leaves_the_branches_with_the_words(
    published_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(
        published_var, monkeypatch, "policy-trees", **CITY, tree="community_centre_policies", q="出前"
    )
    html = html_of(app)
    # Outreach courses stand below the home, the school and the community.
    assert html.count("<mark>出前公民館講座の活用の促進</mark>") == 3
    assert "学習相談窓口の機能強化と充実" not in html
    assert "「出前」を含む節：3件" in words_of(app).replace("\\", "")


def test_a_branch_opens_by_keyboard_and_the_choice_stands_in_the_address(
    new_reader: Callable[..., Reader], address: str
) -> None:
    reader = new_reader(address)
    reader.open("policy-trees", **CITY, levels=2)
    measure = reader.page.get_by_text("学習相談体制の整備充実")
    assert not measure.is_visible()
    for name in ("生涯学習ネットワークの構築", "学習情報の収集と提供"):
        reader.page.locator("summary", has_text=name).focus()
        reader.page.keyboard.press("Enter")
    assert measure.is_visible()
    reader.choose("体系", "公民館の目標、基本方針、施策の方向及び推進施策 体系図")
    assert reader.parameters()["tree"] == "community_centre_policies"
    assert reader.faults() == []


@pytest.mark.parametrize("path", ["community-centres", "policy-trees"])
@pytest.mark.parametrize("width", [1280, 400])
def test_the_pages_of_a_city_with_centres_fit_the_window(
    new_reader: Callable[..., Reader], address: str, path: str, width: int
) -> None:
    reader = new_reader(address, width)
    reader.open(path, **CITY)
    assert reader.faults() == []
    assert reader.foreign_requests == []
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= width
