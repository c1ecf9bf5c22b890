"""Yearly forms of the published build, and the workbooks that it has written of them."""

from pathlib import Path

from dashboards.exports import newest
from dashboards.published import published
from warehouse.surveys import SurveyForm, survey_form, survey_years


def years(municipality_code: str) -> dict[str, list[int]]:
    return survey_years(published(), municipality_code)


def form(municipality_code: str, form_id: str, fiscal_year: int) -> SurveyForm:
    return survey_form(published(), municipality_code, form_id, fiscal_year)


def workbook(form: SurveyForm) -> Path | None:
    """The form as Excel, when its manifest says that it was made from the build that is shown."""
    return newest(form.municipality_code, f"survey-{form.form_id}-{form.fiscal_year}")
