"""History as rows (tables `raw_catalog__*`). Lists of codes are text joined by commas."""

from collections.abc import Callable
from typing import Any

from catalog.load import Catalog

Row = dict[str, Any]


def _annotations(catalog: Catalog) -> list[Row]:
    return [
        {
            "municipality_code": code,
            **annotation.model_dump(exclude={"date", "library_codes", "measures"}),
            "start_date": annotation.date,
            "library_codes": ",".join(annotation.library_codes),
            "measures": ",".join(annotation.measures),
        }
        for code, history in catalog.histories.items()
        for annotation in history.annotations
    ]


def _organisation(catalog: Catalog) -> list[Row]:
    return [
        {
            "municipality_code": code,
            "as_of_date": history.organisation.as_of_date,
            "staff_table_no": history.organisation.staff_table_no,
            "position": position,
            **entry.model_dump(exclude={"library_codes"}),
            "library_codes": ",".join(entry.library_codes),
        }
        for code, history in catalog.histories.items()
        if history.organisation is not None
        for position, entry in enumerate(history.organisation.entries, 1)
    ]


HISTORY_MAKERS: dict[str, Callable[[Catalog], list[Row]]] = {
    "annotations": _annotations,
    "organisation": _organisation,
}
