"""探索: the page over the cube shows what the warehouse counted, leads to the parts of a figure, and bears any address."""

import csv
import io
import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from dashboards.cube.dimensions import dimensions
from dashboards.cube.measures import measures
from dashboards.cube.query import WITHHELD_JA, ask
from dashboards.cube.request import Request
from reports.frame_files import frame_file
from tests.conftest import run_nenpo
from tests.pages.opening import html_of, opened, words_of
from tests.pages.test_app import fresh_caches
from tests.pipeline.parts_table import figures_of, lines_of, texts_of
from warehouse.open import Published

__all__ = ["fresh_caches"]
pytestmark = pytest.mark.slow

CODE = "28204"
YEAR = 2024
HOSTILE = ("'; drop table fct_cube; --", "x" * 10_000, "../../etc/passwd", "<script>alert(1)</script>", "")
PARAMETERS = ("measure", "from", "to", "rows", "columns", "way", "picture", "counting", "where_library")
_HREF = re.compile(r'href="explore\?([^"]*)"')


@pytest.fixture(scope="module")
def cells(small_var: Path) -> list[dict[str, str]]:
    """What the command line says of the year."""
    told = run_nenpo(
        "cells", "--municipality", CODE, "--basis", "computed", "--fiscal-year", str(YEAR), var=small_var
    )
    assert told.returncode == 0, told.stderr
    return list(csv.DictReader(io.StringIO(told.stdout)))


def followed(var: Path, monkeypatch: pytest.MonkeyPatch, cell: str) -> AppTest:
    """The page that the link of a cell leads to, in a session of its own."""
    (query,) = _HREF.findall(cell)
    return opened(var, monkeypatch, "explore", **dict(parse_qsl(unescape(query))))


@pytest.mark.parametrize(
    ("table_id", "measure_id", "measure", "filters"),
    [
        ("t04_1_individual_loans", "loans", "loans", {"where_borrower": "person"}),
        (
            "t04_1_individual_loans", "loans_books_children", "loans",
            {"where_borrower": "person", "where_audience": "children", "where_material_group": "book"},
        ),
        ("t04_1_individual_loans", "persons_borrowing", "checkouts", {"where_borrower": "person"}),
        ("t04_1_individual_loans", "open_days", "open_days", {}),
        ("t01_6_visitors", "visitors", "visits", {}),
    ],
)  # fmt: skip
def test_the_figures_are_those_of_the_cells(
    small_var: Path,
    monkeypatch: pytest.MonkeyPatch,
    cells: list[dict[str, str]],
    small: Published,
    table_id: str,
    measure_id: str,
    measure: str,
    filters: dict[str, str],
) -> None:
    names = dict(
        small.rows(
            "select yearbook_path, name_ja from dim_library where municipality_code = ? and valid_to is null"
            " or year(valid_to) > ?",
            [CODE, YEAR],
        )
    )
    told = {
        names[path]: int(cell["value"])
        for cell in cells
        for path in (cell["row_path"], cell["column_path"])
        if (cell["table_id"], cell["measure"]) == (table_id, measure_id) and path in names
    }
    assert len(told) > 5
    app = opened(
        small_var, monkeypatch, "explore", measure=measure, rows="library", columns="none", **filters
    )
    assert not app.exception and not app.error
    shown = figures_of(app)
    assert {name: shown.get(name, 0) for name in told} == told
    assert shown["合計"] == sum(value for name, value in shown.items() if name != "合計")


