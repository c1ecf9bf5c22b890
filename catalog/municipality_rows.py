"""Municipalities and their libraries as rows (tables `raw_catalog__*`)."""

from collections.abc import Callable
from typing import Any

from catalog.load import Catalog

Row = dict[str, Any]


def _municipalities(catalog: Catalog) -> list[Row]:
    columns = {"municipality_code", "slug", "name_ja", "library_system_name_ja"}
    return [m.model_dump(include=columns) for m in catalog.municipalities]


def _populations(catalog: Catalog) -> list[Row]:
    return [
        {"municipality_code": m.municipality_code, **p.model_dump()}
        for m in catalog.municipalities
        for p in m.population
    ]


def _libraries(catalog: Catalog) -> list[Row]:
    return [
        {
            "municipality_code": m.municipality_code,
            "position": position,
            **library.model_dump(exclude={"periods", "spaces", "sources"}),
            "sources": "、".join(library.sources),
        }
        for m in catalog.municipalities
        for position, library in enumerate(m.libraries, 1)
    ]


def _library_periods(catalog: Catalog) -> list[Row]:
    return [
        {
            "municipality_code": m.municipality_code,
            "library_code": library.library_code,
            **period.model_dump(),
        }
        for m in catalog.municipalities
        for library in m.libraries
        for period in library.periods
    ]


def _library_spaces(catalog: Catalog) -> list[Row]:
    return [
        {
            "municipality_code": m.municipality_code,
            "library_code": library.library_code,
            "position": position,
            **space.model_dump(),
        }
        for m in catalog.municipalities
        for library in m.libraries
        for position, space in enumerate(library.spaces, 1)
    ]


MUNICIPALITY_MAKERS: dict[str, Callable[[Catalog], list[Row]]] = {
    "municipalities": _municipalities,
    "populations": _populations,
    "libraries": _libraries,
    "library_periods": _library_periods,
    "library_spaces": _library_spaces,
}
