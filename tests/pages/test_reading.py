"""The committees' view: chosen once, then without controls, figures as in the build, fit for paper."""

import re
from pathlib import Path

import pytest

from tests.pages.opening import html_of, opened, words_of
from tests.pages.reader import Reader
from tests.pages.test_app import fresh_caches
from warehouse.open import open_published

__all__ = ["fresh_caches"]
pytestmark = pytest.mark.slow

A4_POINTS = (595, 842)


def test_the_start_form_offers_the_years_that_there_are(
    published_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(published_var, monkeypatch, "reading", municipality="minato")
    assert not app.exception
    assert "nenpo-read" not in "".join(e.proto.body for e in app.get("html") if "<section" in e.proto.body)
    links = re.findall(r'href="reading\?municipality=minato&(?:amp;)?fiscal_year=(\d+)"', html_of(app))
    assert links == ["2025", "2024", "2023"]


def test_a_year_is_shown_without_controls(published_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(published_var, monkeypatch, "reading", municipality="nishinomiya", fiscal_year="2024")
    assert not app.exception and not app.info
    assert [*app.selectbox, *app.radio, *app.text_input, *app.button, *app.checkbox, *app.expander] == []
    assert "nenpo export committee" in words_of(app) or app.get("download_button")


def test_the_figures_are_those_of_the_build_with_their_definitions(
    published_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = open_published(published_var)
    indicators = build.rows(
        "select d.name_ja, d.decimals, f.shown, d.formula_ja, d.definition_ja from fct_indicators as f"
        " join dim_indicator as d using (indicator_id, valid_from)"
        " where f.municipality_code = '28204' and f.fiscal_year = 2024 and f.place_kind = 'all'"
        " and d.valid_from <= date '2025-03-31' and coalesce(d.valid_to, date '9999-12-31') >= date '2025-03-31'"
    )
    [(definition,)] = build.rows("select definition_ja from dim_measure where measure_id = 'loans'")
    build.close()
    html = html_of(
        opened(published_var, monkeypatch, "reading", municipality="nishinomiya", fiscal_year="2024")
    )
    articles = {
        match[1]: match[0]
        for match in re.finditer(r"<article[^>]*><div class=\"said\"><h3>(.*?)</h3>.*?</article>", html)
    }
    loans = articles["個人貸出数"]
    for text in (
        '<p class="value">3,009,606<small>',
        "<span>前年度 3,092,493</span>　<span>増減 △ 82,887（△ 2.7%）</span>",
        f"定義：{definition}",
        "R2 2,668,287、",
        "図書館の概要 1-(5)",
    ):
        assert text in loans
    known = [row for row in indicators if row[2] is not None]
    assert len(known) > 20
    for name, decimals, shown, formula, meaning in known:
        assert f'<p class="value">{shown:,.{decimals}f}<small>' in articles[name].replace("△ ", "-")
        assert f"計算：{formula}。定義：{meaning}" in articles[name]
    # A figure that is not final says so beside it.
    assert "（推計値）" in articles["資料費"]


def test_a_plan_shows_record_proposal_and_reason(
    published_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = open_published(published_var)
    grades = build.rows(
        "select grade_recorded, grade_proposed, reason_ja from rpt_plan__grades"
        " where municipality_code = '13103' and fiscal_year = 2025 and reason_ja is not null"
    )
    build.close()
    assert grades
    html = html_of(opened(published_var, monkeypatch, "reading", municipality="minato", fiscal_year="2025"))
    for recorded, proposed, reason in grades:
        assert re.search(
            rf"記録された区分</th><td[^>]*>{recorded}</td>.*?{re.escape(reason)}.*?"
            rf"提案\(この製品の式による\)</th><td[^>]*>{proposed}</td>",
            html,
        )


@pytest.mark.parametrize("year", ["1999", "2024;drop", "<script>", "none"])
def test_a_year_that_does_not_exist_leads_to_the_start_form(
    published_var: Path, monkeypatch: pytest.MonkeyPatch, year: str
) -> None:
    app = opened(published_var, monkeypatch, "reading", municipality="kumamoto", fiscal_year=year)
    assert not app.exception and not app.error
    assert app.title[0].value == "会議用の画面を開く"
    assert len(app.info) == (year != "none")
    assert "<script>" not in words_of(app)


def test_the_pack_of_the_year_is_offered_and_of_no_other(
    published_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(published_var, monkeypatch, "reading", municipality="minato", fiscal_year="2025")
    assert [b.proto.label for b in app.get("download_button")] == ["委員会資料（2025年度・PDF）"]
    app = opened(published_var, monkeypatch, "reading", municipality="minato", fiscal_year="2024")
    assert app.get("download_button") == []
    assert "--fiscal-year 2024" in app.caption[0].value


def test_it_is_large_on_the_screen_and_whole_on_paper(reader: Reader, tmp_path: Path) -> None:
    reader.open("reading", municipality="nishinomiya", fiscal_year=2024)
    assert reader.faults() == []
    page = reader.page
    assert not page.locator(".st-key-nenpo_band").is_visible()
    size = "parseFloat(getComputedStyle(document.querySelector('{}')).fontSize)"
    assert page.evaluate(size.format(".nenpo-read .change")) >= 20
    assert page.evaluate(size.format(".nenpo-read .value")) >= 48

    page.emulate_media(media="print")
    for hidden in (".st-key-nenpo_band", ".nenpo-back", ".st-key-nenpo_downloads"):
        assert not page.locator(hidden).is_visible()
    assert page.locator(".nenpo-trust").first.is_visible()
    colour = "getComputedStyle(document.querySelector('{}')).{}"
    assert page.evaluate(colour.format(".nenpo-read .definition", "color")) == "rgb(0, 0, 0)"
    breaks = page.evaluate(
        "[...document.querySelectorAll('.nenpo-read')].map(part => getComputedStyle(part).breakBefore)"
    )
    assert breaks == ["auto", *["page"] * (len(breaks) - 1)] and len(breaks) >= 3

    pdf = page.pdf(path=tmp_path / "reading.pdf", prefer_css_page_size=True)
    pages = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", pdf)
    # Streamlit scrolls inside a frame: a print of the frame alone would be one page.
    assert len(pages) >= 8
    assert {(round(float(w)), round(float(h))) for w, h in pages} == {A4_POINTS}


def test_no_page_prints_its_menu(reader: Reader) -> None:
    reader.open("table", municipality="nishinomiya", table="4-(1)")
    assert reader.page.locator(".st-key-nenpo_band").is_visible()
    reader.page.emulate_media(media="print")
    for hidden in (".st-key-nenpo_band", ".st-key-nenpo_controls", ".st-key-nenpo_downloads"):
        assert not reader.page.locator(hidden).is_visible()


def test_the_start_form_leads_to_the_year(reader: Reader) -> None:
    reader.open("reading", municipality="munakata")
    reader.page.get_by_role("link", name="宗像市　令和元年度（2019）").click()
    reader.page.wait_for_selector(".nenpo-read")
    reader.wait_until_whole()
    assert reader.parameters() == {"municipality": "munakata", "fiscal_year": "2019"}
    assert reader.faults() == []
