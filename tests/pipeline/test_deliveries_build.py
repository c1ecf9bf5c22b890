"""Deliveries through the whole pipeline: the same figures on every way there, and nobody in them."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest

from tests.conftest import run_nenpo
from tests.tally.corrections import resorted
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


def put(var: Path, files: dict[str, bytes]) -> None:
    """Write deliveries into the landing folder."""
    landing = Places(var).landing
    landing.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (landing / name).write_bytes(content)


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


def test_what_comes_late_twice_in_another_order_or_broken_gives_what_it_gives_at_once(
    built: Built, small_sample: list[Path], tmp_path: Path
) -> None:
    random, var = Random(4), tmp_path / "var"
    later = [path for path in small_sample if "202409" in path.name]
    assert later
    # Rows in another order, files by other names.
    again = {path: written_again(path, number, random) for number, path in enumerate(small_sample)}
    put(
        var, dict(again[path] for path in random.sample(small_sample, len(small_sample)) if path not in later)
    )
    first = build(var)
    assert "leaked" not in first.said, "reading processes end without a word"
    assert first.figures != built.figures
    put(var, dict(again[path] for path in later))
    put(var, {path.name: path.read_bytes() for path in small_sample})
    put(var, {"broken.csv": "貸出日時,貸出館\r\n2024/04/02 10:15".encode("cp932")})
    found = build(var)
    assert "broken.csv" in found.said
    assert found.figures == built.figures
    assert found.rows("select state from rpt_ingest__deliveries where file_name = 'broken.csv'") == [
        ("refused",)
    ]


def written_again(path: Path, number: int, random: Random) -> tuple[str, bytes]:
    """Name and content of a delivery that says the same in another order."""
    content = resorted(path, random) if path.suffix == ".csv" else path.read_bytes()
    return f"{number:03}{path.suffix}", content