def test_a_figure_leads_down_to_its_parts_and_back(small_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start = opened(small_var, monkeypatch, "explore", measure="loans", rows="ndc1", columns="none")
    literature = next(line for line in lines_of(start) if "9　文学" in line[0])
    divisions = followed(small_var, monkeypatch, literature[1])
    assert figures_of(divisions)["合計"] == figures_of(start)["9　文学"]
    assert figures_of(divisions)["91　日本文学"] > 100
    japanese = next(line for line in lines_of(divisions) if "91　日本文学" in line[0])
    sections = followed(small_var, monkeypatch, japanese[1])
    assert figures_of(sections)["合計"] == figures_of(divisions)["91　日本文学"]
    assert any(head.startswith("913") for head in figures_of(sections))
    # Nothing is finer than three digits: no link, and a sentence.
    assert _HREF.findall("".join("".join(line) for line in lines_of(sections))) == []
    said = " ".join(caption.value for caption in sections.caption).replace("\\", "")
    assert "「分類（目）」より細かい区分はありません" in said
    (nav,) = [e.proto.body for e in sections.get("html") if 'aria-label="絞り込みの道筋"' in e.proto.body]
    back = [followed(small_var, monkeypatch, f'href="explore?{query}"') for query in _HREF.findall(nav)]
    assert [figures_of(app) for app in back] == [figures_of(start), figures_of(divisions)]


def test_a_cell_leads_down_both_of_its_ways(small_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start = opened(small_var, monkeypatch, "explore", measure="held", rows="ndc1", columns="material_group")
    line = next(line for line in lines_of(start) if "9　文学" in line[0])
    parts = followed(small_var, monkeypatch, line[1])
    assert texts_of(parts)[0][:2] == ["分類（綱）", "図書"]
    value = next(line for line in texts_of(start) if line[0] == "9　文学")[1]
    assert texts_of(parts)[-1][-1] == value


def test_a_link_shows_the_same_figures_in_a_new_session(
    small_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(
        small_var,
        monkeypatch,
        "explore",
        measure="reservations",
        rows="place",
        columns="audience",
        where_month="5",
    )
    app.selectbox(key="choice_rows").select("library").run()
    app.selectbox(key="choice_where_audience").select("children").run()
    assert not app.exception
    copied = {key: value[0] if isinstance(value, list) else value for key, value in app.query_params.items()}
    assert copied["rows"] == "library" and copied["where_audience"] == "children"
    again = opened(small_var, monkeypatch, "explore", **copied)
    assert texts_of(again) == texts_of(app) and len(texts_of(app)) > 5
    assert not again.info


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_a_hostile_address_falls_back_with_one_sentence(
    small_var: Path, monkeypatch: pytest.MonkeyPatch, parameter: str
) -> None:
    usual = texts_of(opened(small_var, monkeypatch, "explore"))
    for word in HOSTILE:
        app = opened(small_var, monkeypatch, "explore", **{parameter: word})
        assert not app.exception and not app.error, (parameter, word)
        assert texts_of(app) == usual
        assert len(app.info) == 1 and "見つからないため" in app.info[0].value
        if len(word) > 1:
            assert word not in words_of(app) and word not in html_of(app)


def test_a_way_that_leads_nowhere_falls_back(small_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for way in ("ndc1.9;ndc2.zz", "ndc1.9;ndc1.8", "weekday.1", "ndc1", ";", "nothing.1", "ndc1.9,,"):
        app = opened(small_var, monkeypatch, "explore", measure="loans", rows="library", way=way)
        assert not app.exception and not app.error, way
        assert [("絞り込みの道筋" in box.value) for box in app.info] == [True], way
        assert "way" not in app.query_params


def test_a_small_figure_of_persons_is_not_divided_by_age(
    small_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(
        small_var, monkeypatch, "explore", measure="loans", rows="ndc2", columns="age_registered_persons",
        way="ndc1.9", where_library="07", where_month="4",
    )  # fmt: skip
    lines = texts_of(app)[1:-1]
    small = [line for line in lines if int(line[-1].replace(",", "")) < 10]
    assert small and all(set(line[1:-1]) == {"＊"} for line in small)
    assert WITHHELD_JA in " ".join(caption.value for caption in app.caption)
    assert "10未満のため分けて示しません" in html_of(app)


def test_the_page_says_sample_and_where_its_figures_come_from(
    small_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(small_var, monkeypatch, "explore", measure="loans")
    assert ["見本データ" in box.value for box in app.warning] == [True]
    assert "ビルド" in html_of(app) and "貸し出した資料の数" in words_of(app)


def test_a_city_without_deliveries_says_so(
    small_var: Path, published_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(published_var, monkeypatch, "explore")
    assert not app.exception and not app.info
    assert "納品データはまだないため、数値は印刷された年報のものだけです" in words_of(app).replace("\\", "")
    other = opened(small_var, monkeypatch, "explore", municipality="minato")
    assert not other.exception
    assert "納品データはまだありません" in words_of(other).replace("\\", "")


def test_every_measure_is_shown_without_error(small_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NENPO_VAR", str(small_var))
    found = measures(CODE)
    assert len(found) > 40
    for measure in found:
        app = opened(small_var, monkeypatch, "explore", measure=measure.key)
        assert not app.exception and not app.error and not app.info, measure.key


@pytest.mark.parametrize("picture", ["trend", "heat", "bars"])
def test_every_picture_has_its_numbers_in_the_table(
    small_var: Path, monkeypatch: pytest.MonkeyPatch, picture: str
) -> None:
    app = opened(small_var, monkeypatch, "explore", measure="visits", picture=picture)
    assert not app.exception and not app.info
    assert len(app.get("plotly_chart")) == 1
    assert len(texts_of(app)) > 5


def test_the_files_hold_the_table(small_var: Path, monkeypatch: pytest.MonkeyPatch, small: Published) -> None:
    monkeypatch.setenv("NENPO_VAR", str(small_var))
    known = dimensions()
    loans = next(m for m in measures(CODE) if m.key == "loans")
    frame = ask(Request(CODE, loans, (YEAR,), known["library"], known["month"])).wide()
    built_at = small.build.built_at
    written = frame_file(frame, frame.columns, "csv", "貸出", built_at).content.decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(written))
    assert head == frame.columns
    assert rows[-1][-1] == str(frame["合計"][-1])
    book = frame_file(frame, frame.columns, "xlsx", "貸出", built_at).content
    sheet = load_workbook(io.BytesIO(book)).worksheets[0]
    assert [cell.value for cell in sheet[sheet.max_row]] == ["合計", *map(int, frame.row(-1)[1:])]
