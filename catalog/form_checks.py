"""What the plan of the monthly form may name: tables that there are, each once, and the measures that they have."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from catalog.errors import CatalogError
from catalog.table_spec import TableSpec
from catalog.yaml_file import YamlFile

if TYPE_CHECKING:
    from catalog.form import FormTable


def check_form_tables(plan: Sequence["FormTable"], tables: Iterable[TableSpec], file: YamlFile) -> None:
    """Hold the tables of the plan against those of the yearbook.

    Raises:
        CatalogError: an unknown table or measure, or a table that stands twice, with file and line.
    """
    known = {table.table_id: table for table in tables}
    for number, asked in enumerate(plan):
        at = f"{file.shown_as} {file.line_of(('tables', number, 'table_id'))}行目"
        if asked.table_id not in known:
            raise CatalogError(
                f"{at}: 表「{asked.table_id}」はありません。seeds/yearbook/tables/ の表にしてください。"
            )
        if any(other.table_id == asked.table_id for other in plan[:number]):
            raise CatalogError(f"{at}: 表「{asked.table_id}」が二度あります。一つにまとめてください。")
        measures = _measures(known[asked.table_id])
        for key, named in (("only", asked.only), ("last", asked.last)):
            for position, measure in enumerate(named):
                if measure not in measures:
                    raise CatalogError(
                        f"{file.shown_as} {file.line_of(('tables', number, key, position))}行目 {key}: "
                        f"表「{asked.table_id}」に測定項目「{measure}」はありません。使えるもの: {'、'.join(measures)}。"
                    )


def _measures(table: TableSpec) -> list[str]:
    found = {table.measure, *(cell.measure for cell in table.note_cells)}
    nodes = [*table.rows, *table.columns]
    while nodes:
        node = nodes.pop()
        found.add(node.measure)
        nodes.extend(node.children)
    return sorted(measure for measure in found if measure is not None)
