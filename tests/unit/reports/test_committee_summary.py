"""The two pages of summary: figures, caps, and words as hostile as a source can be."""

import re
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from reports.committee.figures import headline_picture, headline_summary
from reports.committee.grid import Column, Grid, clipped
from reports.committee.headlines import Headline, Point, change
from reports.committee.scope import Scope
from reports.committee.summary import NOTHING_TO_WATCH, summary_pages, watch_grid
from reports.fonts import Font
from reports.typeset import typeset
from reports.verify import read_back
from tests.unit.reports.conftest import BUILT_AT
from warehouse.errors import UserError

HOSTILE = '=cmd|"#let x = 1" \\ $x$ *太字* <タグ> @ref ' + "長" * 400
YEARS = {year: f"令和{year - 2018}年度" for year in range(2019, 2027)}
SCOPE = Scope("00000", 2024, "見本市", "見本市立図書館", (), (), YEARS, {y: f"R{y - 2018}" for y in YEARS})


def headline(name: str, now: str, before: str | None, **more: Any) -> Headline:
    points = {2024: Point(Decimal(now), more.pop("status", "final"))}
    earlier = {2023: before, 2022: more.pop("year_before_last", None)}
    points |= {year: Point(Decimal(value), "final") for year, value in earlier.items() if value is not None}
    facts = {"unit_ja": "冊", "decimals": 0, "printed_change": None, **more}
    return Headline(
        measure_id="m", table_no="1-(1)", name_ja=name, definition_ja="", authority_ja="", fiscal_year=2024,
        points=points, **facts,
    )  # fmt: skip


def pack(first: list[Grid], second: list[Grid], font: Font) -> dict[str, Any]:
    """A pack of a summary and one chapter."""
    return {
        "meta": {
            "title": "見本市立図書館　委員会資料",
            "author": "見本市立図書館",
            "description": "見本",
            "font": "IPAexGothic",
            "stamp": "データ版 見本",
            "build": "sample",
            "built": {"year": 2026, "month": 4, "day": 1},
        },
        "cover": {"system": "見本市立図書館", "name": "委員会資料", "year": "令和6年度", "lines": ["資料"]},
        "summary": [[grid.data() for grid in page] for page in (first, second)],
        "summary_chart": headline_picture(
            [headline(f"項目{n}", "3", "2", year_before_last="1") for n in range(8)], SCOPE, font
        ),
        "contents": {"title": "目次"},
        "chapters": [
            {"kind": "grids", "title": "注", "grids": [watch_grid(["最後の文"]).data()], "charts": []}
        ],
    }


@pytest.mark.parametrize(
    ("now", "before", "decimals", "words"),
    [
        ("3009606", "3092493", 0, ("△ 82,887", "△ 2.7%")),
        ("3", "0", 0, ("3", "－")),
        ("201", "200", 0, ("1", "0.5%")),
        # 1/2000 is 0.05 %, which rounds up.
        ("2001", "2000", 0, ("1", "0.1%")),
        ("0.5", "-0.5", 1, ("1.0", "200.0%")),
    ],
)
def test_a_change_is_a_difference_and_a_rate(
    now: str, before: str, decimals: int, words: tuple[str, str]
) -> None:
    assert change(Decimal(now), Decimal(before), decimals) == words


def test_percentages_differ_by_points() -> None:
    assert headline("率", "22.4", "22.0", unit_ja="%", decimals=1).change() == ("0.4ポイント", "－")


def test_a_printed_difference_stands_where_the_year_before_is_not_printed() -> None:
    assert headline("利用者", "868308", None, printed_change=Decimal(11826)).change() == ("11,826", "－")
    assert headline("利用者", "868308", None).change() == ("－", "－")


def test_a_figure_that_is_not_final_says_so() -> None:
    grid = headline_summary([headline("資料費", "65267428", "70177489", status="estimate")], SCOPE)
    assert grid is not None
    assert grid.rows[0][:4] == ("資料費（冊）", "R6", "65,267,428（推計値）", "70,177,489")


def test_what_the_summary_leaves_out_is_counted() -> None:
    grid = headline_summary([headline(f"項目{n}", "1", "1") for n in range(20)], SCOPE)
    assert grid is not None
    assert len(grid.rows) == 14
    assert grid.notes[0].startswith("ほか6項目")
    _, (watched,) = summary_pages(SCOPE, [], None, [], [], [f"文{n}" for n in range(17)])
    assert len(watched.rows) == 14
    assert watched.notes[0].startswith("ほか3件")


def test_nothing_to_look_at_is_said() -> None:
    _, (watched,) = summary_pages(SCOPE, [], None, [], [], [])
    assert (watched.rows, watched.lead) == ((), NOTHING_TO_WATCH)


def test_a_text_that_is_cut_is_marked() -> None:
    assert clipped("あいうえお", 5) == "あいうえお"
    assert clipped("あいうえおか", 5) == "あいうえ…"


@pytest.mark.parametrize("name", ["貸出", HOSTILE])
def test_the_summary_takes_two_pages_whatever_the_words(name: str, font: Font) -> None:
    found = [headline(f"{n}{name}", "123456789012", "1") for n in range(30)]
    goals = Grid(
        name[:60],
        (Column("基本目標", "prose"), Column("計", "figure")),
        tuple((name[:90], "9") for _ in range(12)),
    )
    first, second = summary_pages(SCOPE, found, goals, [], [], [f"{n}{name}" for n in range(40)])
    pdf = typeset(pack([*first, goals, goals], [*second, goals], font), font, BUILT_AT, "committee.typ")
    pages = [re.sub(r"\s", "", page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]
    assert len(pages) == 4
    for index, word in enumerate(("見本市立図書館", "確認を要する点", "目次", "最後の文")):
        assert word in pages[index]
    pieces = [piece for grid in (*first, goals, goals, *second, goals) for piece in grid.pieces()]
    assert read_back(pdf, pieces, font) == 4


def test_a_figure_that_the_pdf_lacks_is_refused(font: Font) -> None:
    first, second = summary_pages(SCOPE, [headline("貸出", "12", "11")], None, [], [], [])
    pdf = typeset(pack(first, second, font), font, BUILT_AT, "committee.typ")
    other = headline_summary([headline("貸出", "13", "11")], SCOPE)
    assert other is not None
    with pytest.raises(UserError, match="「主な数値」"):
        read_back(pdf, other.pieces(), font)
