"""The report of the community centres: every figure of it, where it stands, and the arithmetic that ties them."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.conftest import run_nenpo
from tests.pipeline.community_centre_figures import centres, figures, words
from warehouse.open import Published

EDITION = ["43100", 2015]
OF_EDITION = "where municipality_code = ? and edition = ?"
LIST = "公民館一覧"

# Identity and how many instances of it the document has.
IDENTITIES = {
    "c01_1_uses/total": 3,
    "c01_2_a_sexes/whole": 2,
    "c02_1_a_programmes/courses_change": 1,
    "c02_1_a_programmes/participants_change": 1,
    "c02_1_b_lectures/courses_change": 1,
    "c02_1_b_lectures/participants_change": 1,
    "c02_1_c_outreach_courses/sessions_change": 1,
    "c02_1_c_outreach_courses/participants_change": 1,
    "c02_1_d_citizen_courses/genres": 2,
    "c02_1_e_family_education/members_change": 1,
    "c02_1_e_family_education/classes_change": 1,
    "c02_1_f_childrens_challenge/hubs": 1,
    "c02_2_a_independent_courses/courses_change": 1,
    "c02_2_a_independent_courses/members_change": 1,
    "c03_2_family_education_review/opened_as_above": 1,
    "c03_2_family_education_review/ended_as_above": 1,
}


def test_every_figure_stands_in_its_place_and_no_other_does(published: Published) -> None:
    cells = published.rows(
        "select table_no, row_path, column_path, fiscal_year, value from rpt_yearbook__cells"
        f" {OF_EDITION} and value is not null",
        EDITION,
    )
    assert {tuple(place): value for *place, value in cells} == figures()
    assert len(cells) == len(figures())


def test_what_the_document_says_in_words_stands_as_text(published: Published) -> None:
    cells = published.rows(
        "select table_no, row_path, column_path, value_text from rpt_yearbook__cells"
        f" {OF_EDITION} and measure = 'printed_text' and table_no != ?",
        [*EDITION, LIST],
    )
    assert {tuple(place): text for *place, text in cells} == words()


def test_each_figure_is_the_citys_own_and_about_is_kept(published: Published) -> None:
    stati = published.rows(
        f"select basis, value_status, count(*) from rpt_yearbook__cells {OF_EDITION} and value is not null"
        " group by all order by all",
        EDITION,
    )
    # 程 and おおむね: the genres asked for, and the school year up to which children's rooms are meant.
    assert stati == [("published", "approximate", 2), ("published", "final", len(figures()) - 2)]


def test_every_printed_change_is_this_year_less_the_year_before(published: Published) -> None:
    cells = {
        (table_no, row, column): value
        for table_no, row, column, value in published.rows(
            f"select table_no, row_path, column_path, value from rpt_yearbook__cells {OF_EDITION}", EDITION
        )
    }
    changes = [place for place in cells if place[2].endswith("/増減")]
    assert len(changes) == 9
    for table_no, row, column in changes:
        head = column.removesuffix("/増減")
        before = cells[table_no, row, f"{head}/前年度"]
        assert cells[table_no, row, column] == cells[table_no, row, f"{head}/当年度"] - before


def test_the_identities_of_the_report_hold(published: Published) -> None:
    judged = published.rows(
        f"select identity_id, status, basis from rpt_yearbook__identities {OF_EDITION}", EDITION
    )
    assert {(status, basis) for _, status, basis in judged} == {("held", "published")}
    assert Counter(identity_id for identity_id, *_ in judged) == IDENTITIES


def test_two_shares_make_a_hundred(published: Published) -> None:
    shares = published.rows(
        "select fiscal_year, printed_value, computed_value from rpt_yearbook__identities"
        f" {OF_EDITION} and identity_id = 'c01_2_a_sexes/whole' order by all",
        EDITION,
    )
    # 100 - 34 and 100 - 30.
    assert shares == [(2013, Decimal(66), Decimal(66)), (2014, Decimal(70), Decimal(70))]


def test_the_year_before_that_is_not_printed_is_no_published_figure(published: Published) -> None:
    uses = published.rows(
        f"select distinct fiscal_year from rpt_yearbook__cells {OF_EDITION} and table_no = 'Ⅰ-1-(1)'", EDITION
    )
    assert uses == [(2014,)]
    (note,) = published.rows(
        f"select text_ja from rpt_yearbook__notes {OF_EDITION} and table_id = 'c01_1_uses' and marker = '計算'",
        EDITION,
    )
    sums = {now - change for now, change in ((429080, 6939), (439228, 4887), (868308, 11826))}
    assert sums == {422141, 434341, 856482}
    assert all(f"{value:,}" in note[0] for value in sums)


def test_what_the_programmes_leave_open_is_said_with_its_sums(published: Published) -> None:
    (note,) = published.rows(
        f"select text_ja from rpt_yearbook__notes {OF_EDITION} and table_id = 'c02_1_a_programmes' and marker = '注'",
        EDITION,
    )
    courses = {"イ": 91, "ウ": 207, "エ": 33, "カ": 15, "キ": 290, "ク": 613, "ケ": 17, "コ": 189}
    people = {"イ": 10050, "ウ": 23112, "エ": 1804, "カ": 532, "キ": 5837, "ク": 11895, "ケ": 378, "コ": 1989}
    assert (sum(courses.values()), sum(people.values())) == (1455, 55597)
    assert "1,455件" in note[0]
    assert "55,597人" in note[0]


def test_the_list_has_nineteen_centres_with_their_wards(published: Published) -> None:
    cells = published.rows(
        f"select row_path, column_path, value_text from rpt_yearbook__cells {OF_EDITION} and table_no = ?",
        [*EDITION, LIST],
    )
    entries: dict[str, dict[str, str]] = {}
    for entry, column, text in cells:
        entries.setdefault(entry, {})[column] = text
    found, ward = [], ""
    for entry in sorted(entries):
        row = entries[entry]
        # A ward is printed once and holds until the next.
        ward = row.get("区", ward)
        found.append((ward, row.get("No"), row["名称"], row["所在地"]))
    assert found == centres()
    assert Counter(ward for ward, number, *_ in found if number) == {
        "中央区": 3, "東区": 3, "西区": 3, "南区": 6, "北区": 4,
    }  # fmt: skip
    assert [number for _, number, *_ in found if number] == [str(number) for number in range(1, 20)]


def test_what_was_torn_off_and_what_contradicts_is_registered(published: Published) -> None:
    lines = published.rows(
        "select register_id, kind, is_grounded, as_read, as_used from rpt_yearbook__register"
        " where municipality_code = ? and edition = '2015' order by position",
        EDITION[:1],
    )
    assert [line[:3] for line in lines] == [
        *((f"公民館一覧-{number:02}", "repair", True) for number in range(1, 7)),
        ("Ⅰ-1-(2)-01", "undecided", True),
    ]
    # Men's share fell by four points, and the review says that more men come: both stay as printed.
    assert lines[-1][3:] == ("30%", "30%")


@pytest.mark.slow
def test_all_tables_go_to_one_workbook(published_var: Path, tmp_path: Path) -> None:
    out = tmp_path / "centres.xlsx"
    command = ("export", "tables", "--municipality", "kumamoto", "--fiscal-year", "2014", "--out", str(out))
    done = run_nenpo(*command, var=published_var)
    assert (done.returncode, done.stderr) == (0, "")
    printed = {cell.value for sheet in load_workbook(out) for row in sheet.iter_rows() for cell in row}
    assert {868308, 49682, 11826, -5459, 1265866} <= printed
