"""axe-core in a reader's browser, and the findings that are known to be Streamlit's own."""

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
