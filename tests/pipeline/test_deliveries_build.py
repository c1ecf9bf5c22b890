"""Deliveries through the whole pipeline: the same figures on every way there, and nobody in them."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.conftest import run_nenpo
from warehouse.manifest import current_manifest
from warehouse.open import open_published
from warehouse.places import Places

pytestmark = pytest.mark.slow

PERSONAL = {"patron_key", "checkout_key", "transaction_no", "patron_no", "birth_date"}


@dataclass(frozen=True)
class Built:
    """An installation after builds on deliveries, and what they said."""

    var: Path
    said: str = ""

    @property
    def figures(self) -> dict[str, tuple[int, str]]:
        """Rows and content hash of every published table that is no journal of deliveries."""
        manifest = current_manifest(Places(self.var))
        assert manifest is not None
        return {
            table: (content["rows"], content["content_hash"])
            for table, content in manifest["tables"].items()
            if not content.get("journal")
        }

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Of the published file."""
        published = open_published(self.var)
        try:
            return published.rows(sql)
        finally:
            published.close()


def build(var: Path) -> Built:
    done = run_nenpo("build", "--no-pdf", var=var)
    assert done.returncode == 0, done.stderr
    return Built(var, done.stderr + done.stdout)


def put(var: Path, files: list[Path]) -> None:
    """Copy deliveries into the landing folder."""
    landing = Places(var).landing
    landing.mkdir(parents=True, exist_ok=True)
    for path in files:
        (landing / path.name).write_bytes(path.read_bytes())


@pytest.fixture
def sample(small_sample: list[Path]) -> list[Path]:
    """The files of a small sample, in name order."""
    return small_sample


@pytest.fixture
def built(small_var: Path) -> Built:
    """All of it, delivered at once."""
    return Built(small_var, "")


def test_what_was_delivered_is_counted_and_compared(built: Built) -> None:
    assert built.rows("select count(*) from fct_cube where quantity = 'loans' and value > 0")[0][0] > 0
    found = json.loads(run_nenpo("check", "--format", "json", var=built.var).stdout)["reconciliation"]
    assert found["compared"] == found["equal"] + found["different"] + found["not_computable"] > 0
    for status in ("compared", "equal", "different", "not_computable"):
        assert found[status] == found["events"][status] + found["forms"][status]


def test_nothing_new_means_nothing_to_do(built: Built, tmp_path: Path) -> None:
    before = built.figures
    shutil.copytree(built.var, tmp_path / "var")
    again = build(tmp_path / "var")
    assert "は最新です。" in again.said
    assert again.figures == before


def test_no_person_is_in_any_published_table(built: Built) -> None:
    columns = built.rows("select table_name, column_name, data_type from information_schema.columns")
    assert not [(table, column) for table, column, _ in columns if column in PERSONAL]
    wide = [
        (table, column) for table, column, type_ in columns if type_ in ("UBIGINT", "UHUGEINT", "HUGEINT")
    ]
    with duckdb.connect(str(Places(built.var).candidate), read_only=True) as connection:
        keys = {
            key
            for table in ("raw_loans__events", "raw_reservations__events", "raw_patrons__snapshots")
            for (key,) in connection.execute(f"select distinct patron_key from raw.{table}").fetchall()
        }
    assert len(keys) > 100
    for table, column in wide:
        assert not keys & {value for (value,) in built.rows(f'select distinct "{column}" from "{table}"')}


def test_a_month_that_comes_later_gives_what_it_gives_at_once(
    built: Built, sample: list[Path], tmp_path: Path
) -> None:
    var = tmp_path / "var"
    later = [path for path in sample if "202409" in path.name]
    assert later
    put(var, [path for path in sample if path not in later])
    first = build(var)
    assert first.figures != built.figures
    put(var, later)
    assert build(var).figures == built.figures


def test_a_refused_file_is_told_and_stops_nothing_else(
    sample: list[Path], built: Built, tmp_path: Path
) -> None:
    var = tmp_path / "var"
    put(var, sample)
    (Places(var).landing / "broken.csv").write_bytes("貸出日時,貸出館\r\n2024/04/02 10:15".encode("cp932"))
    found = build(var)
    assert "broken.csv" in found.said
    assert found.figures == built.figures
    assert found.rows("select state from rpt_ingest__deliveries where file_name = 'broken.csv'") == [
        ("refused",)
    ]
