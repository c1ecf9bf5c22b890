"""Answers that staff give to yearly forms: `seeds/municipalities/<code>_<slug>/survey_answers/<form_id>/<year>.csv`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated
from unicodedata import normalize

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from catalog.closed_model import ClosedModel
from catalog.edition import read_csv
from catalog.errors import CatalogError
from catalog.municipality import Municipality
from catalog.survey import Survey, SurveyItem

FOLDER = "survey_answers"
LONGEST = 500
_NUMBER = re.compile(r"(?:0|[1-9][0-9]{0,11})(?:\.([0-9]+))?")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise PydanticCustomError("day", "2025-06-01 の形の日付") from error


class SurveyAnswer(ClosedModel):
    """An answer as entered; `source_ja` says what it rests on."""

    item_no: str
    value: str
    source_ja: str
    entered_on: Annotated[date, BeforeValidator(_day)]


@dataclass(frozen=True)
class AnsweredForm:
    """What one municipality has entered for one form and fiscal year."""

    municipality_code: str
    form_id: str
    fiscal_year: int
    answers: tuple[SurveyAnswer, ...]


def answers_path(municipality: Municipality, form_id: str, fiscal_year: int) -> str:
    """Where the answers stand below `seeds/`."""
    folder = f"{municipality.municipality_code}_{municipality.slug}"
    return f"municipalities/{folder}/{FOLDER}/{form_id}/{fiscal_year}.csv"


def refused(item: SurveyItem, value: str) -> str | None:
    """What would be accepted instead of an answer, or None when it is accepted."""
    if item.answer == "text":
        return text_refused(value)
    found = _NUMBER.fullmatch(value)
    if found is None or len(found[1] or "") > item.decimals:
        return (
            f"0以上の数(小数第{item.decimals}位まで)、桁区切りなし"
            if item.decimals
            else "0以上の整数、桁区切りなし"
        )
    return None


def text_refused(value: str) -> str | None:
    """What would be accepted instead of a text, or None; a text that a spreadsheet could run is never taken."""
    if not value.strip() or len(value) > LONGEST:
        return f"1字以上{LONGEST}字以内の文"
    if normalize("NFKC", value).lstrip(" ").startswith(_FORMULA_STARTS):
        return "= + - @ で始まらない文"
    return None


def load_answers(
    root: Path, municipalities: Iterable[Municipality], surveys: Iterable[Survey]
) -> tuple[AnsweredForm, ...]:
    """Every file of answers, held against the forms.

    Raises:
        CatalogError: an unknown form, a year or an item that is not asked, an item twice, or a value that is refused.
    """
    known = {survey.form_id: survey for survey in surveys}
    found = []
    for municipality in municipalities:
        folder = root / "municipalities" / f"{municipality.municipality_code}_{municipality.slug}" / FOLDER
        for path in sorted(folder.glob("*/*.csv")):
            found.append(_answered(path, root, municipality.municipality_code, known))
    return tuple(found)


def _answered(path: Path, root: Path, code: str, known: Mapping[str, Survey]) -> AnsweredForm:
    shown = path.relative_to(root.parent).as_posix()
    survey = known.get(path.parent.name)
    if survey is None:
        raise CatalogError(
            f"{shown}: 様式「{path.parent.name}」はありません。{'、'.join(known) or 'seeds/surveys'} から選んでください。"
        )
    items = survey.items_of(int(path.stem)) if re.fullmatch(r"\d{4}", path.stem) else {}
    if not items:
        raise CatalogError(
            f"{shown}: この様式は「{path.stem}」年度を調べません。"
            f"{survey.first_fiscal_year}年度から{survey.every_years}年ごとの年度をファイル名にしてください。"
        )
    answers = read_csv(SurveyAnswer, path, root)
    seen: set[str] = set()
    for line, answer in enumerate(answers, 2):
        at = f"{shown} {line}行目"
        if answer.item_no not in items:
            raise CatalogError(
                f"{at} item_no: 項目「{answer.item_no}」は{path.stem}年度の様式にありません。"
                f"seeds/surveys/{survey.form_id}.yaml の項目番号にしてください。"
            )
        if answer.item_no in seen:
            raise CatalogError(f"{at} item_no: 項目「{answer.item_no}」が二度あります。一つにしてください。")
        seen.add(answer.item_no)
        if accepted := refused(items[answer.item_no], answer.value):
            raise CatalogError(f"{at} value: 「{answer.value}」は使えません。使える値: {accepted}。")
        if accepted := text_refused(answer.source_ja):
            raise CatalogError(f"{at} source_ja: 「{answer.source_ja}」は使えません。使える値: {accepted}。")
    return AnsweredForm(code, survey.form_id, int(path.stem), tuple(answers))
