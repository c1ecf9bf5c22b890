"""Names and meanings in Japanese of all that a published file holds: as two tables, and as comments for any client."""

import duckdb

DICTIONARY = "dictionary"
DESCRIBING = ("dim_column", "dim_table")

_EMPTY = """
create table dim_table (table_name varchar, layer_ja varchar, name_ja varchar, text_ja varchar);
create table dim_column (
    table_name varchar, position integer, column_name varchar, column_type varchar, name_ja varchar, text_ja varchar
)
"""
_TABLES = """
insert into dim_table
select
    found.table_name,
    case split_part(found.table_name, '_', 1)
        when 'dim' then '区分・名前' when 'fct' then '集計' when 'rpt' then '報告' else '符号の原簿'
    end,
    said.name_ja,
    said.text_ja
from duckdb_tables() as found left join {dictionary}.dictionary_tables as said using (table_name)
where found.database_name = current_database()
order by found.table_name
"""
# What is said of a column in one table goes before what is said of its name everywhere.
_COLUMNS = """
insert into dim_column
select
    found.table_name,
    found.column_index,
    found.column_name,
    lower(found.data_type),
    coalesce(here.name_ja, everywhere.name_ja),
    coalesce(here.text_ja, everywhere.text_ja)
from duckdb_columns() as found
left join {dictionary}.dictionary_columns as here
    on found.table_name = here.table_name and found.column_name = here.column_name
left join {dictionary}.dictionary_columns as everywhere
    on everywhere.table_name is null and found.column_name = everywhere.column_name
where found.database_name = current_database()
order by found.table_name, found.column_index
"""


def describe(connection: duckdb.DuckDBPyConnection, candidate: str) -> None:
    """Write dim_table and dim_column into a file whose other tables are all there, and comment on everything.

    Args:
        connection: to the file.
        candidate: the attached database whose dictionary says what there is to say.
    """
    dictionary = f'"{candidate}"."{DICTIONARY}"'
    connection.execute(_EMPTY)
    connection.execute(_TABLES.format(dictionary=dictionary))
    connection.execute(_COLUMNS.format(dictionary=dictionary))
    for table, said in connection.execute(
        "select table_name, name_ja || '：' || text_ja from dim_table where name_ja is not null"
    ).fetchall():
        connection.execute(f'comment on table "{table}" is {_quoted(said)}')
    for table, column, said in connection.execute(
        "select table_name, column_name, name_ja || '：' || text_ja from dim_column where name_ja is not null"
    ).fetchall():
        connection.execute(f'comment on column "{table}"."{column}" is {_quoted(said)}')


def _quoted(text: str) -> str:
    """A literal: a comment takes no parameter."""
    return "'" + text.replace("'", "''") + "'"
