"""What becomes of a monthly form that is delivered: it supersedes an earlier one, or is refused with place and reason."""

import os
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cli.main import main
from ingestion.forms.read import read_form
from ingestion.ingest import ingest
from tests import seeds_tree as tree
from tests.deliveries_tree import ACCEPTED_AT, VISIT, Desk, raw_rows
from tests.seeds_tree import CODE, SLUG
from tests.unit.ingestion.test_forms import (
    CARDS,
    EVENTS,
    FIGURES,
    LOANS,
    MAY,
    fill,
    filled,
    made,
    reporting_desk,
)

COVER = "表紙"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return reporting_desk(tmp_path)


def refusal(desk: Desk, path: Path) -> str:
    """Why a form is refused; a form that holds already must go on to hold, and nothing of the other may stay."""
    desk.take_one(filled(desk, "held.xlsx"))
    kept = sorted((desk.var / "raw").rglob("*"))
    before = raw_rows(desk, FIGURES)
    why = desk.refuses(path)
    assert raw_rows(desk, FIGURES) == before != []
    assert sorted((desk.var / "raw").rglob("*")) == kept
    assert raw_rows(desk, "select reason_ja from raw.raw_ingest__deliveries where state = 'refused'") == [
        (why,)
    ]
    return why


def test_a_form_saved_again_is_known_and_a_corrected_one_supersedes_and_says_the_difference(
    desk: Desk,
) -> None:
    desk.take_one(filled(desk, "may.xlsx"))
    assert desk.take_one(fill(filled(desk, "again.xlsx"), CARDS, {"A1": "控え"})).state == "known"
    # One figure another, one gone, one new; one as before.
    corrected = desk.take_one(filled(desk, "corrected.xlsx", C5=1300, B6=None, C6=40))
    assert corrected.sentence_ja == (
        "corrected.xlsx: 月報 3行を取り込みました(2023-05-01から2023-05-31)、前の納品との差 追加2行・削除2行。"
    )
    assert raw_rows(desk, FIGURES) == [
        (tree.LOANS, "本館", "開館日数", "24"),
        (tree.LOANS, "本館", "貸出冊数/一般", "1300"),
        (tree.LOANS, "分室/丘", "貸出冊数/一般", "40"),
    ]
    assert raw_rows(
        desk, "select feed, file_name, state from raw.raw_ingest__deliveries order by delivered_seq"
    ) == [("monthly_form", "may.xlsx", "superseded"), ("monthly_form", "corrected.xlsx", "accepted")]
    assert raw_rows(
        desk, "select month_date, rows_added, rows_removed, rows_kept from raw.raw_ingest__differences"
    ) == [(MAY, 2, 2, 1)]


def test_forms_of_two_months_and_other_feeds_stand_beside_each_other(desk: Desk) -> None:
    june = fill(made(desk, "june.xlsx", date(2023, 6, 1)), LOANS, {"B5": 25})
    desk.take(filled(desk, "may.xlsx", C5=None, B6=None), june, desk.deliver("a.csv", "visits", [VISIT]))
    assert raw_rows(desk, "select month_date, value from raw.raw_form__figures order by 1") == [
        (MAY, "24"),
        (date(2023, 6, 1), "25"),
    ]
    assert raw_rows(desk, "select count(*) from raw.raw_ingest__differences") == [(0,)]


def test_the_command_writes_the_form_and_says_where(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = desk.folder / "made.xlsx"

    def run(month: str) -> int:
        arguments = ["form", "--municipality", SLUG, "--month", month, "--out", str(out)]
        monkeypatch.setattr(sys, "argv", ["nenpo", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        return int(left.value.code or 0)

    # The command leaves with os._exit, which would take the tests along.
    monkeypatch.setattr(os, "_exit", sys.exit)
    monkeypatch.setenv("NENPO_SEEDS", str(desk.catalog.root))
    monkeypatch.setenv("NENPO_VAR", str(desk.var))
    assert (run("2023-13"), out.exists()) == (1, False)
    assert capsys.readouterr().err == (
        "エラー: 月「2023-13」が読めません。2024-04 の形で指定してください。\n"
    )
    assert run("2023-05") == 0
    assert capsys.readouterr().out == f"月報の様式を書きました: {out}(3シート)\n"
    assert read_form(out, out.name, desk.catalog).month_date == MAY


@pytest.mark.parametrize(
    "written", ["なし", -3, "-3", "△3", "3人", "3.", "1,23", "1e3", "#REF!", True, date(2023, 5, 1)]
)
def test_what_is_no_count_is_refused_with_sheet_cell_and_value(desk: Desk, written: Any) -> None:
    assert refusal(desk, filled(desk, C6=written)) == (
        f"form.xlsx シート「1-(1)」のC6: 「{written}」は数として読めません。0以上の数か空欄にしてください。"
    )


def test_a_formula_is_refused_even_where_no_field_is(desk: Desk) -> None:
    assert refusal(desk, filled(desk, H20="=SUM(B5:B6)")) == (
        "form.xlsx シート「1-(1)」のH20: 数式が入っています。値に置き換えて保存してください。"
    )


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("xl/externalLinks/externalLink1.xml", "別のファイルへのリンクがあります。リンクを解除して"),
        ("xl/vbaProject.bin", "マクロが入っています。マクロのないxlsx形式で保存してください。"),
    ],
)
@pytest.mark.parametrize("name", ["form.xlsx", "form.xlsm"])
def test_a_form_with_links_or_macros_is_refused(desk: Desk, name: str, part: str, said: str) -> None:
    path = filled(desk, "form.xlsx")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(part, b"x")
    why = refusal(desk, path.rename(desk.folder / name))
    assert why.startswith(f"{name}: {said}")


def test_a_figure_where_no_field_is_is_refused(desk: Desk) -> None:
    assert refusal(desk, fill(filled(desk), CARDS, {"C5": 3})) == (
        "form.xlsx シート「3-(1)」のC5: この欄は書きません(値「3」)。空欄にしてください。"
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"B4": "開館した日"}, "のB4: 見出し「開館した日」はこの様式にありません。使える見出し: 開館日数。"),
        ({"A5": "中央館"}, "のA5: 見出し「中央館」はこの様式にありません。使える見出し: 本館。"),
        (
            {"A7": "丘図書館"},
            "のA7: 見出し「丘図書館」はこの様式にありません。使える見出し: 本館、分室／丘。",
        ),
        ({"D4": "計"}, "のD4: 見出し「計」はこの様式にありません。使える見出し: 開館日数、貸出冊数／一般。"),
        ({"A6": "本館"}, "のA6: 見出し「本館」はA5にもあります。一つにしてください。"),
        ({"D4": "開館日数"}, "のD4: 見出し「開館日数」はB4にもあります。一つにしてください。"),
        ({"A6": None}, "のA列: 見出し「分室／丘」がありません。様式の見出しに戻してください。"),
        (
            {"B4": None, "C4": None},
            "の4行目: 見出し「開館日数、貸出冊数／一般」がありません。様式の見出しに戻してください。",
        ),
        ({"A4": "館"}, ": 見出し「項目」が0か所にあります。様式のとおり一か所にしてください。"),
        ({"F9": "項目"}, ": 見出し「項目」が2か所にあります(A4、F9)。様式のとおり一か所にしてください。"),
    ],
)
def test_a_head_that_was_changed_by_hand_is_refused_with_its_cell_and_what_fits(
    desk: Desk, changed: dict[str, Any], said: str
) -> None:
    assert refusal(desk, filled(desk, **changed)) == f"form.xlsx シート「1-(1)」{said}"


