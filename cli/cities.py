"""Municipalities by the names that people use, for commands that read the seeds."""

from catalog.errors import CatalogError
from catalog.load import Catalog
from catalog.municipality import Municipality


def city_named(catalog: Catalog, name: str) -> Municipality:
    """The municipality of a code, slug or Japanese name.

    Raises:
        CatalogError: no such municipality; the sentence lists those there are.
    """
    for municipality in catalog.municipalities:
        if name in (municipality.municipality_code, municipality.slug, municipality.name_ja):
            return municipality
    known = "、".join(f"{m.slug}({m.name_ja})" for m in catalog.municipalities)
    raise CatalogError(f"自治体「{name}」は登録されていません。{known} から選んでください。")
