"""axe-core in a reader's browser with what it does not look at, and the findings that are known to be Streamlit's own."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import axe_playwright_python
import yaml
from playwright.sync_api import Page

SCRIPT = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
EXCEPTIONS = Path(__file__).parent / "axe_exceptions.yaml"
SEVERE = ("serious", "critical")
# axe leaves the rules of WCAG 2.2 out until told.
OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}

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


def severe_faults(page: Page) -> list[str]:
    """What hinders a reader seriously, a line each; none when all is well."""
    severe = [finding for finding in findings(page) if not is_excepted(finding)]
    found = [f"{each['rule']}: {each['target']}: {each['html'][:200]}" for each in severe]
    for look in (PALE_TEXTS, CHARTS_WITHOUT_NUMBERS, TABLES_WITHOUT_CAPTION):
        found += page.evaluate(look)
    levels = page.evaluate(HEADINGS)
    if levels.count(1) != 1 or any(below > above + 1 for above, below in pairwise(levels)):
        found.append(f"headings of levels {levels}")
    return found


def findings(page: Page) -> list[dict[str, Any]]:
    """Every serious or critical finding: its rule, the selector of the element, its HTML."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    answer = page.evaluate("options => axe.run(document, options)", OPTIONS)
    return [
        {"rule": violation["id"], "target": " ".join(map(str, node["target"])), "html": node["html"]}
        for violation in answer["violations"]
        if violation["impact"] in SEVERE
        for node in violation["nodes"]
    ]


def exceptions() -> list[dict[str, str]]:
    """What is let pass: `rule`, `element` (a part of its HTML), `criterion` of WCAG and `reason`."""
    document = yaml.safe_load(EXCEPTIONS.read_text(encoding="utf-8"))
    return list(document["exceptions"])


def is_excepted(finding: dict[str, Any]) -> bool:
    return any(e["rule"] == finding["rule"] and e["element"] in finding["html"] for e in exceptions())
