"""Where dbt's own documents, which `nenpo dbtdocs` writes, speak of the tables that figures are read from."""

from collections.abc import Sequence
from html import escape

from dashboards.published import frame, var_dir
from dashboards.shell import DBT_DOCS_PATH
from warehouse.describe import DESCRIBING
from warehouse.places import Places


def address(table: str) -> str | None:
    """The place of a table of the published file; None where there are no documents, or it is not dbt's."""
    if table in DESCRIBING or not Places(var_dir()).dbt_docs.is_file():
        return None
    kind = "model" if table.startswith(("dim_", "fct_", "rpt_")) else "seed"
    return f"{DBT_DOCS_PATH}#!/{kind}/{kind}.nenpo.{table}"


def origins_html(tables: Sequence[str]) -> str:
    """A line with a link for each table; empty without documents."""
    addresses = {table: place for table in tables if (place := address(table)) is not None}
    if not addresses:
        return ""
    names = dict(frame("select table_name, coalesce(name_ja, table_name) from dim_table").iter_rows())
    links = "　".join(
        f'<a href="{escape(place)}" target="_blank">{escape(names.get(table, table))}({escape(table)})</a>'
        for table, place in addresses.items()
    )
    return (
        f'<p class="nenpo-trust nenpo-origin">数値の作り方(dbtの文書、英語。別の画面で開きます)：{links}</p>'
    )
