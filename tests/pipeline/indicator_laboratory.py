"""Figures of invented cities, made into indicators by the models' own SQL, without a build."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

# Filled by a test, or taken over from the build.
EMPTY = ("yearbook.rpt_yearbook__located", "yearbook.rpt_yearbook__shown", "marts.dim_definition", "marts.dim_population",
         "marts.dim_municipality", "marts.dim_library", "raw.raw_catalog__unit_prices",
         "raw.raw_closings__periods")  # fmt: skip
TAKEN_OVER = ("raw.raw_catalog__indicators", "raw.raw_catalog__indicator_parts", "raw.raw_catalog__definables",
              "raw.raw_catalog__tables", "raw.raw_catalog__measure_conditions", "marts.dim_measure",
              "marts.dim_fiscal_year", "marts.dim_ndc", "marts.fct_cube",
              "intermediate.int_quantities__judged")  # fmt: skip
# In the order in which one reads the other, each as a view.
MODELS = ("marts.dim_indicator", "intermediate.int_definitions__dated", "intermediate.int_figures__summed",
          "intermediate.int_figures__classed", "intermediate.int_figures__chosen",
          "intermediate.int_indicators__placed", "intermediate.int_indicator_parts__valued",
          "intermediate.int_indicator_units__computed", "intermediate.int_indicators__printed",
          "marts.fct_indicators", "marts.rpt_indicator__comparable")  # fmt: skip
TABLE_ID, TABLE_NO = "t01_5_individual_loans", "1-(5)"
YEAR = 2024


@dataclass(frozen=True)
class Laboratory:
    """A database named as the build, of cities that a test invents."""

    connection: duckdb.DuckDBPyConnection

    @classmethod
    def on(cls, var: Path) -> "Laboratory":
        """With the definitions and measures of a built installation."""
        connection = duckdb.connect()
        connection.execute(f"attach '{var / 'work' / 'build.duckdb'}' as real (read_only)")
        connection.execute("attach ':memory:' as build")
        connection.execute("use build")
        for schema in ("raw", "intermediate", "marts", "yearbook"):
            connection.execute(f"create schema {schema}")
        for table in EMPTY:
            connection.execute(f"create table {table} as from real.{table} limit 0")
        for table in TAKEN_OVER:
            connection.execute(f"create table {table} as from real.{table}")
        compiled = var / "work" / "dbt_target" / "compiled" / "nenpo" / "models"
        for model in MODELS:
            schema, name = model.split(".")
            sql = (compiled / schema / f"{name}.sql").read_text(encoding="utf-8")
            connection.execute(f"create view {model} as {sql}")
        connection.execute("detach real")
        return cls(connection)

    def insert(self, table: str, **values: Any) -> None:
        """A row with these values and nothing else."""
        self.connection.execute(
            f"insert into {table} ({', '.join(values)}) values ({', '.join('?' * len(values))})",
            list(values.values()),
        )

    def city(self, code: str, name: str, **definitions: str) -> None:
        """A city and how it counts."""
        self.insert("marts.dim_municipality", municipality_code=code, name_ja=name)
        for definition, value in definitions.items():
            self.insert("marts.dim_definition", municipality_code=code, name=definition, value=value,
                        valid_from=date(2020, 4, 1))  # fmt: skip

    def figure(self, code: str, measure: str, value: float | None, **more: Any) -> None:
        """A figure that the city printed of all its libraries, unless `more` says otherwise."""
        cell = {"municipality_code": code, "edition": 2025, "table_id": TABLE_ID, "table_no": TABLE_NO,
                "fiscal_year": YEAR, "row_path": "全館", "column_path": measure, "measure_id": measure, "place_kind": "all",
                "conditions": "", "value": value, "value_status": "final", "basis": "published", "is_shown": True}  # fmt: skip
        cell.update(more)
        self.insert("yearbook.rpt_yearbook__located", **cell)
        shown = (
            "municipality_code",
            "edition",
            "table_id",
            "fiscal_year",
            "row_path",
            "column_path",
            "value",
        )
        self.insert("yearbook.rpt_yearbook__shown", **{key: cell[key] for key in shown})

    def indicator(
        self, code: str, indicator_id: str, place: str = "全館", year: int = YEAR
    ) -> dict[str, Any]:
        """The one row of a city's indicator."""
        return self._one(
            "select * from marts.fct_indicators where (municipality_code, indicator_id, place, fiscal_year) = (?, ?, ?, ?)",
            [code, indicator_id, place, year],
        )

    def compared(self, code: str, indicator_id: str) -> dict[str, Any]:
        """The city's row in the comparison."""
        return self._one(
            "select * from marts.rpt_indicator__comparable where (municipality_code, indicator_id, fiscal_year) = (?, ?, ?)",
            [code, indicator_id, YEAR],
        )

    def _one(self, sql: str, values: list[Any]) -> dict[str, Any]:
        found = self.connection.execute(sql, values)
        columns = [column[0] for column in found.description or ()]
        (row,) = found.fetchall()
        return dict(zip(columns, row, strict=True))
