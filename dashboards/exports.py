"""Files that the export schedule has written for the published build."""

import json
from pathlib import Path

from dashboards.places import Yearbook
from dashboards.published import published, var_dir
from warehouse.places import Places


def yearbook_pdf(yearbook: Yearbook) -> Path | None:
    """The newest yearbook as PDF, when its manifest says that it was made from the build that is shown."""
    return newest(yearbook.municipality_code, f"yearbook-{yearbook.main_fiscal_year}")


def plan_pdf(municipality_code: str, plan_id: str, fiscal_year: int) -> Path | None:
    """The progress of a plan as PDF, on the same condition."""
    return newest(municipality_code, f"plan-{plan_id}-{fiscal_year}")


def committee_pdf(municipality_code: str) -> Path | None:
    """The committee pack of the newest year, on the same condition."""
    folder = Places(var_dir()).exports / municipality_code
    names = sorted((path.stem for path in folder.glob("committee-*.json")), reverse=True)
    return next(filter(None, (newest(municipality_code, name) for name in names)), None)


def committee_pdf_of(municipality_code: str, fiscal_year: int) -> Path | None:
    """The committee pack of that year, on the same condition."""
    return newest(municipality_code, f"committee-{fiscal_year}")


def newest(municipality_code: str, name: str) -> Path | None:
    """A written file by the name of its manifest, when that says that it was made from the build that is shown."""
    folder = Places(var_dir()).exports / municipality_code
    manifest = folder / f"{name}.json"
    if not manifest.is_file():
        return None
    written = json.loads(manifest.read_text(encoding="utf-8"))
    path = folder / Path(written["path"]).name
    is_current = written["build_id"] == published().build.build_id
    return path if is_current and path.is_file() else None
