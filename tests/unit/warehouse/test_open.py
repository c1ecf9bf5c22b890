"""Readers open what CURRENT names, and nothing else."""

from datetime import timedelta
from pathlib import Path

import duckdb
import polars as pl
import pytest

from tests.unit.warehouse.published_file import BUILT_AT, DIMENSIONS, INPUTS_HASH, cell, publish_tables
from warehouse.errors import UserError
from warehouse.open import Build, open_published

TABLES = {**DIMENSIONS, "rpt_yearbook__cells": [cell("t1", 2023, "本館", "冊数", 1200)]}


@pytest.fixture
def var(tmp_path: Path) -> Path:
    publish_tables(tmp_path, TABLES)
    return tmp_path


def test_rows_and_frames_of_the_published_build(var: Path) -> None:
    published = open_published(var)
    assert published.build == Build("20260102T030405-01234567", BUILT_AT, INPUTS_HASH)
    query = "select row_path, cast(value as integer) as value from rpt_yearbook__cells where fiscal_year = ?"
    assert published.rows(query, [2023]) == [("本館", 1200)]
    assert published.rows(query, [2022]) == []
    frame = published.frame(query, [2023])
    assert isinstance(frame, pl.DataFrame)
    assert frame.to_dicts() == [{"row_path": "本館", "value": 1200}]
    published.close()


def test_an_open_reader_keeps_its_build_and_the_next_one_gets_the_new(var: Path) -> None:
    reader = open_published(var)
    publish_tables(var, {"rpt_yearbook__cells": []}, BUILT_AT + timedelta(minutes=1))
    assert reader.rows("select count(*) from rpt_yearbook__cells") == [(1,)]
    assert open_published(var).rows("select count(*) from rpt_yearbook__cells") == [(0,)]


@pytest.mark.parametrize(
    "sql",
    [
        "delete from rpt_yearbook__cells",
        "create table more (x integer)",
        "drop table dim_municipality",
        "select * from read_csv('{folder}/secret.csv')",
        "select * from '{folder}/secret.csv'",
        "copy rpt_yearbook__cells to '{folder}/out.csv'",
        "attach '{folder}/other.duckdb'",
        "install httpfs",
        "set enable_external_access = true",
    ],
)
def test_nothing_is_written_and_nothing_else_is_read(var: Path, tmp_path: Path, sql: str) -> None:
    (tmp_path / "secret.csv").write_text("x\n1\n", encoding="utf-8")
    with pytest.raises(duckdb.Error):
        open_published(var).rows(sql.format(folder=tmp_path))
    assert not (tmp_path / "out.csv").exists()
    assert open_published(var).rows("select count(*) from rpt_yearbook__cells") == [(1,)]


def test_nothing_published_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        open_published(tmp_path)
    assert str(caught.value) == "公開されたデータがありません。「make build」を実行してください。"


def test_a_pointer_to_a_build_that_is_gone_is_named(var: Path) -> None:
    (var / "builds" / "CURRENT").write_text("20200101T000000-00000000\n", encoding="utf-8")
    with pytest.raises(UserError, match="CURRENT が、ないビルド「20200101T000000-00000000」を指しています"):
        open_published(var)


@pytest.mark.parametrize("content", [None, b"", b"no database" * 1000], ids=["gone", "empty", "other"])
def test_a_broken_file_is_named(var: Path, content: bytes | None) -> None:
    (file,) = (var / "builds").glob("*.duckdb")
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    with pytest.raises(UserError) as caught:
        open_published(var)
    assert (
        str(caught.value)
        == f"公開データ {file.name} を開けません。「make build」を実行して作り直してください。"
    )
