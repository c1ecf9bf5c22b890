"""What codes and years are called."""

from collections.abc import Mapping
from dataclasses import dataclass

from warehouse.open import Published


@dataclass(frozen=True)
class Names:
    """Names of a municipality, of fiscal years and of measures."""

    municipality_code: str
    municipality_ja: str
    system_ja: str
    years: Mapping[int, str]
    measures: Mapping[str, str]


def read_names(published: Published, municipality_code: str) -> Names:
    """Read them from the dimensions."""
    [(municipality_ja, system_ja)] = published.rows(
        "select name_ja, library_system_name_ja from dim_municipality where municipality_code = ?",
        [municipality_code],
    )
    return Names(
        municipality_code,
        municipality_ja,
        system_ja,
        dict(published.rows("select fiscal_year, label_ja from dim_fiscal_year")),
        dict(published.rows("select measure_id, name_ja from dim_measure")),
    )
