"""Yearly forms as files: a form leaves the house complete, or says on every sheet that it is not."""

from hashlib import sha256
from pathlib import Path
from typing import Any

from reports.export import put, put_manifest
from reports.survey_workbook import survey_workbook
from warehouse.errors import UserError
from warehouse.open import Published
from warehouse.surveys import SurveyForm, survey_form, survey_years

_MOST_NAMED = 5


def export_survey(
    published: Published, municipality_code: str, form_id: str, fiscal_year: int, out: Path, *, draft: bool
) -> SurveyForm:
    """Write a form as a workbook.

    Args:
        published: the open build.
        municipality_code: five digits.
        form_id: of the form.
        fiscal_year: of the form, calendar year of its 1 April.
        out: file to write; it is replaced only by a whole file.
        draft: write it although required items are missing, marked on every sheet.

    Raises:
        UserError: no such form or year, required items without an answer, or no place to write.
    """
    form = survey_form(published, municipality_code, form_id, fiscal_year)
    if form.missing and not draft:
        raise UserError(incomplete(form))
    put(survey_workbook(form, published.build.built_at, draft=draft), out)
    return form


def incomplete(form: SurveyForm) -> str:
    """How many required items are missing, and which come first."""
    named = "、".join(f"{a.item_no} {a.name_ja}" for a in form.missing[:_MOST_NAMED])
    more = "など" if len(form.missing) > _MOST_NAMED else ""
    return (
        f"{form.name_ja}の{form.fiscal_year}年度は、必須項目{form.required}件のうち{len(form.missing)}件"
        f"({named}{more})が埋まっていないので書き出しません。"
        "--draft で下書きを書き出し、記入して nenpo survey read で取り込んでください。"
    )


def write_survey_drafts(published: Published, exports: Path) -> list[dict[str, Any]]:
    """Write `<code>/survey-<form>-<fiscal year>.xlsx` and a `.json` manifest beside it, of each form's newest year.

    A form whose required items are all answered is written as complete.

    Args:
        published: the open build.
        exports: the folder for exports.

    Returns:
        The manifests: file, build, missing items, size in bytes, sha256.
    """
    codes = published.rows("select municipality_code from dim_municipality order by municipality_code")
    return [
        _write(published, survey_form(published, code, form_id, years[0]), exports)
        for (code,) in codes
        for form_id, years in survey_years(published, code).items()
    ]


def _write(published: Published, form: SurveyForm, exports: Path) -> dict[str, Any]:
    out = exports / form.municipality_code / f"survey-{form.form_id}-{form.fiscal_year}.xlsx"
    content = survey_workbook(form, published.build.built_at, draft=bool(form.missing))
    put(content, out)
    manifest = {
        "path": out.name,
        "municipality_code": form.municipality_code,
        "form_id": form.form_id,
        "fiscal_year": form.fiscal_year,
        "missing": len(form.missing),
        "build_id": published.build.build_id,
        "built_at": published.build.built_at.isoformat(),
        "size_bytes": len(content),
        "sha256": sha256(content).hexdigest(),
    }
    put_manifest(out, manifest)
    return manifest
