"""Yearly forms as rows (tables `raw_catalog__*`)."""

from collections.abc import Callable
from typing import Any

from catalog.load import Catalog

Row = dict[str, Any]


def _surveys(catalog: Catalog) -> list[Row]:
    lists = ("verified_ja", "unverified_ja")
    return [
        {
            "position": position,
            **form.model_dump(exclude={"items", *lists}),
            **{key: "\n".join(getattr(form, key)) for key in lists},
        }
        for position, form in enumerate(catalog.surveys.forms, 1)
    ]


def _items(catalog: Catalog) -> list[Row]:
    return [
        {
            "form_id": form.form_id,
            "position": position,
            "is_required": item.required,
            **item.model_dump(exclude={"cells", "required"}),
        }
        for form in catalog.surveys.forms
        for position, item in enumerate(form.items, 1)
    ]


def _cells(catalog: Catalog) -> list[Row]:
    return [
        {
            "form_id": form.form_id,
            "item_no": item.item_no,
            "valid_from": item.valid_from,
            "position": position,
            **cell.model_dump(),
        }
        for form in catalog.surveys.forms
        for item in form.items
        for position, cell in enumerate(item.cells, 1)
    ]


def _answers(catalog: Catalog) -> list[Row]:
    return [
        {
            "municipality_code": answered.municipality_code,
            "form_id": answered.form_id,
            "fiscal_year": answered.fiscal_year,
            **answer.model_dump(),
        }
        for answered in catalog.surveys.answered
        for answer in answered.answers
    ]


SURVEY_MAKERS: dict[str, Callable[[Catalog], list[Row]]] = {
    "surveys": _surveys,
    "survey_items": _items,
    "survey_item_cells": _cells,
    "survey_answers": _answers,
}
