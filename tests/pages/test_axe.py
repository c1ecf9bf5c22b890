"""No page has a serious fault of accessibility. Of a city with much data it is looked for where each page is opened."""

from collections.abc import Callable

import pytest

from dashboards.registry import page_entries
from tests.pages.axe import exceptions, findings, severe_faults
from tests.pages.reader import Reader

pytestmark = pytest.mark.slow


def test_no_page_of_a_city_with_little_data_has_a_serious_fault(
    new_reader: Callable[..., Reader], address: str
) -> None:
    reader = new_reader(address)
    found = {}
    reader.open("history", municipality="minato")
    for entry in page_entries():
        reader.follow(entry.title_ja)
        found[entry.path] = severe_faults(reader.page)
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
