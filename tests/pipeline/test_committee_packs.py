"""The committee's packs of the four cities, from the build that the pipeline published."""

import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from reports.committee.export import export_pack, pack_path
from reports.committee.scope import fiscal_years
from tests.conftest import run_nenpo
from warehouse.errors import UserError
from warehouse.format import number
from warehouse.open import Published
from warehouse.places import Places

# The newest year of which the sources have something.
NEWEST = {"13103": 2025, "28204": 2024, "40220": 2019, "43100": 2024}
SPACE = re.compile(r"\s+")
Text = Callable[[str], list[str]]


def pages_of(path: Path) -> list[str]:
    return [SPACE.sub("", page.extract_text()) for page in PdfReader(path).pages]


@pytest.fixture(scope="module")
def text_of(published_var: Path) -> Text:
    """Pages of the pack that the build wrote for a city."""
    found: dict[str, list[str]] = {}

    def read(code: str) -> list[str]:
        if code not in found:
            found[code] = pages_of(pack_path(Places(published_var).exports, code, NEWEST[code]))
        return found[code]

    return read


@pytest.mark.parametrize("code", NEWEST)
def test_the_build_writes_each_pack_tagged_in_japanese_with_its_font(code: str, published_var: Path) -> None:
    path = pack_path(Places(published_var).exports, code, NEWEST[code])
    manifest = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    reader = PdfReader(path)
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"].startswith("ja")
    assert "委員会資料" in str(reader.metadata and reader.metadata.title)
    assert manifest["pages"] == len(reader.pages)
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            assert "IPAexGothic" in font.get_object()["/BaseFont"]
            assert "/FontFile2" in font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]


@pytest.mark.parametrize("code", NEWEST)
def test_the_summary_takes_two_pages(code: str, text_of: Text) -> None:
    pages = text_of(code)
    assert "もとにした資料：" in pages[0]
    assert "確認を要する点" in pages[1]
    assert "目次" in pages[2]


@pytest.mark.parametrize("code", ["28204", "40220", "43100"])
def test_every_figure_of_the_newest_documents_is_in_the_pack(
    code: str, published: Published, text_of: Text
) -> None:
    text = "".join(text_of(code))
    cells = published.rows(
        "select c.value, c.value_text, c.unit, m.decimals from rpt_yearbook__shown as c"
        " inner join dim_measure as m on c.measure = m.measure_id where municipality_code = ?",
        [code],
    )
    forms = {
        said if said is not None else number(value, decimals) + ("%" if unit == "%" else "")
        for value, said, unit, decimals in cells
    }
    assert len(forms) > 20
    assert {form for form in forms if SPACE.sub("", form) not in text} == set()


def test_the_plan_stands_with_grades_proposals_and_rates(published: Published, text_of: Text) -> None:
    pages = text_of("13103")
    text = "".join(pages)
    # Worked by hand: 1,368,052 / 1,360,000 = 100.59 %, 68 / 72 = 94.44 %, 46,843 / 35,000 = 133.83 %, each cut off.
    for row in ("1,360,0001,368,052100.5%", "726894.4%", "35,00046,843133.8%"):
        assert row in pages[0]
    assert "計2100" in pages[0]
    assert "4-(1)-②は、記録された区分が「a」、提案が「b」" in pages[1]
    projects = published.rows(
        "select project_no, name_ja from dim_plan_project where municipality_code = '13103'"
    )
    assert len(projects) == 43
    assert [no for no, name in projects if SPACE.sub("", f"{no}{name}") not in text] == []
    values = published.rows(
        "select target, actual, decimals from fct_plan_values where municipality_code = '13103' and actual is not null"
    )
    assert values
    for target, actual, decimals in values:
        assert number(Decimal(str(target)), decimals) in text
        assert number(Decimal(str(actual)), decimals) in text


def test_headlines_and_indicators_are_those_of_the_marts(published: Published, text_of: Text) -> None:
    pages = text_of("28204")
    assert "個人貸出数（冊・点）R63,009,6063,092,493△82,887△2.7%1-(5)" in pages[0]
    assert "西宮市立図書館重点目標" in pages[0]
    text = "".join(pages)
    shown = published.rows(
        "select d.name_ja, d.unit_ja, d.decimals, f.shown from fct_indicators as f"
        " inner join dim_indicator as d using (indicator_id, valid_from)"
        " where municipality_code = '28204' and fiscal_year = 2024 and place_kind = 'all' and f.status = 'final'"
    )
    assert len(shown) > 20
    for name, unit, decimals, value in shown:
        row = (
            re.escape(SPACE.sub("", f"{name}（{unit}）"))
            + r"[-－△\d.,]*"
            + re.escape(number(value, decimals))
        )
        assert re.search(row, text), name


def test_what_a_city_lacks_is_left_out(text_of: Text) -> None:
    assert "主な数値" not in "".join(text_of("13103"))
    assert "184,000（概数）" in text_of("40220")[0]
    kumamoto = "".join(text_of("43100"))
    assert "19館と2分館" in kumamoto
    assert "実施18、ほか2" in kumamoto


def test_an_older_year_shows_the_document_of_then(published: Published, tmp_path: Path) -> None:
    result = export_pack(published, "43100", 2014, tmp_path / "pack.pdf")
    pages = pages_of(result.path)
    assert "公民館の延べ利用者数（人）H26868,308" in pages[0]
    assert "2,750,250" not in "".join(pages)
    assert "相互利用の相手" not in "".join(pages)


def test_the_same_build_gives_the_same_file(
    published: Published, published_var: Path, tmp_path: Path
) -> None:
    first = pack_path(Places(published_var).exports, "13103", 2025)
    again = export_pack(published, "13103", 2025, tmp_path / "pack.pdf")
    assert again.path.read_bytes() == first.read_bytes()


def test_a_year_without_anything_lists_those_with_something(published: Published, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"1999年度の委員会資料.*2019年度から選んでください。"):
        export_pack(published, "40220", 1999, tmp_path / "none.pdf")
    assert list(tmp_path.iterdir()) == []
    assert {code: fiscal_years(published, code)[-1] for code in NEWEST} == NEWEST


def test_the_command_puts_the_pack_among_the_exports(published_var: Path, tmp_path: Path) -> None:
    (tmp_path / "builds").symlink_to(published_var / "builds")
    command = ("export", "committee", "--municipality", "minato", "--format", "pdf", "--fiscal-year")
    done = run_nenpo(*command, "2025", var=tmp_path)
    out = pack_path(Places(tmp_path).exports, "13103", 2025)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{out} を書き出しました(")
    refused = run_nenpo(*command, "1999", var=tmp_path)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert re.fullmatch(
        r"エラー: 港区には、1999年度の委員会資料を.*2025年度から選んでください。\n", refused.stderr
    )
