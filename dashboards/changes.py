"""Dated changes that explain the figures of a quantity."""

from collections.abc import Sequence

from dashboards.published import frame, published
from warehouse.annotations import Annotation, annotations_for


def changes(
    municipality_code: str,
    measure_ids: Sequence[str],
    first_fiscal_year: int,
    last_fiscal_year: int,
    library_codes: Sequence[str] = (),
) -> list[Annotation]:
    """Those within these fiscal years, both included, of the libraries named or of all.

    Args:
        municipality_code: five digits.
        measure_ids: the measures that are shown; the first names the quantity, whose other measures count as well.
        first_fiscal_year: calendar year of its 1 April.
        last_fiscal_year: likewise.
        library_codes: of the chosen libraries; none for all.
    """
    of_quantity = frame(
        "select measure_id from dim_measure where quantity = ? or list_contains(?, measure_id)",
        measure_ids[0],
        list(measure_ids),
    )["measure_id"].to_list()
    return annotations_for(
        published(), municipality_code, of_quantity, first_fiscal_year, last_fiscal_year, library_codes
    )
