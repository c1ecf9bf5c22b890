"""What is issued as assets: a partition an issue of a municipality, with links to its files and pages."""

from pathlib import Path

import dagster as dg

from catalog.operation import PRODUCTS, Product
from dagster_project.due import Due
from dagster_project.installation import Installation, now
from dagster_project.issuing import issue_due, issued_ja, send_waiting
from dagster_project.partitions import ISSUE, MUNICIPALITY, partitions
from reports.issue import Issued
from warehouse.errors import UserError

GROUP = "issues"
# For what passes by itself, such as a disk that is away; what the figures forbid is not tried again.
_RETRIES = dg.RetryPolicy(max_retries=3, delay=60, backoff=dg.Backoff.EXPONENTIAL, jitter=dg.Jitter.FULL)


def asset_name(product: Product) -> str:
    """The asset of a product."""
    return f"issued_{product}"


def job_name(product: Product) -> str:
    """The job that issues a product."""
    return f"issue_{product}"


def issue_assets(installation: Installation) -> list[dg.AssetsDefinition]:
    """An asset a product."""
    return [_issue_asset(installation, product) for product in PRODUCTS]


def _issue_asset(installation: Installation, product: Product) -> dg.AssetsDefinition:
    @dg.asset(
        name=asset_name(product),
        partitions_def=partitions(Path(installation.seeds), installation.operation(), product),
        deps=["published_build"],
        group_name=GROUP,
        retry_policy=_RETRIES,
    )
    def issued_product(context: dg.AssetExecutionContext, installation: Installation) -> dg.MaterializeResult:  # type: ignore[type-arg]
        """Archived, put among the exports and mailed."""
        assert isinstance(context.partition_key, dg.MultiPartitionKey)
        keys = context.partition_key.keys_by_dimension
        at = now()
        try:
            found = issue_due(installation, Due(at, keys[MUNICIPALITY], product, keys[ISSUE]), at)
        except UserError as error:
            raise dg.Failure(str(error), allow_retries=False) from error
        finally:
            send_waiting(installation, at)
        return dg.MaterializeResult(metadata=_metadata(installation, found))

    return issued_product


def _metadata(installation: Installation, issued: Issued) -> dict[str, dg.MetadataValue]:
    manifest = issued.kept.manifest
    code = issued.wanted.municipality_code
    files = {name: dg.MetadataValue.path(installation.places.exports / code / name) for name in issued.files}
    return {
        "sentence": dg.MetadataValue.text(issued_ja(issued)),
        "build_id": dg.MetadataValue.text(issued.build_id),
        "status": dg.MetadataValue.text(manifest["status"]),
        "revision": dg.MetadataValue.int(manifest["revision"]),
        "archive": dg.MetadataValue.path(issued.kept.folder),
        "page": page_link(installation.operation().pages_url, code),
        **files,
    }


def page_link(pages_url: str, municipality_code: str) -> dg.UrlMetadataValue:
    """The landing page of a municipality."""
    return dg.MetadataValue.url(f"{pages_url}/?municipality={municipality_code}")
