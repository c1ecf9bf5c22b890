"""The least that Streamlit can do of an explored page: its query, and the rows as a table. `bench.pages` serves it."""

import os

import duckdb
import streamlit as st

from bench.explored import FILE, ROWS, bare_query


@st.cache_resource
def _file() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(os.environ[FILE], read_only=True)


asked = st.query_params
rows = bare_query(_file(), asked["code"], asked["measure"], ROWS[asked["rows"]])
st.table([{"row": name, "value": value} for name, value in rows])