def test_a_head_may_be_written_in_another_width(desk: Desk) -> None:
    desk.take_one(filled(desk, "form.xlsx"))
    assert desk.take_one(filled(desk, "typed.xlsx", A6="分室/丘 ")).state == "known"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"A5": 0, "B5": "会"}, "のA5: 「0」は番号として読めません。1から9999までの整数か空欄に"),
        ({"A5": 1.5, "B5": "会"}, "のA5: 「1.5」は番号として読めません。1から9999までの整数か空欄に"),
        ({"A5": 2, "B5": "会", "A7": "２"}, "のA7: 掲載順2はA5にもあります。別の番号に"),
        ({"B6": "会", "C6": "多数"}, "のC6: 「多数」は数として読めません。0以上の数か空欄に"),
        ({"B6": "会", "E6": "○"}, "のE6: 「○」は使えません。●か空欄に"),
        ({"C4": "人"}, "のC4: 見出し「人」はこの様式にありません。使える見出し: 人数。"),
        ({"A4": "番号"}, ": 見出し「掲載順」が0か所にあります。様式のとおり"),
    ],
)
def test_an_entry_is_refused_with_cell_and_value(desk: Desk, changed: dict[str, Any], said: str) -> None:
    why = refusal(desk, fill(filled(desk), EVENTS, changed))
    assert why.startswith(f"form.xlsx シート「8-(1)」{said}")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"B5": "2023年5月"}, "のB5: 年月「2023年5月」が読めません。2024-04 の形にしてください。"),
        ({"B5": "2023-13"}, "のB5: 年月「2023-13」が読めません。2024-04 の形にしてください。"),
        ({"B5": None}, "のB5: 年月「」が読めません。2024-04 の形にしてください。"),
        ({"A9": "年月", "B9": "2023-06"}, "のA9: 「年月」が二度あります。一つにしてください。"),
        ({"A5": "月", "A3": None}, ": 「自治体コード、年月」がありません。様式の表紙を戻してください。"),
        ({"B3": "99009"}, f"のB3: 自治体コード「99009」は登録されていません。使えるコード: {CODE}。"),
    ],
)
def test_a_cover_that_does_not_say_whose_and_of_when_is_refused(
    desk: Desk, changed: dict[str, Any], said: str
) -> None:
    assert refusal(desk, fill(filled(desk), COVER, changed)) == f"form.xlsx シート「表紙」{said}"


def test_a_sheet_that_was_taken_out_is_refused_by_its_name(desk: Desk) -> None:
    path = filled(desk)
    workbook = openpyxl.load_workbook(path)
    del workbook[CARDS]
    workbook.save(path)
    assert refusal(desk, path) == ("form.xlsx: シート「3-(1)」がありません。様式のシートを戻してください。")


def test_a_form_of_another_city_is_not_taken_for_the_one_that_was_named(desk: Desk) -> None:
    (outcome,) = ingest(
        [filled(desk)],
        catalog=desk.catalog,
        var=desk.var,
        say=desk.said.append,
        at=ACCEPTED_AT,
        municipality_code="99002",
    )
    assert (outcome.state, outcome.sentence_ja) == (
        "refused",
        f"form.xlsx: 自治体コード{CODE}の月報です。99002の納品として渡さないでください。",
    )
    assert raw_rows(desk, FIGURES) == []


def test_a_form_of_before_a_library_had_another_name_is_refused_in_a_later_month(desk: Desk) -> None:
    path = fill(filled(desk), COVER, {"B5": "2025-04"})
    assert "見出し「分室／丘」はこの様式にありません" in refusal(desk, path)
