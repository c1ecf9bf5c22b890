"""A week of nights: deliveries late, twice, broken and corrected; everything is issued when the calendar says."""

import hashlib
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dagster_project.installation import Installation
from reports.archive import issues, read_issue
from tests.conftest import run_nenpo
from tests.pipeline.week import CHIEF, COMMITTEE, Week, build, figures, loans, seeds_of_the_week, visits
from tests.seeds_tree import CODE
from tests.unit.reports.mail_desk import Desk, mail_desk
from warehouse.run_log import last_runs

pytestmark = pytest.mark.slow

MAY, JUNE = date(2024, 5, 1), date(2024, 6, 1)
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
BUILD_FAILED = "図書館統計: 数値を新しくできませんでした"
CITY = "砂丘市立図書館"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with mail_desk(tmp_path_factory.mktemp("desk")) as desk:
        yield desk


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory, desk: Desk) -> Week:
    """All seven nights."""
    folder = tmp_path_factory.mktemp("week")
    installation = Installation(seeds=str(seeds_of_the_week(folder)), var=str(folder / "var"))
    week = Week(installation)
    landing = installation.places.landing
    week.mails_by(desk)

    visits(landing, "visits-may.csv", MAY)
    loans(landing, "loans-may.csv", MAY, 30)
    assert not week.at(MONDAY, "02:00").failed

    # The nightly build fails, and the mail server is away.
    week.fails = True
    week.mails_by(desk, away=True)
    assert len(week.at(TUESDAY, "02:00").failed) == 2
    assert not desk.taken
    assert len(list(installation.places.outbox.iterdir())) == 2

    week.fails = False
    week.mails_by(desk)
    assert not week.at(WEDNESDAY, "02:00").failed

    # The report of June is due, but nothing of June is there.
    assert not week.at(THURSDAY, "02:00").failed
    assert len(week.at(THURSDAY, "06:00").failed) == 1
    assert len(week.at(THURSDAY, "06:30").failed) == 1

    # It comes late, one file twice under two names, another cut off in the middle.
    visits(landing, "visits-june.csv", JUNE)
    visits(landing, "visits-june-again.csv", JUNE)
    loans(landing, "loans-june.csv", JUNE, 25)
    whole = (landing / "loans-june.csv").read_bytes()
    (landing / "loans-june-broken.csv").write_bytes(whole[: whole.index(b"\n") + 20])
    for clock in ("02:00", "06:10", "06:20"):
        assert not week.at(FRIDAY, clock).failed

    # The city corrects June.
    loans(landing, "loans-june-corrected.csv", JUNE, 27)
    for clock in ("02:00", "06:30"):
        assert not week.at(SATURDAY, clock).failed
    again = run_nenpo(
        *("issue", "monthly_report", "--municipality", CODE, "--issue", "2024-06"),
        var=installation.places.var,
        seeds=Path(installation.seeds),
    )
    assert "第2版" in again.stdout, again.stderr

    sunday = run_nenpo(
        *("run-due", "--at", "2024-07-07T07:00"), var=installation.places.var, seeds=Path(installation.seeds)
    )
    assert sunday.returncode == 0, sunday.stderr
    assert "は最新です。" in sunday.stdout
    return week


def test_only_nights_with_something_new_build(week: Week) -> None:
    assert week.builds == 3


def test_the_schedules_ask_when_the_calendar_says(week: Week) -> None:
    # Monday is closed: Thursday is the third open day, Friday the fourth; Saturday is 14 days before the meeting.
    assert week.asked == [
        "Thu 06:00 monthly_report 2024-06|99001",
        "Thu 06:30 monthly_report 2024-06|99001",
        "Fri 02:00 monthly_report 2024-06|99001",
        "Fri 06:10 yearbook 2023|99001",
        "Fri 06:20 csv_set 2023|99001",
        "Sat 06:30 committee_pack 2024-07-20|99001",
    ]


