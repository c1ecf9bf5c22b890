"""The address bar carries the choices: written, read back, and harmless when it lies."""

from collections.abc import Callable

import pytest

from tests.pages.reader import Reader

pytestmark = pytest.mark.slow

TABLE = {
    "municipality": "nishinomiya",
    "table": "t04_1_individual_loans",
    "fiscal_year": "2023",
    "branch": "04",
}
HOSTILE = [
    {"municipality": "<script>alert(1)</script>"},
    {"municipality": "nishinomiya' or 1=1 --"},
    {"table": "../../etc/passwd"},
    {"table": "t04_1_individual_loans", "fiscal_year": "9" * 400},
    {"table": "t04_1_individual_loans", "fiscal_year": "-1"},
    {"table": "t04_1_individual_loans", "fiscal_year": "R6"},
    {"table": "t04_1_individual_loans", "branch": "\u0000"},
    {"table": "t04_1_individual_loans", "branch": "99"},
    {"table": "𠮷" * 300, "fiscal_year": "∞", "branch": "%00", "municipality": "💥"},
    {"no_such_parameter": "1"},
]


def test_choices_on_the_page_are_written_into_the_address(
    reader: Reader, new_reader: Callable[..., Reader], address: str
) -> None:
    reader.open("table", municipality="nishinomiya", table="4-(1)")
    assert reader.parameters() == {**TABLE, "fiscal_year": "2024", "branch": "all"}
    reader.choose("年度", "令和5年度（2023）")
    reader.choose("館", "北口図書館")
    assert reader.parameters() == TABLE
    assert reader.page.locator(".nenpo-table td.marked").count() == 10
    # A link copied from the bar shows the same to somebody else.
    other = new_reader(address)
    other.open("table", **reader.parameters())
    assert other.text() == reader.text()
    assert other.faults() == []


def test_choosing_another_table_keeps_quiet_about_choices_it_does_not_have(reader: Reader) -> None:
    reader.open("table", **TABLE)
    reader.choose("表", "1-(3)　所蔵数")
    assert reader.faults() == []
    assert reader.parameters() == {
        "municipality": "nishinomiya",
        "table": "t01_3_holdings",
        "fiscal_year": "2023",
        "branch": "all",
    }


@pytest.mark.parametrize("parameters", HOSTILE)
def test_a_lying_address_falls_back_with_one_sentence(reader: Reader, parameters: dict[str, str]) -> None:
    reader.open("table", **parameters)
    sentence = reader.alert()
    assert sentence.startswith("アドレスで指定された")
    assert sentence.count("。") == 1
    assert reader.faults() == [f"says {sentence!r}"]
    assert reader.page.locator(".nenpo-table").count() > 0
    shown = reader.text()
    assert not any(
        value in shown for value in parameters.values() if len(value) > 3 and value not in TABLE.values()
    )


def test_a_day_that_is_none_falls_back(reader: Reader) -> None:
    reader.open("libraries", as_of="2024-13-99")
    sentence = "アドレスで指定された基準日が見つからないため、標準の内容を表示しています。"
    assert (reader.alert(), reader.faults()) == (sentence, [f"says {sentence!r}"])


def test_the_hierarchy_is_the_one_of_the_day(reader: Reader) -> None:
    reader.open("libraries", municipality="nishinomiya", as_of="2026-03-31")
    before = reader.page.inner_text(".nenpo-table")
    reader.open("libraries", municipality="nishinomiya", as_of="2026-04-01")
    after = reader.page.inner_text(".nenpo-table")
    assert before.index("山口分室") < before.index("北部図書館")
    assert after.index("北部図書館") < after.index("山口分室") < after.index("鳴尾図書館")


def test_an_unknown_page_leads_to_the_landing_page(reader: Reader) -> None:
    reader.open("no/such/page", municipality="nishinomiya")
    assert reader.alert() == "アドレスで指定されたページが見つからないため、標準の内容を表示しています。"
    assert reader.page.locator(".nenpo-cards").count() == 1
    assert reader.parameters() == {"municipality": "nishinomiya"}


def test_the_path_of_the_landing_page_leads_there(reader: Reader) -> None:
    reader.open("overview", municipality="nishinomiya")
    assert reader.faults() == []
    assert reader.page.locator(".nenpo-cards").count() == 1
