"""The measures of the monthly report as rows (table `raw_catalog__monthly_measures`)."""

from collections.abc import Callable
from typing import Any

from catalog.form import form_measures
from catalog.load import Catalog
from catalog.monthly import is_stock

Row = dict[str, Any]

MONTHLY_TABLES: dict[str, dict[str, str]] = {
    "raw_catalog__monthly_measures": {
        "position": "INTEGER",
        "measure_id": "VARCHAR",
        "is_per_open_day": "BOOLEAN",
        "adds_up": "BOOLEAN",
    }
}


def _monthly_measures(catalog: Catalog) -> list[Row]:
    measures = {m.measure_id: m for m in catalog.measures}
    standing = {measure for _, measure, over_months in form_measures(catalog) if over_months == "last"}
    return [
        {
            "position": position,
            "measure_id": asked.measure,
            "is_per_open_day": asked.per_open_day,
            "adds_up": not is_stock(measures[asked.measure]) and asked.measure not in standing,
        }
        for position, asked in enumerate(catalog.monthly, 1)
    ]


MONTHLY_MAKERS: dict[str, Callable[[Catalog], list[Row]]] = {"monthly_measures": _monthly_measures}
