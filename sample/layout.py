"""A city's layout of one feed, from its column map."""

from dataclasses import dataclass
from functools import cached_property

from catalog.column_map import ColumnMap
from catalog.errors import CatalogError
from catalog.load import Catalog
from catalog.municipality import Municipality


@dataclass(frozen=True)
class Layout:
    """A column map read the other way: from our words to the city's."""

    columns: ColumnMap

    @cached_property
    def words(self) -> dict[str, dict[str, str]]:
        """The city's words by column and our word; of several for one meaning the first."""
        return {
            column: {ours: theirs for theirs, ours in reversed(list(words.items()))}
            for column, words in self.columns.words.items()
        }


def layouts(catalog: Catalog, municipality: Municipality) -> dict[str, Layout]:
    """The city's layouts by our layout name.

    Raises:
        CatalogError: the municipality delivers nothing.
    """
    found = {
        columns.spec.layout: Layout(columns)
        for columns in catalog.column_maps[municipality.municipality_code]
    }
    if not found:
        folder = f"{municipality.municipality_code}_{municipality.slug}"
        raise CatalogError(
            f"seeds/municipalities/{folder}/municipality.yaml に deliveries がありません。"
            "納品の形を書き加えると見本を作れます。"
        )
    return found
