"""The accepted rows of a delivery as one immutable file, without anything that is a person's own."""

from pathlib import Path
from uuid import uuid4

import duckdb

from ingestion.depersonalise import age_sql, fiscal_year_sql, key_sql, secret
from ingestion.disk import to_disk
from ingestion.layout import Column, Layout
from ingestion.typing_sql import TYPES

_SMALL = {"age_years": "smallint", "renewals": "smallint", "visitors": "integer"}


def parquet_columns(layout: Layout) -> dict[str, str]:
    """DuckDB type by column of the files of a layout, which are also the columns of its raw view."""
    columns = {"municipality_code": "varchar", "delivery_id": "varchar", "row_number": "bigint"}
    if layout.by_name[layout.day_column].kind == "moment":
        columns[date_column(layout)] = "date"
    for column in layout.columns:
        columns |= _kept(column)
    if layout.is_of_persons:
        columns |= {"patron_key": "ubigint"}
    if "transaction_no" in layout.by_name:
        columns |= {"checkout_key": "ubigint"}
    return columns | {"is_sample": "boolean"}


def date_column(layout: Layout) -> str:
    """Name of the column that holds the day of a row."""
    return (
        layout.day_column.removesuffix("_at") + "_date"
        if layout.day_column.endswith("_at")
        else layout.day_column
    )


def delivery_id(municipality_code: str, feed: str, content_hash: str) -> str:
    """Names a delivery by what it holds."""
    return f"{municipality_code}-{feed}-{content_hash}"


def parquet_path(var: Path, municipality_code: str, feed: str, content_hash: str) -> Path:
    """Where the file of a delivery lies."""
    return var / "raw" / municipality_code / feed / f"{content_hash}.parquet"


def partial_path(var: Path, municipality_code: str, feed: str, content_hash: str) -> Path:
    """Where the file of a delivery is written before it is whole.

    No two are the same: one content may be read twice at a time, under two names.
    """
    target = parquet_path(var, municipality_code, feed, content_hash)
    target.parent.mkdir(parents=True, exist_ok=True)
    return target.with_name(f"{target.name}.{uuid4().hex}.partial")


def put_in_place(partial: Path, var: Path, municipality_code: str, feed: str, content_hash: str) -> None:
    """Give a whole file its name, so that it stays even when the power fails."""
    target = parquet_path(var, municipality_code, feed, content_hash)
    to_disk(partial)
    partial.replace(target)
    to_disk(target.parent)


def write_parquet(
    connection: duckdb.DuckDBPyConnection,
    layout: Layout,
    var: Path,
    municipality_code: str,
    feed: str,
    content_hash: str,
) -> tuple[Path, bool]:
    """Write the accepted rows of the table `typed`.

    Returns:
        The file, still under a passing name; whether any row is marked as a sample.

    Raises:
        DeliveryError: a yearly secret that is needed was destroyed.
    """
    partial = partial_path(var, municipality_code, feed, content_hash)
    values = _values(connection, layout, var, municipality_code)
    row = connection.execute(
        "select coalesce(bool_or(sample_mark is not null), false) from typed where problem is null"
    ).fetchone()
    assert row is not None
    is_sample = bool(row[0])
    constants = {
        "municipality_code": f"'{municipality_code}'",
        "delivery_id": f"'{delivery_id(municipality_code, feed, content_hash)}'",
        "is_sample": str(is_sample).lower(),
    }
    selected = ", ".join(
        f'cast({constants.get(name) or values.get(name) or chr(34) + name + chr(34)} as {type_}) as "{name}"'
        for name, type_ in parquet_columns(layout).items()
    )
    connection.execute(
        f"copy (select {selected} from typed where problem is null) to '{partial}' (format parquet, compression zstd)"
    )
    return partial, is_sample


def _kept(column: Column) -> dict[str, str]:
    if column.is_personal or column.name == "sample_mark":
        return {}
    if column.kind == "ndc":
        return {"ndc_printed": "varchar", "ndc_code": "varchar"}
    return {column.name: _SMALL.get(column.name, TYPES[column.kind])}


def _values(
    connection: duckdb.DuckDBPyConnection, layout: Layout, var: Path, municipality_code: str
) -> dict[str, str]:
    """SQL of the columns that are not simply taken over."""
    day = f'cast("{layout.day_column}" as date)'
    values = {date_column(layout): day, "ndc_code": "ndc"}
    if not layout.is_of_persons:
        return values
    names = layout.by_name
    if "birth_date" in names:
        values["age_years"] = f"coalesce({age_sql('birth_date', day)}, age_years)"
    numbers = [name for name in ("patron_no", "transaction_no") if name in names]
    has_number = " or ".join(f"{name} is not null" for name in numbers)
    years = connection.execute(
        f"select distinct {fiscal_year_sql(day)} from typed where problem is null and ({has_number}) order by all"
    ).fetchall()
    by_year = {year: secret(var, municipality_code, year) for (year,) in years}
    if not by_year:
        return {**values, "patron_key": "null", "checkout_key": "null"}
    values["patron_key"] = key_sql("'p' || patron_no", day, by_year)
    if "transaction_no" in names:
        values["checkout_key"] = key_sql(
            f"coalesce('t' || transaction_no, 'v' || patron_no || ' ' || library_code || ' ' || {day})",
            day,
            by_year,
        )
    return values
