"""The menu by mouse, by keyboard and on a telephone; and Streamlit's own words, which are Japanese in any browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dashboards.registry import page_entries
from tests.pages.reader import Reader
from tests.pages.serving import served

pytestmark = pytest.mark.slow

MENU = ".st-key-nenpo_band"
# Words of three Latin letters and more in texts and names of elements that Streamlit makes; not in icons, which
# no screen reader reads, and not in our own HTML.
LATIN_WORDS = """() => {
    const found = new Set();
    const walker = document.createTreeWalker(document.querySelector('[data-testid="stApp"]'),
        NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode()) {
        const node = walker.currentNode;
        const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
        if (element.closest('.stHtml, [aria-hidden=true], [data-testid=stFileUploaderDropzoneInstructions]')) continue;
        const texts = node.nodeType === Node.TEXT_NODE ? [node.data]
            : ['aria-label', 'title', 'placeholder'].map(name => node.getAttribute(name) ?? '');
        texts.filter(text => /[A-Za-z]{3,}/.test(text)).forEach(text => found.add(text));
    }
    return [...found];
}"""
OUTLINED = """() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
}"""


def menu_links(reader: Reader) -> list[str]:
    return [link.inner_text() for link in reader.page.locator(f"{MENU} a").all() if link.is_visible()]


def pages_of(section: str) -> list[str]:
    return [entry.title_ja for entry in page_entries() if entry.section_ja == section]


def test_the_menu_shows_sections_and_the_pages_of_one(reader: Reader) -> None:
    reader.open("plan", municipality="nishinomiya")
    sections = list(dict.fromkeys(entry.section_ja for entry in page_entries() if entry.section_ja))
    beside = pages_of("")
    assert menu_links(reader) == [*beside, *sections, *pages_of("評価")]
    reader.page.locator(".nenpo-fold summary").click()
    assert menu_links(reader) == beside + [title for section in sections for title in pages_of(section)]
    expect(reader.page.locator(f'{MENU} a[aria-current="page"]:visible')).to_have_text("計画")
    assert reader.page.title() == "計画｜図書館年報"
    expect(reader.page.get_by_role("navigation", name="画面の一覧")).to_be_visible()


def test_a_page_of_the_menu_closes_the_fold_and_keeps_the_city(reader: Reader) -> None:
    reader.open("history", municipality="minato")
    reader.follow("検索")
    assert reader.page.title() == "検索｜図書館年報"
    assert reader.parameters()["municipality"] == "minato"
    assert not reader.page.evaluate("document.querySelector('.nenpo-fold').open")
    # The landing page, also for a reader who opens it in a new tab.
    landing = reader.page.locator(f"{MENU} a").first
    assert landing.evaluate("link => link.pathname") == "/"


def test_the_keyboard_goes_through_the_menu_in_its_order(reader: Reader) -> None:
    reader.open("history", municipality="nishinomiya")
    reader.page.get_by_role("link", name="本文へ").focus()
    expected = [*menu_links(reader)]
    fold = len(pages_of("")) + len({entry.section_ja for entry in page_entries() if entry.section_ja})
    expected.insert(fold, "すべての画面")
    seen = []
    # What Streamlit puts between the skip link and the menu is passed over.
    while len(seen) < len(expected):
        reader.page.keyboard.press("Tab")
        words = reader.page.evaluate(
            "document.activeElement.closest('.st-key-nenpo_band a, summary')?.innerText"
        )
        if words is not None:
            seen.append(words)
            assert reader.page.evaluate(OUTLINED), words
    assert seen == expected
    reader.page.locator(".nenpo-fold summary").focus()
    reader.page.keyboard.press("Enter")
    assert len(menu_links(reader)) == len(page_entries())


def test_on_a_telephone_the_menu_is_one_line_until_it_is_opened(
    new_reader: Callable[..., Reader], address: str
) -> None:
    reader = new_reader(address, 400)
    reader.open("plan", municipality="nishinomiya")
    assert menu_links(reader) == []
    assert "評価 › 計画" in reader.page.inner_text(MENU)
    assert reader.page.locator(MENU).bounding_box()["height"] < 60  # type: ignore[index]
    reader.page.locator(".nenpo-fold summary").click()
    assert len(menu_links(reader)) == len(page_entries())
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 400
    heights = reader.page.evaluate(
        f"[...document.querySelectorAll('{MENU} a, {MENU} summary')].map(e => e.getBoundingClientRect())"
        ".filter(box => box.width).map(box => box.height)"
    )
    assert min(heights) >= 24


def test_streamlits_own_words_are_japanese_in_an_english_browser(
    new_reader: Callable[..., Reader], address: str
) -> None:
    reader = new_reader(address, locale="en-US")
    reader.open("decision", municipality="nishinomiya")
    words = set(reader.page.evaluate(LATIN_WORDS))
    reader.page.locator('[data-testid="stDateInput"] button').first.click()
    expect(reader.page.get_by_role("button", name="次の月").first).to_be_visible()
    words |= set(reader.page.evaluate(LATIN_WORDS))
    ours = {entry.title_ja for entry in page_entries()}
    assert {word for word in words if "JSON" not in word} <= ours
    reader.open("rules", municipality="nishinomiya")
    assert set(reader.page.evaluate(LATIN_WORDS)) <= ours
    reader.open("draft", municipality="nishinomiya")
    expect(reader.page.locator('[data-testid="stFileUploaderDropzone"] button')).to_contain_text(
        "ファイルを選ぶ"
    )
    # What a page says itself is left as it is.
    assert "rule_id" in reader.text()


def test_a_drawing_fits_on_paper(reader: Reader) -> None:
    reader.open("table", municipality="nishinomiya")
    reader.page.emulate_media(media="print")
    reader.page.set_viewport_size({"width": 700, "height": 900})
    reader.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    drawing = reader.page.locator(".js-plotly-plot .main-svg").first
    width, height = drawing.evaluate(
        "svg => [svg.getBoundingClientRect().width, svg.getBoundingClientRect().height]"
    )
    assert width <= 700
    assert height > 100
    assert reader.page.evaluate("document.querySelector('.st-key-nenpo_band').offsetHeight") == 0
    reader.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert drawing.get_attribute("viewBox") is None


def test_a_server_that_is_gone_is_told_in_japanese(
    published_var: Path, new_reader: Callable[..., Reader]
) -> None:
    with served(published_var) as address:
        reader = new_reader(address)
        reader.open("search", municipality="nishinomiya")
    expect(reader.page.get_by_role("dialog")).to_contain_text("接続できません", timeout=20_000)
    expect(reader.page.get_by_role("dialog")).to_contain_text("サーバーが応答しません")
