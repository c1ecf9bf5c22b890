"""Every table and column of the published file has a name and a meaning in Japanese; nothing else has."""

import csv
import re
from pathlib import Path

import pytest
import yaml

from warehouse.describe import DESCRIBING

JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")
Row = dict[str, str]


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, strict=True))


@pytest.fixture(scope="module")
def published(repository: Path) -> dict[str, set[str]]:
    """Columns by table, from the contracts of the models and the heads of the code lists."""
    models = [
        model
        for layer in ("marts", "yearbook")
        for path in (repository / "dbt" / "models" / layer).glob("*.yml")
        for model in yaml.safe_load(path.read_text(encoding="utf-8"))["models"]
    ]
    found = {model["name"]: {column["name"] for column in model["columns"]} for model in models}
    return found | {path.stem: set(read(path)[0]) for path in (repository / "seeds/codes").glob("*.csv")}


@pytest.fixture(scope="module")
def tables(repository: Path) -> list[Row]:
    return read(repository / "dbt/dictionary/dictionary_tables.csv")


@pytest.fixture(scope="module")
def columns(repository: Path) -> list[Row]:
    return read(repository / "dbt/dictionary/dictionary_columns.csv")


def test_every_table_is_described_once(published: dict[str, set[str]], tables: list[Row]) -> None:
    assert sorted(row["table_name"] for row in tables) == sorted({*published, *DESCRIBING})


def test_every_column_is_described(published: dict[str, set[str]], columns: list[Row]) -> None:
    said = {(row["table_name"], row["column_name"]) for row in columns}
    lacking = [
        f"{table}.{column}"
        for table, names in published.items()
        for column in names
        if ("", column) not in said and (table, column) not in said
    ]
    assert lacking == []


def test_nothing_is_described_that_is_not_there(published: dict[str, set[str]], columns: list[Row]) -> None:
    own = {"table_name", "position", "column_name", "column_type", "layer_ja", "name_ja", "text_ja"}
    everywhere = own.union(*published.values())
    stale = [
        f"{row['table_name']}.{row['column_name']}"
        for row in columns
        if row["column_name"]
        not in (published.get(row["table_name"], set()) if row["table_name"] else everywhere)
    ]
    assert stale == []


def test_a_column_is_described_once_in_one_place(columns: list[Row]) -> None:
    keys = [(row["table_name"], row["column_name"]) for row in columns]
    assert len(keys) == len(set(keys))


def test_what_is_said_is_japanese(tables: list[Row], columns: list[Row]) -> None:
    bare = [row for row in [*tables, *columns] if not JAPANESE.search(row["name_ja"]) or not row["text_ja"]]
    assert bare == []
