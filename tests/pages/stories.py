"""The table of stories (stories.yaml), and a reader who uses the boxes and buttons of a page as a story says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Locator, expect

from tests.pages.reader import Reader

STORIES = Path(__file__).parent / "stories.yaml"
KINDS = (
    "stSelectbox", "stRadio", "stTextInput", "stTextArea", "stDateInput", "stNumberInput", "stCheckbox", "stMultiSelect",
    "stFileUploader", "stButton", "stFormSubmitButton",
)  # fmt: skip
# On every page the same: the municipality is in a story's address.
SHARED = "自治体"
SECOND, AGAIN, PRESS, UP, FILE = "second", "again", "press", "up", "file"


@dataclass(frozen=True)
class Story:
    """What one audience does on a page; see the head of the table."""

    audience: str
    path: str
    at: dict[str, str]
    uses: Sequence[tuple[str, str]] = ()
    shows: Sequence[dict[str, Any]] = ()


@dataclass(frozen=True)
class Control:
    """A box or a button in sight."""

    kind: str
    label: str
    element: Locator


def stories() -> list[Story]:
    """The table."""
    document = yaml.safe_load(STORIES.read_text(encoding="utf-8"))
    return [Story(**story) for story in document["stories"]]


def controls(reader: Reader) -> list[Control]:
    """Every box and button that a reader of the page sees without unfolding anything."""
    selector = ", ".join(f'[data-testid="{kind}"]' for kind in KINDS)
    found = []
    for element in reader.page.get_by_test_id("stMainBlockContainer").locator(selector).all():
        if element.is_visible():
            kind = str(element.get_attribute("data-testid"))
            label = element.get_by_test_id("stWidgetLabel")
            words = (label if label.count() else element).inner_text()
            found.append(Control(kind, words.strip(), element))
    return [control for control in found if control.label != SHARED]


def unused(found: Sequence[Control], story: Story) -> list[str]:
    """Boxes and buttons that the story says nothing of."""
    known = tuple(label for label, _ in story.uses)
    return [control.label for control in found if not (known and control.label.startswith(known))]


def use(reader: Reader, label: str, how: str) -> None:
    """Do with a box or button what the story says, and wait for the page that follows."""
    (control,) = [c for c in controls(reader) if c.label.startswith(label)]
    _USES[control.kind](reader, control.element, how)
    # The page of before stands for a moment until the new one begins.
    reader.page.wait_for_timeout(150)
    reader.wait_until_whole()


def unfold(reader: Reader) -> None:
    """Open what is folded away, one after the other; each must hold something."""
    for box in reader.page.get_by_test_id("stExpander").all():
        if box.is_visible() and box.locator("details").first.get_attribute("open") is None:
            box.locator("summary").first.click()
            expect(box.get_by_test_id("stExpanderDetails").first).to_be_visible()
            assert box.get_by_test_id("stExpanderDetails").first.inner_text().strip()


def expect_figure(reader: Reader, text: str) -> None:
    """The text stands on the page, not as a part of a longer figure."""
    words = r"\s+".join(map(re.escape, text.split()))
    whole = re.compile(rf"(?<![\d,.]){words}(?![\d,]|\.\d)")
    body = reader.page.get_by_test_id("stMainBlockContainer")
    expect(body).to_contain_text(whole, use_inner_text=True, timeout=20_000)


def _select(reader: Reader, element: Locator, how: str) -> None:
    box = element.get_by_role("combobox")
    # A list that opens at the edge of the window closes as the page scrolls to it.
    box.evaluate("box => box.scrollIntoView({block: 'center'})")
    box.click()
    options = reader.page.get_by_role("option")
    options.first.wait_for()
    if how == SECOND:
        options.nth(1).click()
        return
    # Of a long list only the part in sight exists: what is typed brings the option there.
    box.fill(how)
    reader.page.get_by_role("option", name=how, exact=True).click(timeout=10_000)


def _radio(reader: Reader, element: Locator, how: str) -> None:
    element.get_by_text(how, exact=True).click()


def _type(reader: Reader, element: Locator, how: str) -> None:
    box = element.get_by_role("textbox")
    box.fill(f"{box.input_value()}\n" if how == AGAIN else how)
    box.press("Enter" if element.get_attribute("data-testid") == "stTextInput" else "Tab")


def _day(reader: Reader, element: Locator, how: str) -> None:
    assert how == UP
    element.get_by_role("spinbutton").first.press("ArrowUp")
    # A date counts when its box is left.
    reader.page.locator("h1").click()


def _press(reader: Reader, element: Locator, how: str) -> None:
    assert how == PRESS
    element.get_by_role("button").click()


def _upload(reader: Reader, element: Locator, how: str) -> None:
    """The draft that stands in the box beside it, as a file."""
    assert how == FILE
    draft = reader.page.get_by_test_id("stTextArea").get_by_role("textbox").input_value()
    file = {"name": "draft.yaml", "mimeType": "application/yaml", "buffer": draft.encode()}
    element.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]


_USES = {
    "stSelectbox": _select,
    "stRadio": _radio,
    "stTextInput": _type,
    "stTextArea": _type,
    "stDateInput": _day,
    "stButton": _press,
    "stFormSubmitButton": _press,
    "stFileUploader": _upload,
}
