"""The monthly report as PDF, by command and as a page: each says what the mart says."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from reports.export import ExportResult
from reports.monthly.export import export_monthly
from tests.conftest import run_nenpo
from tests.pages.opening import opened, table_of, words_of
from tests.pages.test_app import fresh_caches
from tests.pipeline import monthly_city as city
from tests.pipeline.monthly_city import (
    HILL,
    MAIN,
    Cells,
    cells,
    city_build,
    city_var,
    last_year,
    lent,
)
from tests.seeds_tree import CODE, SLUG
from warehouse.errors import UserError
from warehouse.open import Published

__all__ = ["cells", "city_build", "city_var", "fresh_caches"]
pytestmark = pytest.mark.slow

MAY, JUNE = date(2024, 5, 1), date(2024, 6, 1)
ALL = ""


@pytest.fixture(scope="session")
def papers(
    city_build: Published, tmp_path_factory: pytest.TempPathFactory
) -> dict[date, tuple[ExportResult, str]]:
    """The reports of three months, and their text without spaces."""
    out = tmp_path_factory.mktemp("reports")
    results = {
        month: export_monthly(city_build, CODE, month, out / f"{month}.pdf")
        for month in (MAY, JUNE, last_year(MAY))
    }
    return {month: (result, text_of(result.path)) for month, result in results.items()}


def text_of(pdf: Path) -> str:
    pages = PdfReader(BytesIO(pdf.read_bytes())).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def test_the_pdf_says_what_the_mart_says(
    papers: dict[date, tuple[ExportResult, str]], cells: Cells, city_build: Published
) -> None:
    result, text = papers[MAY]
    assert "月報令和6年5月（2024年5月）速報値" in text
    assert city_build.build.build_id in text
    line = cells[MAY, "loans", ALL]
    change = line["value"] - line["last_year_value"]
    rate = (change / line["last_year_value"] * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    assert (
        f"{line['value']:.0f}{line['last_year_value']:.0f}{change:.0f}{rate}%{line['running_value']:.0f}"
        in text
    )
    # 丘 has no visitors, and all together are not whole.
    assert f"{cells[MAY, 'visitors', ALL]['value']:.0f}※" in text
    assert "数値の届いていない館のある項目：入館者数（1館）。" in text
    assert all(f"{feed}_202405.csv" in text for feed in ("loans", "visits", "requests", "log"))
    assert (result.municipality_code, result.fiscal_year, result.edition) == (CODE, 2024, None)
    assert result.figures > 40


def test_the_pdf_of_a_month_under_way_compares_nothing(papers: dict[date, tuple[ExportResult, str]]) -> None:
    _, text = papers[JUNE]
    assert f"{lent(JUNE, MAIN, HILL)}※－－－" in text
    assert "6月12日までの納品による項目：貸出冊数、児童書貸出冊数。" in text
    assert "当月の納品がまだない項目：入館者数、予約件数。" in text
    # In the table of the picture too.
    assert f"{lent(MAY, MAIN, HILL)}{lent(JUNE, MAIN, HILL)}※" in text
    assert text.count("loans_202406") == len(
        [d for d in city.days(JUNE) if d <= city.UNTIL and city.loans_of(d)]
    )


def test_a_sample_is_called_one(papers: dict[date, tuple[ExportResult, str]]) -> None:
    """Also a month that stands beside a sample of last year."""
    for month in (MAY, last_year(MAY)):
        _, text = papers[month]
        assert f"（{month.year}年5月）速報値見本" in text
        assert "見本：自動生成した見本データによる数値を含む。" in text
    assert "見本" not in papers[JUNE][1]


def test_the_command_writes_it_and_refuses_what_was_not_delivered(city_var: Path, tmp_path: Path) -> None:
    asked = ("export", "monthly", "--municipality", SLUG, "--month")
    written = run_nenpo(*asked, "2024-05", "--out", str(tmp_path / "may.pdf"), var=city_var)
    assert written.returncode == 0, written.stderr
    assert "ページ" in written.stdout
    refused = run_nenpo(*asked, "2024-07", "--out", str(tmp_path / "july.pdf"), var=city_var)
    assert refused.returncode != 0
    assert "2024-07の納品データがない" in refused.stderr
    assert "2023-04から2024-06" in refused.stderr
    assert not (tmp_path / "july.pdf").exists()


def test_a_city_without_deliveries_is_refused(published: Published, tmp_path: Path) -> None:
    [(code,)] = published.rows("select min(municipality_code) from dim_municipality")
    with pytest.raises(UserError, match="納品データがないため、月報を作れません"):
        export_monthly(published, code, MAY, tmp_path / "none.pdf")
    assert not list(tmp_path.iterdir())


def test_the_page_shows_the_tables_of_the_paper(
    city_var: Path, papers: dict[date, tuple[ExportResult, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(city_var, monkeypatch, "monthly", municipality=SLUG, month="2024-05")
    assert not app.exception
    _, text = papers[MAY]
    for title in (
        "当月・前年同月・年度累計",
        "館別の当月の数値（1）",
        "貸出冊数（冊）",
        "当月の日を伝える納品",
    ):
        rows = table_of(app, title)
        assert rows, title
        for row in rows:
            assert "".join("".join(row).split()) in text, (title, row)
    assert "2024年5月" in words_of(app)


def test_the_page_opens_with_the_newest_month_and_falls_back(
    city_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(city_var, monkeypatch, "monthly", municipality=SLUG, month="1999-01")
    assert not app.exception
    assert "（2024年6月）" in words_of(app)
    assert "アドレスで指定された月が見つからない" in words_of(app)


def test_the_page_of_a_city_without_deliveries_says_so(
    published_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(published_var, monkeypatch, "monthly")
    assert not app.exception
    assert "納品データがないため、月報はありません" in words_of(app)
