"""Annotations, organisation, mutual use and plans: they load, they become rows, and what does not fit is refused."""

from datetime import date
from pathlib import Path

import pytest

from catalog.errors import CatalogError
from catalog.load import Catalog, load
from catalog.raw_tables import RAW_TABLES
from catalog.rows import catalog_rows
from tests import seeds_tree as tree
from tests.seeds_tree import change
from tests.unit.catalog.history_texts import ANNOTATIONS, MUTUAL_USE, ORGANISATION, PLAN, add_history

# File, text, its replacement, parts of the sentence.
MISTAKES = {
    "unknown kind": (ANNOTATIONS, "kind: service_end", "kind: fire", ["annotations.2.kind", "「fire」", "'counting_rule'"]),
    "unknown precision": (ANNOTATIONS, "precision: day", "precision: week", ["「week」", "'month'"]),
    "unknown key": (ANNOTATIONS, "undecided_ja", "unsure_ja", ["「unsure_ja」は使えません", "place_ja"]),
    "text for a date": (ANNOTATIONS, "date: 2023-03-31", 'date: "2023-03-31"', ["date", "日付"]),
    "end before start": (ANNOTATIONS, "2020-07-01", "2020-04-01", ["end_date が date より前", "flood"]),
    "a day in a month": (ANNOTATIONS, "2020-05-01", "2020-05-02", ["月の1日", "flood"]),
    "a day in a year": (ANNOTATIONS, "2010-04-01", "2010-01-01", ["4月1日", "bus_ended"]),
    "place and library": (
        ANNOTATIONS, "library_codes: [], place_ja", 'library_codes: ["01"], place_ja', ["place_ja", "bus_ended"],
    ),
    "chart without a series": (ANNOTATIONS, "measures: [loans, open_days]", "measures: []", ["measures", "hill_closed"]),
    "change twice": (ANNOTATIONS, "annotation_id: flood", "annotation_id: bus_ended", ["bus_ended が二度"]),
    "unknown library": (ANNOTATIONS, '["02"]', '["09"]', ["hill_closed", "図書館「09」", "01、02"]),
    "unknown measure": (ANNOTATIONS, "[loans, open_days]", "[lones]", ["hill_closed", "測定項目「lones」"]),
    "organisation twice": (ORGANISATION, "entry_id: chart", "entry_id: section", ["section が二度"]),
    "period turned round": (ORGANISATION, "valid_to: null, precision: month", "valid_to: 2019-03-31, precision: month", ["valid_to", "section"]),
    "library of nobody": (ORGANISATION, '["01", "02"]', '["01", "03"]', ["chart", "図書館「03」"]),
    "unknown table of staff": (ORGANISATION, '"3-(1)"', '"1-(9)"', ["表「1-(9)」"]),
    "start without a month": (MUTUAL_USE, "started_month: 2016-09-01, home_started_month: 2016-12-01", "started_month: null", ["started_month", "川上町"]),
    "month before a start": (MUTUAL_USE, "status: under_discussion, started_month: null", "status: under_discussion, started_month: 2017-01-01", ["started_month", "川下町"]),
    "a day of a start": (MUTUAL_USE, "2016-09-01", "2016-09-02", ["月は", "川上町"]),
    "home before the start": (MUTUAL_USE, "2016-12-01", "2016-08-01", ["home_started_month", "川上町"]),
    "unknown status": (MUTUAL_USE, "under_discussion", "planned", ["「planned」", "'started'"]),
    "partner twice": (MUTUAL_USE, "川下町", "川上町", ["川上町 が二度"]),
    "indicators not printed": (PLAN, "printed, indicators", "to_be_reported, indicators", ["目標 2", "printed"]),
    "indicators missing": (PLAN, "[貸出冊数, 来館者数]", "[]", ["目標 2", "to_be_reported"]),
    "goal twice": (PLAN, 'goal_no: "2"', 'goal_no: "1"', ["goal_no 1 が二度"]),
    "action twice": (PLAN, '"2-1"', '"1-2"', ["action_no 1-2 が二度"]),
    "no action": (PLAN, '[{action_no: "2-1", title_ja: 学校, text_ja: 学校と組む。}]', "[]", ["一つ以上"]),
    "plan of another name": (PLAN, "plan_id: goals", "plan_id: aims", ["plan_id を「goals」"]),
}  # fmt: skip


