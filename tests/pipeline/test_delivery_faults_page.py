"""What the page of deliveries tells of files with faults: how many rows, why, what was read otherwise, what is missing."""

import re
from pathlib import Path

import pytest

from tests.conftest import run_nenpo
from tests.pages.opening import opened, table_of, words_of
from tests.pages.test_app import fresh_caches
from warehouse.open import open_published
from warehouse.places import Places

__all__ = ["fresh_caches"]
pytestmark = pytest.mark.slow

BORN_LATER, NO_LIBRARY = "2035/01/01", "77"
PATRON = "87654321"


@pytest.fixture(scope="module")
def faulty_var(small_sample: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small year without its last month of loans; four rows of June and two of May are not as they should be."""
    var = tmp_path_factory.mktemp("faulty") / "var"
    landing = Places(var).landing
    landing.mkdir(parents=True)
    for path in small_sample:
        if path.name != "loans_202503.csv":
            (landing / path.name).write_bytes(path.read_bytes())
    loans = (
        {"生年月日": BORN_LATER, "利用者番号": PATRON},
        {"貸出館": NO_LIBRARY},
        {"生年月日": BORN_LATER},
        {"居住区分": "9"},
    )
    change(landing / "loans_202406.csv", loans)
    change(landing / "reservations_202405.csv", ({"受取館": "０１"}, {"受取館": "０１"}))
    built = run_nenpo("build", "--no-pdf", var=var)
    assert built.returncode == 0, built.stderr
    return var


def change(path: Path, rows: tuple[dict[str, str], ...]) -> None:
    """Write other values into the first rows of a delivery."""
    lines = [line.split(",") for line in path.read_bytes().decode("cp932").split("\r\n")]
    for line, values in zip(lines[1:], rows, strict=False):
        for heading, value in values.items():
            line[lines[0].index(heading)] = value
    path.write_bytes("\r\n".join(",".join(line) for line in lines).encode("cp932"))


def test_rows_set_aside_are_counted_by_reason_and_hide_what_is_a_persons(
    faulty_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(faulty_var, monkeypatch, "deliveries")
    assert not app.exception
    (counts,) = [row for row in table_of(app, "納品されたファイル") if row[0] == "loans_202406.csv"]
    assert counts[4] == "4"
    assert sorted(count for _, count in table_of(app, "理由ごとの件数")) == ["1", "1", "2"]
    listed = table_of(app, "隔離した行の一覧")
    hidden = "(個人の値のため表示しません)"
    assert [row[1:4] for row in listed] == [
        ("1", "生年月日", hidden),
        ("2", "館", NO_LIBRARY),
        ("3", "生年月日", hidden),
        ("4", "居住区分", "9"),
    ]
    # What would be accepted is said in words, not in codes of ours.
    assert listed[3][4] == "読めません。使えるもの: 次のどれか: 市内、市外(対応表の相手側の値)"
    words = words_of(app)
    assert BORN_LATER not in words and BORN_LATER.replace("/", "-") not in words
    assert PATRON not in words
    assert re.findall(r"\d{10,}", words) == []


def test_codes_read_after_folding_are_shown_with_their_original(
    faulty_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(faulty_var, monkeypatch, "deliveries")
    assert table_of(app, "読み替えた文字") == [
        ("reservations_202405.csv", "予約", "受取館", "「０１」", "「01」", "2")
    ]
    published = open_published(faulty_var)
    found = published.rows(
        "select file_name, feed, column_name, original, folded, rows from rpt_ingest__foldings"
    )
    published.close()
    assert found == [("reservations_202405.csv", "reservations", "pickup_library_code", "０１", "01", 2)]


def test_what_a_missing_month_leaves_open_is_said(faulty_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(faulty_var, monkeypatch, "deliveries")
    published = open_published(faulty_var)
    limits = published.rows("select fiscal_year, is_computable, reason_ja from rpt_ingest__limits")
    published.close()
    shown = {(row[0], row[2], row[3]) for row in table_of(app, "集計できないもの")}
    assert shown == {(str(year), "途中まで" if some else "なし", reason) for year, some, reason in limits}
    assert {"貸出", "貸出人数", "延長"} <= {row[1] for row in table_of(app, "集計できないもの")}
