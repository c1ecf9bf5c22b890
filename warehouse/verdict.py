"""What the arithmetic says of the last build, whether it was published or refused."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse.errors import UserError
from warehouse.open import open_published
from warehouse.places import Places
from warehouse.reconciliation import Reconciliation, reconciliation
from warehouse.work_file import work_state

_CELLS = """
select tables.table_no, terms.fiscal_year, terms.row_path, terms.column_path, terms.role, cells.value
from yearbook.rpt_yearbook__identity_cells as terms
inner join yearbook.rpt_yearbook__cells as cells
    using (municipality_code, edition, table_id, fiscal_year, row_path, column_path, basis)
inner join yearbook.rpt_yearbook__tables as tables using (municipality_code, edition, table_id)
where (terms.municipality_code, terms.edition, terms.identity_id, terms.instance, terms.table_year, terms.basis)
    = (?, ?, ?, ?, ?, ?)
order by terms.role = 'target' desc, tables.sort_order, terms.fiscal_year, terms.row_path, terms.column_path
"""


@dataclass(frozen=True)
class Verdict:
    """Identities by status, the protected share of the numeric cells, each violation with the cells of its identity,
    and how what was computed compares with what was published.
    """

    build: str
    is_published: bool
    counts: dict[str, int]
    numeric_cells: int
    protected_cells: int
    violations: tuple[dict[str, Any], ...]
    reconciliation: Reconciliation


def last_verdict(var: Path) -> Verdict:
    """Judge the last build: the refused one when nothing was published after it.

    Raises:
        UserError: nothing was built yet, or what is published is damaged.
    """
    places = Places(var)
    state = work_state(places)
    if state is not None and state.stage == "refused":
        with duckdb.connect(str(places.candidate), read_only=True) as connection:
            return _verdict(connection, "refused", is_published=False)
    if not places.current.exists():
        raise UserError("作成されたデータがありません。「make build」を実行してください。")
    published = open_published(var)
    published.close()
    with duckdb.connect() as connection:
        connection.execute(f"attach '{published.path}' as build (read_only)")
        connection.execute("create schema yearbook")
        for table in ("identities", "identity_cells", "cells", "tables", "reconciliation"):
            connection.execute(
                f"create view yearbook.rpt_yearbook__{table} as from build.rpt_yearbook__{table}"
            )
        return _verdict(connection, published.build.build_id, is_published=True)


def _verdict(connection: duckdb.DuckDBPyConnection, build: str, *, is_published: bool) -> Verdict:
    by_status = dict(
        connection.execute(
            "select status, count(*) from yearbook.rpt_yearbook__identities group by status"
        ).fetchall()
    )
    counts = {status: by_status.get(status, 0) for status in ("held", "registered", "violated")}
    numeric, protected = _protection(connection)
    return Verdict(
        build,
        is_published,
        {"run": sum(counts.values()), **counts},
        numeric,
        protected,
        _violations(connection),
        reconciliation(connection),
    )


def _protection(connection: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    row = connection.execute(
        "select count(*), count(*) filter (where protected.table_id is not null)"
        " from yearbook.rpt_yearbook__cells as cells left join ("
        "   select distinct municipality_code, edition, table_id, fiscal_year, row_path, column_path, basis"
        "   from yearbook.rpt_yearbook__identity_cells where is_protected"
        " ) as protected using (municipality_code, edition, table_id, fiscal_year, row_path, column_path, basis)"
        " where cells.value is not null"
    ).fetchone()
    assert row is not None
    return row[0], row[1]


def _violations(connection: duckdb.DuckDBPyConnection) -> tuple[dict[str, Any], ...]:
    found = connection.execute(
        "select municipality_code, edition, identity_id, instance, table_year, basis, form, fiscal_year, row_path,"
        " column_path, printed_value, computed_value, register_id from yearbook.rpt_yearbook__identities"
        " where status = 'violated' order by all"
    ).fetchall()
    return tuple(_violation(connection, *row) for row in found)


def _violation(connection: duckdb.DuckDBPyConnection, *row: Any) -> dict[str, Any]:
    key, (form, fiscal_year, row_path, column_path, printed, computed, register_id) = row[:6], row[6:]
    wrong = f"登録簿 {register_id} の算式と違います" if register_id else "一致しません"
    names = ("table_no", "fiscal_year", "row_path", "column_path", "role", "value")
    cells = [
        {**dict(zip(names, cell, strict=True)), "value": float(cell[-1])}
        for cell in connection.execute(_CELLS, list(key)).fetchall()
    ]
    return {
        "municipality_code": key[0],
        "edition": key[1],
        "identity_id": key[2],
        "instance": key[3],
        "form": form,
        "basis": key[5],
        "printed_value": float(printed),
        "computed_value": float(computed),
        "sentence_ja": (
            f"恒等式 {key[2]}({fiscal_year}年度 {row_path}・{column_path}): 印刷値 {printed.normalize():f} と"
            f"計算値 {computed.normalize():f} が{wrong}。次の欄のどれかを確かめてください。"
        ),
        "cells": cells,
    }
