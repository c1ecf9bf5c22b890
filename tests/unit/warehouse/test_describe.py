"""What a published file says of itself in Japanese."""

from pathlib import Path

import duckdb
import pytest

from tests.unit.warehouse.published_file import DIMENSIONS, cell, publish_tables
from warehouse.open import open_published


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    var = tmp_path_factory.mktemp("described")
    cells = [cell("t1", 2023, "本館", "冊数", 1)]
    publish_tables(var, {**DIMENSIONS, "rpt_yearbook__cells": cells, "fct_daily": [], "fct_cube": []})
    published = open_published(var)
    published.close()
    return published.path


def test_any_client_finds_names_as_comments(file: Path) -> None:
    with duckdb.connect(str(file), read_only=True) as client:
        found = client.execute(
            "select comment from duckdb_tables() where table_name = 'fct_daily'"
        ).fetchall()
        assert found[0][0].startswith("日別の集計：")
        silent = client.execute(
            "select table_name, column_name from duckdb_columns() where not internal and comment is null"
        ).fetchall()
    assert silent == []


def test_the_tables_of_the_dictionary_hold_every_column_themselves_too(file: Path) -> None:
    with duckdb.connect(str(file), read_only=True) as client:
        there = client.execute(
            "select table_name, column_name, lower(data_type) from duckdb_columns() where not internal order by all"
        ).fetchall()
        said = client.execute(
            "select table_name, column_name, column_type from dim_column order by all"
        ).fetchall()
    assert said == there


def test_what_is_said_of_one_table_goes_first(file: Path) -> None:
    with duckdb.connect(str(file), read_only=True) as client:
        said = dict(
            client.execute(
                "select table_name, text_ja from dim_column where column_name = 'quantity'"
            ).fetchall()
        )
    assert said["fct_daily"].startswith("handed_out=")
    assert said["fct_cube"].startswith("何を数えたか")
