"""Partners of mutual use as rows (table `raw_catalog__mutual_use_partners`)."""

from collections.abc import Callable
from typing import Any

from catalog.load import Catalog

Row = dict[str, Any]


def _partners(catalog: Catalog) -> list[Row]:
    return [
        {
            "municipality_code": code,
            "position": position,
            **partner.model_dump(),
            "source_ja": history.mutual_use.source_ja,
        }
        for code, history in catalog.histories.items()
        if history.mutual_use is not None
        for position, partner in enumerate(history.mutual_use.partners, 1)
    ]


MUTUAL_USE_MAKERS: dict[str, Callable[[Catalog], list[Row]]] = {"mutual_use_partners": _partners}
