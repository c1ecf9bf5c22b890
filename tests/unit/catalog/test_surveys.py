"""Yearly forms and their answers: they load, they are dated, and what does not fit is refused."""

from pathlib import Path

import pytest

from catalog.errors import CatalogError
from catalog.load import load
from catalog.raw_tables import RAW_TABLES
from catalog.rows import catalog_rows
from tests.seeds_tree import change
from tests.survey_texts import ANSWERS_2022, ANSWERS_2023, FORM, add_survey

# File, text, its replacement, parts of the sentence.
MISTAKES = {
    "unknown key": (FORM, "check_ja", "checks_ja", ["「checks_ja」は使えません", "check_ja"]),
    "unknown kind": (FORM, "kind: entered, required: true, definition_ja: 測る。", "kind: guessed, required: true, definition_ja: 測る。", ["「guessed」", "'carried_over'"]),
    "another name": (FORM, "form_id: yearly", "form_id: monthly", ["form_id を「yearly」"]),
    "item twice": (FORM, '"2-03"', '"2-01"', ["2-01 が同じ時期に二度"]),
    "number of another shape": (FORM, '"2-03"', '"問3"', ["「問3」", "使える形"]),
    "calculated from nothing": (FORM, "kind: carried_over, required: true, definition_ja: 数える。, valid_from: 2020-04-01}\n  - {item_no: \"2-02\"", "kind: calculated, required: true, definition_ja: 数える。, valid_from: 2020-04-01}\n  - {item_no: \"2-02\"", ["2-01", "cells"]),
    "dates turned round": (FORM, "valid_to: 2023-03-30", "valid_to: 2020-03-30", ["2-04", "valid_to"]),
    "no years": (FORM, "every_years: 1", "every_years: 0", ["every_years", "1以上"]),
    "unknown table": (FORM, '"2-(1)"', '"9-(9)"', ["12行目", "表「9-(9)」"]),
    "unknown row": (FORM, "row_path: 全館", "row_path: 全舘", ["row_path", "「全舘」", "全館"]),
    "unknown column": (FORM, "column_path: 人数", "column_path: 人口", ["column_path", "「人口」", "人数"]),
    "item not asked that year": (ANSWERS_2022, "2-03,直営", "2-02,直営", ["3行目", "2-02", "2022年度"]),
    "answer twice": (ANSWERS_2022, "2-03,直営", "2-01,3", ["3行目", "2-01", "二度"]),
    "fraction of a library": (ANSWERS_2022, "2-01,2,", "2-01,2.5,", ["2行目", "「2.5」", "整数"]),
    "too many decimals": (ANSWERS_2023, "1290.94", "1290.945", ["1290.945", "小数第2位"]),
    "below nought": (ANSWERS_2023, "1841", "-1", ["「-1」", "0以上"]),
    "formula": (ANSWERS_2022, "直営", "＝HYPERLINK(1)", ["＝HYPERLINK(1)", "始まらない"]),
    "formula as a source": (ANSWERS_2022, "直営,条例", "直営,@SUM(1)", ["source_ja", "@SUM(1)"]),
    "without a source": (ANSWERS_2022, "直営,条例", "直営,", ["source_ja", "1字以上"]),
    "no day": (ANSWERS_2022, "2-03,直営,条例,2023-06-01", "2-03,直営,条例,昨日", ["entered_on", "「昨日」"]),
}  # fmt: skip


@pytest.fixture
def with_survey(seeds: Path) -> Path:
    return add_survey(seeds)


def test_an_installation_without_forms_has_none(seeds: Path) -> None:
    catalog = load(seeds)
    assert (catalog.surveys.forms, catalog.surveys.answered) == ((), ())
    assert catalog_rows(catalog)["raw_catalog__surveys"] == []


def test_an_item_is_asked_within_its_dates_only(with_survey: Path) -> None:
    (form,) = load(with_survey).surveys.forms
    always = ["1-01", "1-02", "1-03", "2-01", "2-03"]
    # Counted on the last day of the year: 31 March 2022 lies before 30 March 2023, 31 March 2023 behind it.
    assert list(form.items_of(2021)) == [*always, "2-04"]
    assert list(form.items_of(2022)) == always
    assert list(form.items_of(2023)) == ["1-01", "1-02", "1-03", "2-01", "2-02", "2-03"]
    assert form.items_of(2020) == {}


def test_a_form_of_every_third_year_asks_of_no_other(with_survey: Path) -> None:
    change(with_survey / FORM, "every_years: 1", "every_years: 3")
    (with_survey / ANSWERS_2022).unlink()
    (with_survey / ANSWERS_2023).unlink()
    (form,) = load(with_survey).surveys.forms
    assert [year for year in range(2019, 2029) if form.is_asked(year)] == [2021, 2024, 2027]


def test_forms_become_rows(with_survey: Path) -> None:
    rows = catalog_rows(load(with_survey))
    for name in ("surveys", "survey_items", "survey_item_cells", "survey_answers"):
        table = f"raw_catalog__{name}"
        assert rows[table] and all(set(RAW_TABLES[table]) <= set(row) for row in rows[table])
    cells = [(r["item_no"], r["position"], r["table_no"], r["year_offset"]) for r in rows["raw_catalog__survey_item_cells"]]  # fmt: skip
    assert cells == [
        ("1-01", 1, "1-(1)", 0),
        ("1-02", 1, "2-(1)", 0),
        ("1-02", 2, "3-(1)", 0),
        ("1-03", 1, "1-(1)", 1),
    ]
    answers = [(r["fiscal_year"], r["item_no"], r["value"]) for r in rows["raw_catalog__survey_answers"]]
    assert answers == [(2022, "2-01", "2"), (2022, "2-03", "直営"), (2023, "1-01", "1841"), (2023, "2-02", "1290.94")]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "parts"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_refused(with_survey: Path, file: str, old: str, new: str, parts: list[str]) -> None:
    change(with_survey / file, old, new)
    with pytest.raises(CatalogError) as caught:
        load(with_survey)
    said = str(caught.value)
    assert said.startswith(f"seeds/{file}")
    assert [part for part in parts if part not in said] == []


@pytest.mark.parametrize(("name", "parts"), [("yearly/2020", ["「2020」", "2021年度"]), ("yearly/R6", ["「R6」"]), ("weekly/2022", ["様式「weekly」", "yearly"])])  # fmt: skip
def test_answers_to_what_is_not_asked_are_refused(with_survey: Path, name: str, parts: list[str]) -> None:
    path = with_survey / ANSWERS_2022
    target = path.parent.parent / f"{name}.csv"
    target.parent.mkdir(exist_ok=True)
    path.rename(target)
    with pytest.raises(CatalogError) as caught:
        load(with_survey)
    assert [part for part in parts if part not in str(caught.value)] == []


def test_the_forms_of_the_repository_say_what_was_not_verified(repository: Path) -> None:
    forms = load(repository / "seeds").surveys.forms
    assert [form.form_id for form in forms] == ["jla_public_library", "mext_social_education_library"]
    for form in forms:
        assert any("公式" in text and "照合していない" in text for text in form.unverified_ja)
        assert {item.kind for item in form.items} == {"calculated", "entered", "carried_over"}
