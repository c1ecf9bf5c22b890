"""What readers set in their system or browser: colours of their own, less motion, dark surroundings; and a grey print."""

from itertools import pairwise

import pytest
from playwright.sync_api import Browser, expect

from dashboards.theme import MUTED, SERIES, contrast
from tests.pages.reader import Reader

pytestmark = pytest.mark.slow

STYLE = "(element, name) => getComputedStyle(element)[name]"
MOVING = """() => [...document.querySelectorAll('*')].filter(element => {
    const style = getComputedStyle(element);
    const longest = value => Math.max(...value.split(',').map(parseFloat));
    return longest(style.transitionDuration) > 0.001
        || (style.animationName !== 'none' && longest(style.animationDuration) > 0.001);
}).map(element => element.outerHTML.slice(0, 80))"""


def reader_with(browser: Browser, address: str, **wishes: str) -> Reader:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, **wishes)  # type: ignore[arg-type]
    return Reader(context.new_page(), address)


def test_where_the_readers_colours_rule_choice_and_pictures_are_seen(browser: Browser, address: str) -> None:
    reader = reader_with(browser, address, forced_colors="active", color_scheme="dark")
    reader.open("", municipality="nishinomiya")
    assert reader.page.evaluate("matchMedia('(forced-colors: active)').matches")
    picture = reader.page.locator(".nenpo-card img").first
    assert picture.evaluate(STYLE, "backgroundColor") == "rgb(255, 255, 255)"
    here = reader.page.locator('.st-key-nenpo_band a[aria-current="page"]').first
    assert "underline" in here.evaluate(STYLE, "textDecorationLine")
    reader.open("indicators", municipality="nishinomiya")
    chosen, other = (
        reader.page.get_by_test_id("stRadioOption").filter(has_text=word).first for word in ("全館", "類")
    )
    knob = "option => getComputedStyle(option.querySelector('div > div')).backgroundColor"
    assert chosen.evaluate(knob) != other.evaluate(knob)
    # A figure that is not final says so by a line where its shade is gone.
    reader.open("table", municipality="nishinomiya", table="1-(1)")
    assert reader.page.locator("td.special").first.evaluate(STYLE, "borderTopStyle") == "dashed"
    reader.page.context.close()


def test_nothing_moves_for_those_who_ask_for_it(browser: Browser, address: str) -> None:
    reader = reader_with(browser, address, reduced_motion="reduce")
    reader.open("table", municipality="nishinomiya", table="4-(1)")
    assert reader.page.evaluate(MOVING) == []
    reader.page.context.close()


def test_dark_surroundings_leave_ink_on_paper(browser: Browser, address: str) -> None:
    reader = reader_with(browser, address, color_scheme="dark")
    reader.open("table", municipality="nishinomiya", table="4-(1)")
    app = reader.page.get_by_test_id("stApp")
    expect(app).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(reader.page.locator(".nenpo-table td").first).to_have_css("color", "rgb(34, 39, 46)")
    reader.page.context.close()


def test_this_year_and_the_year_before_are_apart_on_a_grey_print() -> None:
    assert contrast(SERIES[0], MUTED) > 3
    for one, next_one in pairwise(SERIES):
        assert contrast(one, next_one) > 1.5, (one, next_one)
