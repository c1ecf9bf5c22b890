"""A table of texts as the plan's page sets it."""

from collections.abc import Mapping

from dashboards.handout import Handout
from warehouse.text_table import TextTable


def show_table(
    handout: Handout, table: TextTable, *, caption: bool = True, links: Mapping[str, str] | None = None
) -> None:
    """Set it; `links` as in a plain table."""
    labels = [i for i, kind in enumerate(table.kinds) if kind == "label"]
    prose = [i for i, kind in enumerate(table.kinds) if kind == "prose"]
    handout.table(table.title_ja, table.heads, table.rows, labels, prose, caption, links)
