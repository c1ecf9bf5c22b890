"""The published build and cached queries on it. A cache entry lives under its build's id, so a new build is seen at once."""

import os
from pathlib import Path
from typing import Any

import polars as pl
import streamlit as st

from warehouse.open import Published, open_readable
from warehouse.places import Places


def var_dir() -> Path:
    return Path(os.environ.get("NENPO_VAR", "var"))


def seeds_dir() -> Path:
    return Path(os.environ.get("NENPO_SEEDS", "seeds"))


def published() -> Published:
    """The build that CURRENT names now, or the newest before it that can be read; opened once for all sessions."""
    pointer = Places(var_dir()).current
    return _opened(str(var_dir()), pointer.read_bytes() if pointer.exists() else b"")


@st.cache_resource(show_spinner=False, max_entries=2)
def _opened(var: str, pointer: bytes) -> Published:
    return open_readable(Path(var))


def frame(sql: str, *params: Any) -> pl.DataFrame:
    build = published()
    return _frame(build.build.build_id, sql, params, build)


# Streamlit leaves arguments with a leading underscore out of the key: the build's id stands for the build.
@st.cache_data(show_spinner=False, max_entries=2000)
def _frame(build_id: str, sql: str, params: tuple[Any, ...], _build: Published) -> pl.DataFrame:
    return _build.frame(sql, params)
