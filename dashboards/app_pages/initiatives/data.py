"""What a city's library set out to do: its document of initiatives, partners of mutual use, new functions."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from dashboards.places import Municipality, Yearbook
from dashboards.published import frame


@dataclass(frozen=True)
class Start:
    """A month in which mutual use began: with whom, and how many partners there are by its end."""

    month: date
    partners: tuple[str, ...]
    total: int


def document(municipality: Municipality) -> Yearbook | None:
    """The newest document of initiatives, if there is one."""
    rows = frame(
        "select max(edition) from dim_edition where municipality_code = ? and series = 'initiatives'",
        municipality.code,
    )
    edition = rows.item()
    return next((found for found in municipality.yearbooks if found.edition == edition), None)


def partners(municipality_code: str) -> list[dict[str, Any]]:
    """In printed order; those under discussion last."""
    return frame(
        "select * from dim_mutual_use_partner where municipality_code = ? order by position",
        municipality_code,
    ).to_dicts()


def starts(found: list[dict[str, Any]]) -> list[Start]:
    """The months in which use began, in their order."""
    begun = sorted(
        (p for p in found if p["status"] == "started"), key=lambda p: (p["started_month"], p["position"])
    )
    months: list[Start] = []
    for month, group in groupby(begun, key=lambda p: p["started_month"]):
        names = tuple(partner["partner_ja"] for partner in group)
        months.append(Start(month, names, (months[-1].total if months else 0) + len(names)))
    return months


def processing(document: Yearbook) -> list[tuple[int, Decimal, Decimal, Decimal | None]]:
    """Fiscal year, books whose processing was outsourced, those of them by welfare workshops, the printed share."""
    rows = frame(
        """
        select
            fiscal_year,
            max(value) filter (where measure = 'books_processing_outsourced') as outsourced,
            max(value) filter (where measure = 'books_processing_by_welfare') as by_welfare,
            max(value) filter (where measure = 'welfare_processing_share_percent') as share
        from rpt_yearbook__shown
        where municipality_code = ? and edition = ?
        group by fiscal_year
        having outsourced is not null and by_welfare is not null
        order by fiscal_year
        """,
        document.municipality_code,
        document.edition,
    )
    return list(rows.iter_rows())


def system_changes(municipality_code: str) -> list[dict[str, Any]]:
    """What changed of the library system, the earliest first."""
    return frame(
        "select start_date, end_date, precision, title_ja, text_ja, undecided_ja from dim_annotation"
        " where municipality_code = ? and kind = 'system' order by start_date, annotation_id",
        municipality_code,
    ).to_dicts()
