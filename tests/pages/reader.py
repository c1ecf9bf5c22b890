"""A reader in front of a real browser: opens pages, waits for them to be whole, sees what is there."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import Page, Request

WHOLE = ".nenpo-foot"
TIMEOUT_MS = 30_000
# The script has ended, what the browser loads later (charts, tables) has come, and the words are those of the look before.
SETTLED = """look => {
    const whole = document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"]')
        && !document.querySelector('[data-testid="stSkeleton"], [data-stale="true"]')
        && [...document.querySelectorAll('[data-testid="stPlotlyChart"]')]
            .every(chart => chart.querySelector('.main-svg'));
    const before = window.nenpoLook;
    window.nenpoLook = whole ? look + document.body.innerText : '';
    return whole && window.nenpoLook === before;
}"""
LOOK_EVERY_MS = 50
# What a page that shows sample figures says of them.
SAMPLE = "見本データ"
# Words of Streamlit and Plotly that a Japanese reader must not meet.
FOREIGN_WORDS = (
    "Deploy",
    "Rerun",
    "Stop",
    "Running",
    "Press Enter",
    "Choose",
    "Error",
    "Traceback",
    "Page not found",
)

# What of Streamlit and Plotly brings a download of its own.
BUILT_IN = (
    "stDataFrame",
    "stVegaLiteChart",
    "stDeckGlJsonChart",
    "stGraphVizChart",
    "stElementToolbar",
    "stMainMenu",
)


class Reader:
    """One tab; remembers every request that left this machine."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.looks = 0
        self.foreign_requests: list[str] = []
        page.on("request", self._note)

    def open(self, path: str, **parameters: Any) -> None:
        """Open an address and wait for the foot, which every page draws last."""
        query = f"?{urlencode(parameters)}" if parameters else ""
        self.page.goto(f"{self.address}/{path}{query}")
        self.wait_until_whole()

    def wait_until_whole(self) -> None:
        self.page.wait_for_selector(WHOLE, timeout=TIMEOUT_MS)
        self._wait_until_settled()

    def follow(self, title_ja: str) -> None:
        """Go to a page by the menu, as a reader does, and wait until nothing of the page before is there."""
        if not self.page.evaluate("document.querySelector('.nenpo-fold').open"):
            self.page.locator(".nenpo-fold summary").click()
        menu = self.page.locator(".st-key-nenpo_band")
        menu.get_by_role("link", name=title_ja, exact=True).click()
        self.page.wait_for_function(f"document.title.startsWith('{title_ja}｜')", timeout=TIMEOUT_MS)
        self.page.wait_for_selector("h1", timeout=TIMEOUT_MS)
        self._wait_until_settled()

    def _wait_until_settled(self) -> None:
        self.looks += 1
        self.page.wait_for_function(SETTLED, arg=self.looks, polling=LOOK_EVERY_MS, timeout=TIMEOUT_MS)

    def text(self) -> str:
        return self.page.inner_text('[data-testid="stApp"]')

    def faults(self) -> list[str]:
        """What a page must not show: traces, error boxes, the fallback sentence (but a sample is named), foreign words, a foreign language."""
        found = ["shows stException"] if self._has("stException") else []
        found += [f"says {words!r}" for words in self._alerts() if SAMPLE not in words]
        if (language := self.page.evaluate("document.documentElement.lang")) != "ja":
            found.append(f"is in language {language!r}")
        words = self.text()
        return found + [f"says {word!r}" for word in FOREIGN_WORDS if word in words]

    def ways_round_exports(self) -> list[str]:
        """Built-in downloads in sight, also of a chart under the pointer."""
        for chart in self.page.get_by_test_id("stPlotlyChart").all()[:2]:
            chart.hover()
        names = (*(f'[data-testid="{test_id}"]' for test_id in BUILT_IN), ".modebar")
        return [name for name in names if any(e.is_visible() for e in self.page.locator(name).all())]

    def _alerts(self) -> list[str]:
        told = '[data-testid="stAlert"]:not(:has([data-testid="stAlertContentSuccess"]))'
        return self.page.locator(told).all_inner_texts()

    def alert(self) -> str:
        return self.page.inner_text('[data-testid="stAlert"]')

    def parameters(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(urlsplit(self.page.url).query).items()}

    def choose(self, label: str, option: str) -> None:
        """Pick an option of a select box as a reader does, and wait for address and page to follow."""
        before = self.page.url
        box = self.page.get_by_role("combobox", name=label, exact=True)
        # A list that opens at the edge of the window closes as the page scrolls to it.
        box.evaluate("box => box.scrollIntoView({block: 'center'})")
        box.click()
        self.page.get_by_role("option", name=option, exact=True).click()
        self.page.wait_for_url(lambda url: url != before)
        self.wait_until_whole()

    def take(self, title: str | None, button: str, folder: Path) -> Path:
        """Open the downloads of the page, choose what to take if it has a title, and save the file."""
        box = self.page.get_by_test_id("stExpander").filter(has_text="ダウンロード")
        if box.locator("details").get_attribute("open") is None:
            box.locator("summary").click()
            # A list opened while the box still unfolds would close again.
            self.page.wait_for_timeout(500)
        if title is not None:
            box.get_by_role("combobox", name="表・図", exact=True).click()
            option = self.page.get_by_role("option", name=title, exact=False)
            place = int(option.inner_text().split("　")[0])
            option.click()
            # Until the server has drawn the buttons of this choice, those of the one before stand there.
            box.locator(f'.st-key-nenpo_take [class*="_{place:02d}-"]').first.wait_for(timeout=TIMEOUT_MS)
            self.wait_until_whole()
        with self.page.expect_download() as started:
            box.get_by_role("button", name=button, exact=True).click()
        path = folder / started.value.suggested_filename
        started.value.save_as(path)
        return path

    def screenshot(self, path: Path) -> None:
        """The whole page; the window is made as high as the page, which scrolls inside Streamlit's frame."""
        height = self.page.evaluate(
            "document.querySelector('[data-testid=stMainBlockContainer]').scrollHeight"
        )
        width = self.page.evaluate("window.innerWidth")
        self.page.set_viewport_size({"width": width, "height": height})
        # Plotly redraws when the window changes.
        self.page.wait_for_timeout(800)
        self.page.screenshot(path=path)

    def _has(self, test_id: str) -> bool:
        return self.page.locator(f'[data-testid="{test_id}"]').count() > 0

    def _note(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.foreign_requests.append(request.url)
