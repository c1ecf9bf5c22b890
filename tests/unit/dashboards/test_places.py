"""The municipalities of a build and their documents, in the order in which pages offer them."""

from pathlib import Path

import pytest
import streamlit as st

from dashboards.places import municipalities
from tests.unit.warehouse.published_file import DIMENSIONS, Row, publish_tables
from warehouse.open import Published


def _edition(code: str, edition: int, series: str) -> Row:
    return {
        "municipality_code": code, "edition": edition, "series": series, "main_fiscal_year": edition - 1,
        "document_ja": f"{series}{edition}", "publisher_ja": "館",
    }  # fmt: skip


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four cities: with a guide alone, with several documents, with nothing, with one yearbook."""
    st.cache_data.clear()
    st.cache_resource.clear()
    cities = [
        {"municipality_code": code, "slug": f"s{code}", "name_ja": "市", "library_system_name_ja": "館"}
        for code in ("1", "2", "3", "4")
    ]
    editions = [
        _edition("1", 2020, "guide"), _edition("3", 2023, "yearbook"), _edition("3", 2024, "yearbook"),
        _edition("3", 2025, "guide"), _edition("3", 2022, "initiatives"), _edition("4", 2021, "yearbook"),
    ]  # fmt: skip
    publish_tables(tmp_path, {**DIMENSIONS, "dim_municipality": cities, "dim_edition": editions})
    monkeypatch.setenv("NENPO_VAR", str(tmp_path))


@pytest.mark.usefixtures("build")
def test_cities_with_a_yearbook_come_first_and_each_has_its_newest_documents() -> None:
    found = {m.code: [(y.document_ja, y.is_only_one) for y in m.yearbooks] for m in municipalities()}
    assert list(found.items()) == [
        ("3", [("yearbook2024", False), ("guide2025", False), ("initiatives2022", False)]),
        ("4", [("yearbook2021", True)]),
        ("1", [("guide2020", True)]),
        ("2", []),
    ]
    (first, *_) = municipalities()
    assert (first.slug, first.yearbooks[0].main_fiscal_year) == ("s3", 2023)
    assert first.yearbooks[0].link == {"municipality": "s3", "edition": "2024"}


@pytest.mark.usefixtures("build")
def test_they_are_asked_of_the_build_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    original = Published.frame
    monkeypatch.setattr(Published, "frame", lambda self, *sql: (asked.append(sql), original(self, *sql))[1])
    assert len(municipalities()) == 4
    assert len(asked) == 1
