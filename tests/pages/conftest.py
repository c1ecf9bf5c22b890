"""A served build and a real browser, shared by the whole run."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.pages.reader import Reader
from tests.pages.serving import served

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def address(published_var: Path) -> Iterator[str]:
    """Where the pages of the repository's own build are served."""
    with served(published_var) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One a module: while Playwright runs, no other test of this process could run an event loop."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def new_reader(browser: Browser) -> Iterator[Callable[..., Reader]]:
    """Makes a reader with a window of its own."""
    contexts = []

    def make(address: str, width: int = 1280, height: int = 900, locale: str = "ja-JP") -> Reader:
        context = browser.new_context(viewport={"width": width, "height": height}, locale=locale)
        contexts.append(context)
        return Reader(context.new_page(), address)

    yield make
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[BrowserContext]:
    """A wide window whose tabs share what the browser has once loaded."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="ja-JP")
    yield context
    context.close()


@pytest.fixture
def reader(window: BrowserContext, address: str) -> Iterator[Reader]:
    """A reader with a tab of its own in a wide window, in front of the repository's own build."""
    page = window.new_page()
    yield Reader(page, address)
    page.close()
