"""A fifth municipality is data: one folder and its printed figures, in a seeds tree of the tests' own."""

import csv
import io
import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.conftest import run_nenpo
from tests.pages.opening import html_of, opened
from tests.pipeline.conftest import Grown
from tests.pipeline.fifth_city import CODE, SLUG

pytestmark = pytest.mark.slow


def test_its_cells_are_there_under_its_name(grown: Grown) -> None:
    listed = run_nenpo("cells", "--municipality", "見本市", var=grown.var)
    rows = list(csv.DictReader(io.StringIO(listed.stdout)))
    assert {row["table_no"] for row in rows} == {"1-(3)", "4-(1)"}
    assert [r["value"] for r in rows if (r["row_path"], r["column_path"]) == ("合計", "貸出冊数/合計")] == [
        "78020"
    ]
    assert len(rows) == 3 + 29


def test_its_identities_are_checked(grown: Grown) -> None:
    checked = run_nenpo("check", var=grown.var)
    assert checked.returncode == 0, checked.stdout


def test_its_plan_is_graded_by_its_own_thresholds(grown: Grown) -> None:
    printed = run_nenpo("plan", "--municipality", SLUG, "--format", "jsonl", var=grown.var)
    assert printed.returncode == 0, printed.stderr
    (line,) = map(json.loads, printed.stdout.splitlines())
    # 78,020 of the yearbook's table by 80,000 is 0.97525.
    assert line["indicators"][0]["values"]["2024"] == {"target": 80000, "actual": 78020, "rate": 0.97525}
    assert (line["grade_recorded"], line["grade_proposed"], line["grade_differs"]) == ("甲", "乙", True)
    assert "97.5%" in line["proposal_ja"]


def test_its_yearbook_is_printed(grown: Grown, tmp_path: Path) -> None:
    out = tmp_path / "yearbook.pdf"
    printed = run_nenpo(
        "export",
        "yearbook",
        "--municipality",
        SLUG,
        "--fiscal-year",
        "2024",
        "--out",
        str(out),
        var=grown.var,
    )
    assert printed.returncode == 0, printed.stderr
    text = "".join(page.extract_text() for page in PdfReader(out).pages)
    for expected in ("見本市立図書館", "丘の上", "78,020", "43,100"):
        assert expected in text
    assert "西宮" not in text


def test_its_pages_show_it(grown: Grown, monkeypatch: pytest.MonkeyPatch) -> None:
    landing = opened(grown.var, monkeypatch, municipality=CODE)
    table = opened(grown.var, monkeypatch, "table", municipality=CODE, table="4-(1)", fiscal_year="2024")
    for app in (landing, table):
        assert not app.exception
        assert "78,020" in html_of(app)
    assert "見本市立図書館" in html_of(landing)
    assert "丘の上" in html_of(table)
