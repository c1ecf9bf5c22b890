"""Entered answers of a yearly form back into `seeds/`."""

import csv
from datetime import date
from pathlib import Path

from catalog.load import Catalog
from catalog.survey_answers import SurveyAnswer, answers_path
from ingestion.disk import to_disk
from ingestion.surveys.read import SurveyReading


def write_answers(catalog: Catalog, reading: SurveyReading, entered_on: date) -> Path:
    """Put what a workbook enters into the file of answers; an answer that says what it said keeps its day.

    Args:
        catalog: the seeds, with the answers that there are.
        reading: the workbook.
        entered_on: today.

    Returns:
        The file.
    """
    code, form_id, year = reading.municipality.municipality_code, reading.form.form_id, reading.fiscal_year
    before = {
        answer.item_no: answer
        for answered in catalog.surveys.answered
        if (answered.municipality_code, answered.form_id, answered.fiscal_year) == (code, form_id, year)
        for answer in answered.answers
    }
    after = dict(before)
    for item_no, (value, source_ja) in reading.entered.items():
        old = before.get(item_no)
        if old is None or (old.value, old.source_ja) != (value, source_ja):
            after[item_no] = SurveyAnswer.model_validate(
                {
                    "item_no": item_no,
                    "value": value,
                    "source_ja": source_ja,
                    "entered_on": entered_on.isoformat(),
                }
            )
    path = catalog.root / answers_path(reading.municipality, form_id, year)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".csv.partial")
    try:
        with partial.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.writer(handle, lineterminator="\n")
            writer.writerow(SurveyAnswer.model_fields)
            for item_no in reading.form.items_of(year):
                if answer := after.get(item_no):
                    writer.writerow(answer.model_dump(mode="json").values())
        to_disk(partial)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return path
