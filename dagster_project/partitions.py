"""The partitions of what is issued: municipality, and month, fiscal year or day of a meeting."""

from datetime import date
from pathlib import Path

import dagster as dg

from catalog.operation import Operation, Product
from dagster_project.due import APRIL

TIME_ZONE = "Asia/Tokyo"
MUNICIPALITY, ISSUE = "municipality", "issue"


def partitions(seeds: Path, operation: Operation, product: Product) -> dg.MultiPartitionsDefinition:
    """Municipalities of the seeds, and the issues of a product since the first month."""
    codes = sorted(folder.name.partition("_")[0] for folder in (seeds / "municipalities").glob("*_*"))
    return dg.MultiPartitionsDefinition(
        {MUNICIPALITY: dg.StaticPartitionsDefinition(codes), ISSUE: _issues(operation, product)}
    )


def partition_key(municipality_code: str, issue: str) -> dg.MultiPartitionKey:
    """The partition of an issue."""
    return dg.MultiPartitionKey({MUNICIPALITY: municipality_code, ISSUE: issue})


def _issues(operation: Operation, product: Product) -> dg.PartitionsDefinition:
    first = operation.first_month
    if product == "monthly_report":
        return dg.MonthlyPartitionsDefinition(start_date=f"{first:%Y-%m}", timezone=TIME_ZONE, fmt="%Y-%m")
    if product == "committee_pack":
        days = {day for city in operation.municipalities for day in city.committee_dates}
        return dg.StaticPartitionsDefinition([day.isoformat() for day in sorted(days)])
    year = first.year if first >= date(first.year, APRIL, 1) else first.year - 1
    return dg.TimeWindowPartitionsDefinition(
        cron_schedule="0 0 1 4 *", start=str(year), timezone=TIME_ZONE, fmt="%Y"
    )
