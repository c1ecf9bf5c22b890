"""A reader goes from page to page and opens tables of every kind in a real browser."""

from pathlib import Path

import pytest

from tests.pages.reader import Reader
from warehouse.open import open_published

pytestmark = pytest.mark.slow


def test_a_table_of_each_kind_of_every_document_opens(reader: Reader, published_var: Path) -> None:
    """Of each layout and picture one; what stands in every table is compared without a browser."""
    published = open_published(published_var)
    tables = published.rows(
        """
        select any_value(slug), edition, several, min_by(table_id, sort_order), min_by(title_ja, sort_order)
        from (
            select *, count(distinct edition) over (partition by municipality_code) > 1 as several
            from rpt_yearbook__tables
        )
        join dim_municipality using (municipality_code)
        group by municipality_code, edition, several, layout, years_layout, chart_kind
        order by all
        """
    )
    assert len(tables) >= 21
    faults = {}
    for slug, edition, several, table_id, title_ja in tables:
        document = {"edition": edition} if several else {}
        reader.open("table", municipality=slug, table=table_id, **document)
        title = reader.page.inner_text("h1")
        faults[slug, table_id] = reader.faults() + ([] if title_ja in title else [f"is titled {title!r}"])
    assert {place: found for place, found in faults.items() if found} == {}
    assert reader.foreign_requests == []


def test_the_individual_loans_show_the_printed_total(reader: Reader) -> None:
    reader.open("table", municipality="nishinomiya", table="4-(1)", fiscal_year=2024)
    assert "3,009,606" in reader.page.inner_text(".nenpo-table tr.total")
    assert "令和6年度（2024）" in reader.page.inner_text("caption >> nth=0")


def test_the_landing_page_shows_the_headline_figures(reader: Reader, tmp_path: Path) -> None:
    reader.open("")
    cards = reader.page.inner_text(".nenpo-cards")
    for figure in (
        "3,009,606",
        "831,025",
        "1,384,660",
        "107,654",
        "1,016,434",
        "943,628",
        "△ 82,887（△ 2.7%）",
    ):
        assert figure in cards
    picture = tmp_path / "landing.png"
    reader.screenshot(picture)
    assert picture.stat().st_size > 50_000


def test_a_card_leads_to_its_table(reader: Reader) -> None:
    reader.open("")
    reader.page.locator(".nenpo-card a", has_text="入館者数").click()
    reader.page.wait_for_url("**/table?**")
    reader.wait_until_whole()
    assert "入館者数" in reader.page.inner_text("h1")
    assert reader.parameters()["table"] == "t01_6_visitors"


def test_the_contents_lead_to_a_table(reader: Reader) -> None:
    reader.open("yearbook")
    reader.page.get_by_role("link", name="予約件数の推移", exact=False).first.click()
    reader.page.wait_for_selector("h1:has-text('予約件数の推移')")
    assert reader.parameters()["table"] == "t04_3_b_reservation_trend"


def test_a_table_is_read_with_its_heads(reader: Reader) -> None:
    """What a screen reader needs: a caption, heads with their scope, spans as printed."""
    reader.open("table", municipality="nishinomiya", table="4-(1)", fiscal_year=2024)
    table = reader.page.locator(".nenpo-table table").first
    assert table.locator("thead th:not([scope])").count() == 0
    assert table.locator("tbody th[scope=row]").count() == 13
    assert table.locator("thead th", has_text="貸出冊数").get_attribute("colspan") == "6"
    assert (
        reader.page.evaluate("getComputedStyle(document.querySelector('.nenpo-table td')).textAlign")
        == "right"
    )
