"""What a build knows of each municipality and month, as observations on the partitions of the monthly report."""

from collections.abc import Iterator

import dagster as dg

from dagster_project.installation import Installation, now
from dagster_project.issue_assets import asset_name, page_link
from dagster_project.partitions import partition_key
from reports.monthly.export import report_path
from warehouse.japan import JAPAN
from warehouse.months import delivered_months
from warehouse.open import open_published


def month_observations(installation: Installation) -> Iterator[dg.AssetObservation]:
    """Rows, files, share reconciled and links of every whole month of which something was delivered."""
    operation = installation.operation()
    this_month = now().astimezone(JAPAN).date().replace(day=1)
    published = open_published(installation.places.var)
    try:
        months = delivered_months(published)
    finally:
        published.close()
    for each in months:
        if not operation.first_month <= each.month < this_month:
            continue
        issue = f"{each.month:%Y-%m}"
        pdf = report_path(installation.places.exports, each.municipality_code, each.month)
        share = {} if each.reconciled_share is None else {"reconciled_share": each.reconciled_share}
        yield dg.AssetObservation(
            asset_name("monthly_report"),
            partition=partition_key(each.municipality_code, issue),
            metadata={
                "rows": each.rows,
                "files": each.files,
                **share,
                "page": page_link(operation.pages_url, each.municipality_code),
                **({"pdf": dg.MetadataValue.path(pdf)} if pdf.exists() else {}),
            },
        )