def test_the_archive_holds_each_issue_once_and_the_correction_as_a_revision(week: Week) -> None:
    assert [line.rpartition(" ")[0] for line in week.archive] == [
        "committee_pack 2024-07-20 r1 provisional",
        "csv_set 2023 r1 provisional",
        "monthly_report 2024-06 r1 provisional",
        "monthly_report 2024-06 r2 provisional",
        "yearbook 2023 r1 provisional",
    ]
    first, second = issues(week.installation.places, CODE, "monthly_report")
    assert first["build_id"] in second["replaces_ja"]


def test_what_was_archived_is_given_again_byte_for_byte(week: Week, tmp_path: Path) -> None:
    arguments = (
        "--municipality",
        CODE,
        "--product",
        "monthly_report",
        "--issue",
        "2024-06",
        "--revision",
        "1",
    )
    var = week.installation.places.var
    done = run_nenpo("archive", "get", *arguments, "--out", str(tmp_path), var=var)
    assert done.returncode == 0, done.stderr
    manifest = issues(week.installation.places, CODE, "monthly_report")[0]
    content = (tmp_path / "monthly-2024-06.pdf").read_bytes()
    assert [file["sha256"] for file in manifest["files"]] == [hashlib.sha256(content).hexdigest()]


def test_everybody_got_what_is_listed_and_nothing_twice(week: Week, desk: Desk) -> None:
    assert desk.subjects(CHIEF) == [
        BUILD_FAILED,
        f"{CITY} 月報 2024年6月分: 作成できませんでした",
        f"{CITY} 月報 2024年6月分",
        f"{CITY} 年報 2023年度",
        f"{CITY} 統計表(CSV) 2023年度",
        f"{CITY} 委員会資料 2024年7月20日の会議",
        f"{CITY} 月報 2024年6月分",
    ]
    assert desk.subjects(COMMITTEE) == [BUILD_FAILED, f"{CITY} 委員会資料 2024年7月20日の会議"]


def test_what_was_mailed_is_what_is_archived(week: Week, desk: Desk) -> None:
    mailed = [
        {str(file.get_filename()): file.get_content() for file in message.iter_attachments()}
        for address, message in desk.taken
        if address == CHIEF
    ]
    places = week.installation.places
    kept = [
        read_issue(places, CODE, "monthly_report", "2024-06", 1),
        read_issue(places, CODE, "yearbook", "2023"),
        read_issue(places, CODE, "csv_set", "2023"),
        read_issue(places, CODE, "committee_pack", "2024-07-20"),
        read_issue(places, CODE, "monthly_report", "2024-06", 2),
    ]
    assert [files for files in mailed if files] == kept


def test_nobody_is_told_a_trace_or_a_card_number(week: Week, desk: Desk) -> None:
    for _, message in desk.taken:
        body = message.get_body()
        assert body is not None
        text = str(body.get_content())
        assert "Traceback" not in text
        assert str(week.installation.places.var) not in text
        assert "80001234" not in text


def test_each_run_is_noted(week: Week) -> None:
    runs = [(run.job, run.outcome) for run in reversed(last_runs(week.installation.places, 100))]
    assert runs.count(("build", "failed")) == 1
    assert runs.count(("monthly_report", "failed")) == 2
    assert [job for job, outcome in runs if outcome == "ok" and job not in ("build", "mail")] == [
        "monthly_report",
        "yearbook",
        "csv_set",
        "committee_pack",
        "monthly_report",
    ]
    assert ("mail", "failed") in runs


def test_the_week_ends_where_one_build_of_the_final_deliveries_does(week: Week, tmp_path: Path) -> None:
    at_once = Installation(seeds=week.installation.seeds, var=str(tmp_path / "var"))
    landing = at_once.places.landing
    visits(landing, "visits-05.csv", MAY)
    visits(landing, "visits-06.csv", JUNE)
    loans(landing, "loans-05.csv", MAY, 30)
    loans(landing, "loans-06.csv", JUNE, 27)
    # Saves dbt from reading all models again.
    shutil.copytree(week.installation.places.dbt_target, at_once.places.dbt_target)
    build(Path(at_once.seeds), at_once.places.var)
    assert figures(at_once) == figures(week.installation)
