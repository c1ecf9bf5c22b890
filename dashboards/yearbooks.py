"""Tables of a yearbook as printed, drawn once for each build."""

import streamlit as st

from dashboards.places import Yearbook
from dashboards.published import published
from warehouse.figures import Figures
from warehouse.open import Published
from warehouse.printed_table import PrintedTable, TableInfo, list_tables, printed_table


def tables(yearbook: Yearbook) -> list[TableInfo]:
    build = published()
    return _tables(build.build.build_id, yearbook.municipality_code, yearbook.edition, build)


def table(yearbook: Yearbook, table_id: str, fiscal_year: int, figures: Figures) -> PrintedTable:
    build = published()
    return _table(
        build.build.build_id,
        yearbook.municipality_code,
        yearbook.edition,
        table_id,
        fiscal_year,
        figures.value,
        build,
    )


@st.cache_data(show_spinner=False, max_entries=100)
def _tables(build_id: str, municipality_code: str, edition: int, _build: Published) -> list[TableInfo]:
    return list_tables(_build, municipality_code, edition)


@st.cache_data(show_spinner=False, max_entries=500)
def _table(
    build_id: str,
    municipality_code: str,
    edition: int,
    table_id: str,
    fiscal_year: int,
    figures: str,
    _build: Published,
) -> PrintedTable:
    return printed_table(_build, municipality_code, edition, table_id, fiscal_year, figures=Figures(figures))
