"""The registry of pages: its sections, and the tables that it says figures are read from."""

from pathlib import Path

from dashboards.registry import page_entries

# What they show follows from rules, from what the reader asks, or from the installation itself.
WITHOUT_FIGURES = {
    "decision",
    "opening-calendar",
    "delivery-calendar",
    "rules",
    "compare-rules",
    "sql",
    "status",
}


def test_explore_and_sql_are_the_pages_of_analysis() -> None:
    assert [entry.path for entry in page_entries() if entry.section_ja == "分析"] == ["explore", "sql"]


def test_every_page_with_figures_names_models_that_exist(repository: Path) -> None:
    models = {path.stem for path in (repository / "dbt" / "models").rglob("*.sql")}
    assert {entry.path for entry in page_entries() if not entry.models} == WITHOUT_FIGURES
    assert [model for entry in page_entries() for model in entry.models if model not in models] == []
