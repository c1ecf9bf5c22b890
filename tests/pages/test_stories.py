"""Every page is walked as its audience would walk it: it fits telephone and window and hinders nobody, each box and button
is used, and figures are those of the build."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from dashboards.registry import page_entries
from tests.conftest import run_nenpo
from tests.pages.axe import severe_faults
from tests.pages.reader import Reader
from tests.pages.serving import served
from tests.pages.stories import Story, controls, expect_figure, stories, unfold, unused, use
from warehouse.open import Published

pytestmark = pytest.mark.slow

CITY = "28204"
LANDING = page_entries()[0].path


@pytest.fixture(scope="module")
def cells(small_var: Path) -> dict[tuple[Any, ...], str]:
    """What the command line says of the city, by table, year, row, column and basis."""
    told = run_nenpo("cells", "--municipality", CITY, var=small_var)
    assert told.returncode == 0, told.stderr
    return {
        (c["table_no"], int(c["fiscal_year"]), c["row_path"], c["column_path"], c["basis"]): c["value"]
        for c in csv.DictReader(io.StringIO(told.stdout))
    }


@pytest.fixture(scope="module")
def walker(browser: Browser, small_var: Path) -> Iterator[Reader]:
    """One reader for all stories, so that the browser keeps what it has once loaded."""
    with served(small_var) as address:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="ja-JP")
        yield Reader(context.new_page(), address)
        context.close()


def test_every_page_has_one_story_with_a_figure_or_words() -> None:
    assert all(story.shows for story in stories())
    told = Counter(story.path for story in stories())
    assert told == Counter(entry.path for entry in page_entries())


@pytest.mark.parametrize("story", stories(), ids=lambda story: f"{story.audience}-{story.path}")
def test_a_page_is_walked_with_all_its_controls(
    story: Story, walker: Reader, small: Published, cells: dict[tuple[Any, ...], str]
) -> None:
    walker.page.set_viewport_size({"width": 400, "height": 900})
    walker.open("" if story.path == LANDING else story.path, **story.at)
    assert walker.faults() == []
    assert walker.page.evaluate("document.documentElement.scrollWidth") <= 400
    walker.page.set_viewport_size({"width": 1280, "height": 900})
    walker.page.wait_for_function("document.documentElement.scrollWidth <= 1280")
    assert severe_faults(walker.page) == []
    assert walker.ways_round_exports() == []
    assert unused(controls(walker), story) == []
    for label, how in story.uses:
        use(walker, label, how)
        assert walker.faults() == [], (label, how)
    for figure in story.shows:
        expect_figure(walker, _told(figure, small, cells))
    unfold(walker)
    assert walker.faults() == []
    assert walker.foreign_requests == []


def _told(figure: dict[str, Any], small: Published, cells: dict[tuple[Any, ...], str]) -> str:
    """The figure as a reader sees it."""
    if "words" in figure:
        return str(figure["words"])
    if "cell" in figure:
        return f"{Decimal(cells[tuple(figure['cell'])]):,f}"
    if "command" in figure:
        return _printed(figure, small.path.parent.parent)
    [(answer,)] = small.rows(figure["sql"])
    return answer if isinstance(answer, str) else f"{answer:,.{figure.get('decimals', 0)}f}"


def _printed(figure: dict[str, Any], var: Path) -> str:
    """The word of the one line that begins so."""
    said = run_nenpo(*figure["command"], var=var).stdout
    [line] = [line for line in said.splitlines() if line.startswith(figure["line"])]
    word = re.split(r",|\s+", line)[figure["word"]]
    return f"{int(word):,}" if word.isdigit() else word
