"""The jobs: the whole build, the build of figures alone, and one a product that is issued."""

import dagster as dg

from catalog.operation import PRODUCTS
from dagster_project.issue_assets import GROUP, asset_name, job_name

# What is issued is of a partition, and never part of a build.
_BUILT = dg.AssetSelection.all() - dg.AssetSelection.groups(GROUP)

build_job = dg.define_asset_job(
    "build",
    selection=_BUILT,
    description="Ingest the deliveries, check them, build, publish and print.",
)
figures_job = dg.define_asset_job(
    "figures",
    selection=_BUILT - dg.AssetSelection.groups("reports"),
    description="The same without printing.",
)
files_job = dg.define_asset_job(
    "files",
    selection=dg.AssetSelection.groups("reports"),
    description="Print from the published build.",
)
issue_jobs = [
    dg.define_asset_job(
        job_name(product),
        selection=dg.AssetSelection.assets(asset_name(product)),
        description="Issue one partition: archive, exports, mail.",
    )
    for product in PRODUCTS
]
