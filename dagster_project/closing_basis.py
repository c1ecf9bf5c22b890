"""What the figures of a period rest on, brought together from ledger, seeds and code."""

from pathlib import Path

from catalog.counting_seeds import counting_seed_ja, counting_seeds
from catalog.load import Catalog
from dagster_project.installation import Installation
from ingestion.holding import held
from warehouse.closings import Basis
from warehouse.period import Period


def basis_of(installation: Installation, catalog: Catalog, period: Period) -> Basis:
    """The deliveries that hold, the seeds that count, the programme.

    Args:
        installation: whose ledger and seeds.
        catalog: its seeds, loaded.
        period: the month or year.
    """
    first, last = period.span
    code = period.municipality_code
    # A municipality whose seeds are gone keeps what was closed of it.
    folder = next((f"{code}_{m.slug}" for m in catalog.municipalities if m.municipality_code == code), code)
    return Basis(
        deliveries=held(installation.places.var, catalog, code, first, last),
        definitions=[
            {"path": path, "name_ja": counting_seed_ja(path), "sha256": digest}
            for path, digest in counting_seeds(Path(installation.seeds), folder).items()
        ],
        code_hash=installation.code_hash(),
    )
