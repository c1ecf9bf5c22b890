"""The sections of the menu."""

from dashboards.registry import page_entries


def test_explore_and_sql_are_the_pages_of_analysis() -> None:
    assert [entry.path for entry in page_entries() if entry.section_ja == "分析"] == ["explore", "sql"]
