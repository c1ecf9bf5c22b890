"""An installation with deliveries, for the tests of backups."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import made_once
from tests.deliveries_tree import LOAN, VISIT, Desk
from tests.unit.warehouse.backup_office import Office
from tests.unit.warehouse.published_file import DIMENSIONS, publish_tables
from warehouse.places import Places


@pytest.fixture(scope="session")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with seeds and an installation: two deliveries, a build, and what other parts keep."""

    def make(root: Path) -> None:
        desk = Desk(root)
        desk.take(
            desk.deliver("loans.csv", "loans", [LOAN, LOAN | {"transaction_no": "T2"}]),
            desk.deliver("visits.csv", "visits", [VISIT]),
        )
        publish_tables(desk.var, dict(DIMENSIONS))
        for name in ("closings/99001/2024/1/closing.json", "archive/99001/yearbook/1/年報.pdf", "state.json"):
            path = desk.var / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name, encoding="utf-8")
        for name in ("landing/patrons.csv", "exports/a.pdf", "logs/nenpo.jsonl", "raw/half.parquet.partial"):
            path = desk.var / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("80001234", encoding="utf-8")
        Places(desk.var).runs.write_text("{}\n", encoding="utf-8")

    return made_once(tmp_path_factory, "delivered_for_backup", make)


@pytest.fixture
def office(delivered: Path, tmp_path: Path) -> Office:
    return Office(shutil.copytree(delivered, tmp_path / "office"))
