"""What analysts' SQL may do, and the list of its abuses."""

import os
from pathlib import Path

import duckdb
import pytest

from warehouse.errors import UserError
from warehouse.sandbox import Limits, SqlMistakeError, run_query

SMALL = Limits(memory_mib=128, seconds=2, rows=100, result_mib=1)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sandbox") / "published.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table fct_loans as select range as day, 'あ' as name from range(1000)")
    return path


def refusal(database: Path, sql: str) -> str:
    with pytest.raises(UserError) as refused:
        run_query(database, sql, SMALL)
    return str(refused.value)


def test_a_select_gives_its_rows(database: Path) -> None:
    result = run_query(database, "select day, name from fct_loans where day < 2 order by day", SMALL)
    assert result.frame.rows() == [(0, "あ"), (1, "あ")]
    assert not result.is_cut


def test_rows_beyond_the_limit_are_cut_and_said(database: Path) -> None:
    result = run_query(database, "from range(1000000)", SMALL)
    assert result.frame.height == 100 and result.is_cut
    assert not run_query(database, "from range(100)", SMALL).is_cut


def test_columns_of_one_name_get_names_of_their_own(database: Path) -> None:
    assert run_query(database, "select 1 as a, 2 as a", SMALL).frame.columns == ["a", "a_2"]


@pytest.mark.parametrize("sql", ["", "select 1; select 2", "select 1; drop table fct_loans"])
def test_one_statement_at_a_time(database: Path, sql: str) -> None:
    assert "一つだけ" in refusal(database, sql)


@pytest.mark.parametrize(
    "sql",
    [
        "copy fct_loans to '/tmp/nenpo-sandbox.csv'",
        "attach '/tmp/nenpo-sandbox.db'",
        "install httpfs",
        "load httpfs",
        "set threads = 8",
        "set enable_external_access = true",
        "reset memory_limit",
        "create table mine as select 1",
        "insert into fct_loans values (1, 'x')",
        "delete from fct_loans",
        "drop table fct_loans",
        "export database '/tmp/nenpo-sandbox'",
        "call pragma_version()",
        "pragma database_list",
        "checkpoint",
        "begin",
    ],
)
def test_only_reading_statements_run(database: Path, sql: str) -> None:
    assert "SELECT文だけ" in refusal(database, sql)
    assert not list(Path("/tmp").glob("nenpo-sandbox*"))


@pytest.mark.parametrize(
    "sql",
    [
        "from read_csv('/etc/passwd')",
        "from read_text('/etc/passwd')",
        "from read_blob('/proc/self/environ')",
        "from glob('/etc/*')",
        "from read_parquet('https://example.org/x.parquet')",
    ],
)
def test_no_file_can_be_read(database: Path, sql: str) -> None:
    assert "ファイル・拡張機能・設定は使えません" in refusal(database, sql)


def test_a_path_is_no_table(database: Path) -> None:
    assert "SQLに誤り" in refusal(database, "from '/etc/passwd'")


def test_the_settings_cannot_be_changed_by_a_function(database: Path) -> None:
    result = run_query(
        database,
        "select name, value from duckdb_settings()"
        " where name in ('enable_external_access', 'lock_configuration', 'threads') order by name",
        SMALL,
    )
    assert result.frame.rows() == [
        ("enable_external_access", "false"),
        ("lock_configuration", "true"),
        ("threads", "1"),
    ]


@pytest.mark.parametrize(
    "sql",
    [
        "select repeat('x', 2000000000)",
        "select sum(a.day * b.day * c.day * d.day) from fct_loans a, fct_loans b, fct_loans c, fct_loans d",
        "with recursive t as (select 1 as a union all select a + 1 from t) select count(*) from t",
        "with recursive t as (select 1 as a union all select a + 1 from t) from t",
        "select list(range) from range(100000000)",
    ],
)
def test_what_would_take_all_is_stopped(database: Path, sql: str) -> None:
    assert "中止しました" in refusal(database, sql)
    assert run_query(database, "select 1 as alive", SMALL).frame.item() == 1


def test_a_result_too_large_is_stopped(database: Path) -> None:
    assert "結果が大きすぎる" in refusal(database, "select repeat('x', 100000) from range(50)")


@pytest.mark.parametrize("value", ["[1]", "interval 1 day", "map {'a': 1}", "'a'::blob", "'infinity'::date"])
def test_a_column_that_no_table_shows_is_named(database: Path, value: str) -> None:
    assert "列「wide」" in refusal(database, f"select {value} as wide")


def test_a_mistake_is_told_in_japanese_with_the_words_of_duckdb_beside_it(database: Path) -> None:
    with pytest.raises(SqlMistakeError) as mistake:
        run_query(database, "select nothing from fct_loans", SMALL)
    assert str(mistake.value) == "SQLに誤りがあります：その名前の列はありません（1行目8文字目「nothing」）。"
    assert mistake.value.detail.startswith('Binder Error: Referenced column "nothing" not found')


@pytest.mark.parametrize("sql", ["select 1 % 0", "select strptime('x', '%Y')", "select error('x')"])
def test_a_value_that_cannot_be_computed_is_no_breach(database: Path, sql: str) -> None:
    assert "SQLに誤り" in refusal(database, sql)


def test_words_without_end_are_cut(database: Path) -> None:
    with pytest.raises(SqlMistakeError) as mistake:
        run_query(database, "select error(repeat('x', 10000000))", SMALL)
    assert len(mistake.value.detail) == 2000


def test_an_interruption_ends_the_child(database: Path) -> None:
    class ChangedMind(Exception):
        pass

    def change_mind(seconds: float) -> None:
        raise ChangedMind

    endless = "with recursive t as (select 1 as a union all select a + 1 from t) select count(*) from t"
    before = children()
    with pytest.raises(ChangedMind):
        run_query(database, endless, SMALL, change_mind)
    assert children() == before


def children() -> set[str]:
    """Processes that this one has started and that have not ended."""
    return set(Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split())
