"""Yearly forms of the published build, and the workbooks that it has written of them."""

import json
from pathlib import Path

from dashboards.published import published, var_dir
from warehouse.places import Places
from warehouse.surveys import SurveyForm, survey_form, survey_years


def years(municipality_code: str) -> dict[str, list[int]]:
    return survey_years(published(), municipality_code)


def form(municipality_code: str, form_id: str, fiscal_year: int) -> SurveyForm:
    return survey_form(published(), municipality_code, form_id, fiscal_year)


def workbook(form: SurveyForm) -> Path | None:
    """The form as Excel, when its manifest says that it was made from the build that is shown."""
    folder = Places(var_dir()).exports / form.municipality_code
    manifest = folder / f"survey-{form.form_id}-{form.fiscal_year}.json"
    if not manifest.is_file():
        return None
    written = json.loads(manifest.read_text(encoding="utf-8"))
    path = folder / Path(written["path"]).name
    is_current = written["build_id"] == published().build.build_id
    return path if is_current and path.is_file() else None
