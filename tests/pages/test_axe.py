"""No page has a serious fault of accessibility, for a city with much and for one with little data."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from dashboards.registry import page_entries
from tests.pages.axe import exceptions, findings, is_excepted
from tests.pages.reader import Reader

pytestmark = pytest.mark.slow

# Colours of text in a drawing, and of what lies under it, are not seen by axe.
PALE_TEXTS = """() => {
    const light = colour => {
        const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map(v => v / 255)
            .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    return [...document.querySelectorAll('[data-testid="stPlotlyChart"] svg text')]
        .filter(text => text.textContent.trim() && text.getBoundingClientRect().width)
        .filter(text => !text.closest('.heatmaplayer, .hm, .bars'))
        .filter(text => 1.05 / (light(getComputedStyle(text).fill) + 0.05) < 4.5)
        .map(text => text.textContent + ' ' + getComputedStyle(text).fill);
}"""
CHARTS_WITHOUT_NUMBERS = """() => document.querySelectorAll('[data-testid="stPlotlyChart"]').length
    && !document.querySelector('table, .nenpo-cards') ? ['a chart and no table'] : []"""
HEADINGS = "() => [...document.querySelectorAll('h1, h2, h3, h4')].map(h => Number(h.tagName[1]))"
TABLES_WITHOUT_CAPTION = """() => [...document.querySelectorAll('table')]
    .filter(table => !table.caption?.textContent.trim()).map(table => 'a table without caption: '
    + table.innerText.slice(0, 40))"""


@pytest.mark.parametrize("municipality", ["nishinomiya", "minato"])
def test_no_page_has_a_serious_fault(
    new_reader: Callable[..., Reader], address: str, municipality: str
) -> None:
    reader = new_reader(address)
    found = {}
    reader.open("history", municipality=municipality)
    for entry in page_entries():
        reader.follow(entry.title_ja)
        severe = [f for f in findings(reader.page) if not is_excepted(f)]
        found[entry.path] = [f"{f['rule']}: {f['target']}: {f['html'][:200]}" for f in severe]
        for look in (PALE_TEXTS, CHARTS_WITHOUT_NUMBERS, TABLES_WITHOUT_CAPTION):
            found[entry.path] += reader.page.evaluate(look)
        levels = reader.page.evaluate(HEADINGS)
        if levels.count(1) != 1 or any(b > a + 1 for a, b in pairwise(levels)):
            found[entry.path].append(f"headings of levels {levels}")
    assert {path: faults for path, faults in found.items() if faults} == {}
    assert reader.foreign_requests == []


def test_a_fault_would_be_found(reader: Reader) -> None:
    reader.open("search")
    reader.page.evaluate(
        """() => document.querySelector('[data-testid=stMainBlockContainer]').insertAdjacentHTML('afterbegin',
            '<button></button><p style="color:#ccc">薄い字</p>')"""
    )
    assert {f["rule"] for f in findings(reader.page)} == {"button-name", "color-contrast"}


def test_each_exception_has_its_reason() -> None:
    for exception in exceptions():
        assert set(exception) == {"rule", "element", "criterion", "reason"}
        assert all(exception.values())
