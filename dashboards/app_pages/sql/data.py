"""The dictionary of the published file, and what an analyst may take for one query."""

from dataclasses import dataclass

from dashboards.app_pages.search.data import folded
from dashboards.published import frame, published
from warehouse.sandbox import Limits

LIMITS = Limits()
# Longer text fits no address, and no editor of one box.
MAX_CHARACTERS = 10_000
FOUND_SHOWN = 60
TABLE_FIRST_SHOWN = "rpt_yearbook__shown"


@dataclass(frozen=True)
class Table:
    """A table of the published file; names and meanings are empty where the dictionary has none."""

    name: str
    layer_ja: str
    name_ja: str
    text_ja: str

    @property
    def label_ja(self) -> str:
        return f"{self.name}　{self.name_ja}"


def tables() -> list[Table]:
    """The one that most questions are asked of first, then in the order of their names."""
    rows = frame(
        "select table_name, layer_ja, coalesce(name_ja, ''), coalesce(text_ja, '') from dim_table"
        " order by table_name != ?, table_name",
        TABLE_FIRST_SHOWN,
    )
    return [Table(*row) for row in rows.iter_rows()]


def row_count(table: Table) -> int:
    """Rows of a table, whose name is one of the dictionary's."""
    return int(frame(f'select count(*) as number from "{table.name}"').item())


def columns(table: Table) -> list[tuple[str, ...]]:
    """Name, type and meaning of each column, in order."""
    rows = frame(
        "select column_name, column_type, coalesce(name_ja || '：' || text_ja, '') from dim_column"
        " where table_name = ? order by position",
        table.name,
    )
    return rows.rows()


def found(query: str) -> list[tuple[str, ...]]:
    """Tables and columns in whose names or meanings every word stands: where, and the meaning."""
    words = folded(query).split()
    if not words:
        return []
    rows = frame(
        "select table_name as place, coalesce(name_ja || '：' || text_ja, '') from dim_table union all"
        " select table_name || '.' || column_name, coalesce(name_ja || '：' || text_ja, '') from dim_column"
        " order by contains(place, '.'), place"
    ).rows()
    return [row for row in rows if all(word in folded(" ".join(row)) for word in words)]


def holds_sample() -> bool:
    """Whether any figure of the file was counted from generated records."""
    return bool(frame("select coalesce(bool_or(is_sample), false) as found from fct_cube").item())


def file_name() -> str:
    """The published file that is asked."""
    return published().path.name