@pytest.fixture
def with_history(seeds: Path) -> Path:
    return add_history(seeds)


def rows(catalog: Catalog, table: str) -> list[dict[str, object]]:
    found = catalog_rows(catalog)[f"raw_catalog__{table}"]
    columns = RAW_TABLES[f"raw_catalog__{table}"]
    return [{name: row[name] for name in columns} for row in found]


def test_a_municipality_without_history_has_none(seeds: Path) -> None:
    catalog = load(seeds)
    history = catalog.histories[tree.CODE]
    assert (history.annotations, history.organisation, history.mutual_use, history.plans) == (
        (),
        None,
        None,
        (),
    )
    for table in (
        "annotations",
        "organisation",
        "mutual_use_partners",
        "plans",
        "plan_principles",
        "plan_goals",
        "plan_actions",
    ):
        assert rows(catalog, table) == []


def test_annotations_become_rows(with_history: Path) -> None:
    closed, flood, bus = rows(load(with_history), "annotations")
    assert (closed["library_codes"], closed["measures"]) == ("02", "loans,open_days")
    assert (str(closed["start_date"]), closed["end_date"], closed["fiscal_year"]) == (
        "2023-03-31",
        None,
        2023,
    )
    assert (flood["library_codes"], str(flood["end_date"]), flood["show_on_charts"]) == (
        "",
        "2020-07-01",
        False,
    )
    assert (bus["place_ja"], bus["precision"]) == ("移動図書館", "year")


def test_organisation_and_plan_become_rows_in_printed_order(with_history: Path) -> None:
    catalog = load(with_history)
    entries = rows(catalog, "organisation")
    assert [(e["position"], e["kind"], e["library_codes"]) for e in entries] == [
        (1, "section", ""),
        (2, "undecided", "01,02"),
    ]
    (plan,) = rows(catalog, "plans")
    assert (plan["related_plans_ja"], plan["policy_name_ja"]) == ("総合計画、学習計画", "方針")
    assert len(rows(catalog, "plan_principles")) == 1
    goals = rows(catalog, "plan_goals")
    assert [(g["goal_no"], g["indicator_status"], g["indicators"]) for g in goals] == [
        ("1", "to_be_reported", ""),
        ("2", "printed", "貸出冊数、来館者数"),
    ]
    actions = rows(catalog, "plan_actions")
    assert [(a["goal_no"], a["action_no"], a["position"]) for a in actions] == [
        ("1", "1-1", 1),
        ("1", "1-2", 2),
        ("2", "2-1", 1),
    ]


@pytest.mark.parametrize(("file", "old", "new", "parts"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_refused(with_history: Path, file: str, old: str, new: str, parts: list[str]) -> None:
    change(with_history / file, old, new)
    with pytest.raises(CatalogError) as caught:
        load(with_history)
    said = str(caught.value)
    assert said.startswith(f"seeds/{file}")
    assert [part for part in parts if part not in said] == []


def test_a_plan_of_an_unknown_municipality(with_history: Path) -> None:
    (with_history / "plans" / tree.CODE).rename(with_history / "plans" / "99002")
    with pytest.raises(CatalogError, match=f"「99002」は登録されていません.*{tree.CODE}"):
        load(with_history)


def test_the_goals_of_the_repository_have_no_indicator_that_the_source_lacks(repository: Path) -> None:
    (plan,) = load(repository / "seeds").histories["28204"].plans
    assert [len(goal.actions) for goal in plan.goals] == [4, 4, 3, 3]
    assert {(goal.indicator_status, goal.indicators) for goal in plan.goals} == {("to_be_reported", ())}
    assert len(plan.policy.principles) == 6


def test_partners_of_mutual_use_become_rows_in_printed_order(with_history: Path) -> None:
    first, second = rows(load(with_history), "mutual_use_partners")
    assert first == {
        "municipality_code": tree.CODE,
        "position": 1,
        "partner_ja": "川上町",
        "agreement_ja": "2016年3月",
        "status": "started",
        "started_month": date(2016, 9, 1),
        "home_started_month": date(2016, 12, 1),
        "direction_ja": "川上町から",
        "note_ja": "工事のため。",
        "source_ja": "要覧",
    }
    assert (second["position"], second["status"], second["started_month"]) == (2, "under_discussion", None)
