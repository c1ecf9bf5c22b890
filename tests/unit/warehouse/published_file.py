"""Small builds made without dbt: tables under the contracts of the marts, filled by the test."""

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import yaml

from warehouse.places import Places
from warehouse.publish import publish

DBT = Path(__file__).resolve().parents[3] / "dbt"
MODELS = DBT / "models"
BUILT_AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
INPUTS_HASH = "0123456789abcdef" * 4
KEY = {"municipality_code": "99001", "edition": 2024}

Row = dict[str, Any]


@cache
def contract(table: str) -> tuple[str, dict[str, str]]:
    """The layer of a published table and the types of its columns."""
    (path,) = MODELS.glob(f"*/{table}.yml")
    (model,) = yaml.safe_load(path.read_text(encoding="utf-8"))["models"]
    return path.parent.name, {column["name"]: column["data_type"] for column in model["columns"]}


def write_candidate(var: Path, tables: dict[str, list[Row]]) -> Places:
    """The file under construction with these tables; a column that a row does not name is empty."""
    places = Places(var)
    places.candidate.parent.mkdir(parents=True, exist_ok=True)
    places.candidate.unlink(missing_ok=True)
    with duckdb.connect(str(places.candidate)) as connection:
        connection.execute("begin; create schema marts; create schema yearbook; create schema dictionary")
        for path in DBT.glob("dictionary/*.csv"):
            connection.execute(
                f"create table dictionary.{path.stem} as from read_csv('{path}', all_varchar = true)"
            )
        for table, rows in tables.items():
            layer, columns = contract(table)
            definition = ", ".join(f'"{name}" {type_}' for name, type_ in columns.items())
            connection.execute(f"create table {layer}.{table} ({definition})")
            for row in rows:
                names, marks = ", ".join(row), ", ".join("?" * len(row))
                connection.execute(
                    f"insert into {layer}.{table} ({names}) values ({marks})", list(row.values())
                )
        connection.execute("commit")
    return places


def publish_tables(var: Path, tables: dict[str, list[Row]], built_at: datetime = BUILT_AT) -> Places:
    """Publish these rows."""
    places = write_candidate(var, tables)
    publish(places, INPUTS_HASH, built_at)
    return places


def heads(table_id: str, axis: str, found: Iterable[Row]) -> list[Row]:
    """Axis members in order; a path is its own label unless `labels` says otherwise."""
    return [
        {
            **KEY,
            "table_id": table_id,
            "axis": axis,
            "position": position,
            "labels": '["' + '", "'.join(head["path"].split("/")) + '"]',
            "role": "item",
            "year_offset": 0,
            **head,
        }
        for position, head in enumerate(found, 1)
    ]


def table(table_id: str, years: list[int], **changed: Any) -> Row:
    """A table printed for these years."""
    plain = {
        "table_no": "1-(1)",
        "chapter": "1",
        "chapter_title_ja": "利用",
        "title_ja": "貸出の状況",
        "unit_ja": "冊",
        "sort_order": 110,
        "layout": "grid",
        "years_layout": "blocks",
        "lead_years": 0,
        "row_heads": '["年度", "館名"]',
    }
    return {**KEY, "table_id": table_id, **plain, "table_years": years, **changed}


def cell(table_id: str, year: int, row: str, column: str, value: Decimal | int | str, **changed: Any) -> Row:
    """A published figure, or a mark of a closed branch."""
    is_mark = isinstance(value, str)
    plain = {
        "table_no": "1-(1)",
        "measure": "count",
        "unit": "冊",
        "value": None if is_mark else value,
        "value_text": value if is_mark else None,
        "value_status": "closed" if is_mark else "final",
        "basis": "published",
        "source": "砂丘市の図書館 4頁 表1-(1)",
    }
    place = {"table_id": table_id, "fiscal_year": year, "row_path": row, "column_path": column}
    return {**KEY, **place, **plain, **changed}


DIMENSIONS: dict[str, list[Row]] = {
    "dim_municipality": [{"municipality_code": "99001", "slug": "sakyu", "name_ja": "砂丘市"}],
    "dim_measure": [
        {"measure_id": "count", "name_ja": "冊数", "unit_ja": "冊", "decimals": 0},
        {"measure_id": "share", "name_ja": "構成比", "unit_ja": "%", "decimals": 1},
    ],
    "dim_fiscal_year": [{"fiscal_year": year, "short_ja": f"R{year - 2018}"} for year in range(2020, 2025)],
}
