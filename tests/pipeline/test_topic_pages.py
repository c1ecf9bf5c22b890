"""The pages of daily work show what the marts hold, for every division, and fall back where there is nothing."""

import re
from html import unescape
from pathlib import Path

import pytest

from dashboards.topic.catalogue import topics
from tests.pages.opening import html_of, opened, table_of
from tests.pages.test_app import fresh_caches
from tests.pipeline.topic_reader import CODE, SLUG, YEAR, YEAR_JA, cards_of, figures_of, shown, sums
from tests.tally.published import cells
from warehouse.open import Published

__all__ = ["fresh_caches"]
pytestmark = pytest.mark.slow

CITIES = ("nishinomiya", "minato", "kumamoto", "munakata")
TOPICS = tuple(topics())


@pytest.mark.parametrize("city", CITIES)
@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_opens_for_every_city(
    city: str, topic: str, small_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(small_var, monkeypatch, topic, municipality=city)
    assert topics()[topic].title_ja in app.title[0].value
    words = shown(app)
    assert [box.value for box in app.info] == []
    if city != SLUG:
        assert "公表値だけ" in words or "表にある数値だけ" in words or "まだ収録されていません" in words


@pytest.mark.parametrize(
    ("topic", "table_no", "row", "column"),
    [
        ("loans", "1-(5)", "全館", "貸出数"),
        ("reservations", "4-(3)-イ", "全館", "予約件数"),
        ("registrations", "1-(4)", "全館", "登録者数"),
        ("visits", "1-(6)", "全館", "入館者数"),
    ],
)
def test_the_headline_is_the_cell_of_the_yearbook(
    topic: str,
    table_no: str,
    row: str,
    column: str,
    small_var: Path,
    small: Published,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    measure = topics()[topic].parts[0].printed
    ((path, column_path),) = small.rows(
        "select distinct row_path, column_path from rpt_yearbook__located where municipality_code = ? and table_no = ?"
        " and fiscal_year = ? and measure_id = ? and place_kind = 'all' and conditions = '' and is_shown",
        [CODE, table_no, YEAR, measure],
    )
    now = cells(small_var, "computed")[table_no, YEAR, path, column_path]
    before = cells(small_var, "published")[table_no, YEAR - 1, path, column_path]
    card = cards_of(opened(small_var, monkeypatch, topic, municipality=SLUG))[0]
    assert f" {now:,.0f} " in card
    assert f"前年度比 △ {before - now:,.0f}" in card
    assert "見本" in card
    assert "前は公表値" in card


@pytest.mark.parametrize(
    ("division_ja", "column"),
    [
        ("館", "library_code"),
        ("月", "month_date"),
        ("分類", "ndc_class"),
        ("一般・児童", "audience_code desc"),
    ],
)
def test_each_division_of_loans_is_a_sum_of_the_cube(
    division_ja: str, column: str, small_var: Path, small: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(small_var, monkeypatch, "loans", municipality=SLUG)
    found = figures_of(app, f"貸出　{division_ja}別　{YEAR_JA}")
    assert sorted(found) == sorted(sums(small, column.split()[0], "loans"))
    assert sum(found) == sum(sums(small, "quantity", "loans"))
    if division_ja in ("館", "月", "分類"):
        assert found == sums(small, column, "loans")


def test_ages_are_those_of_the_bands(
    small_var: Path, small: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(small_var, monkeypatch, "loans", municipality=SLUG, age="age_adult_child")
    bands = small.rows(
        "select age_from, coalesce(age_to, 999) from dim_age_band where scheme_id = 'adult_child' order by sort_order"
    )
    wanted = [
        sum(sums(small, "quantity", "loans", "age_from between ? and ?", low, high)) for low, high in bands
    ]
    wanted.append(sum(sums(small, "quantity", "loans", "age_from is null")))
    assert figures_of(app, f"貸出　年齢層別　{YEAR_JA}") == wanted


def test_weekdays_are_those_of_the_days(
    small_var: Path, small: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(small_var, monkeypatch, "loans", municipality=SLUG, library="04", month="8")
    rows = small.rows(
        "select sum(value) from fct_daily where municipality_code = ? and quantity = 'handed_out' and library_code = '04'"
        " and fiscal_year = ? and month(date_day) = 8 group by isodow(date_day) order by isodow(date_day)",
        [CODE, YEAR],
    )
    title = f"窓口で渡した資料（日ごと）　北口図書館　8月　曜日別　{YEAR_JA}"
    assert figures_of(app, title) == [value for (value,) in rows]


def test_classes_lead_down_to_three_digits(
    small_var: Path, small: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(small_var, monkeypatch, "loans", municipality=SLUG)
    (link,) = set(re.findall(r'href="(loans\?[^"]*ndc=9(?:&[^"]*)?)"', unescape(html_of(app))))
    assert f"municipality={SLUG}" in link
    app = opened(small_var, monkeypatch, "loans", municipality=SLUG, ndc="9")
    title = f"貸出　9　文学　分類別　{YEAR_JA}"
    assert figures_of(app, title) == sums(small, "ndc_division", "loans", "ndc_class = '9'")
    app = opened(small_var, monkeypatch, "loans", municipality=SLUG, ndc="91")
    title = f"貸出　91　日本文学　分類別　{YEAR_JA}"
    assert figures_of(app, title) == sums(small, "ndc_section", "loans", "ndc_division = '91'")
    assert app.query_params["level"] in ("ndc3", ["ndc3"])
    app = opened(small_var, monkeypatch, "loans", municipality=SLUG, level="ndc2")
    assert figures_of(app, f"貸出　分類別　{YEAR_JA}") == sums(small, "ndc_division", "loans")


def test_annotations_stand_on_the_chart_and_below_it(
    small_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(small_var, monkeypatch, "loans", municipality=SLUG)
    assert any(caption.value.startswith("注1　越木岩分室は閉室") for caption in app.caption)
    specs = [_plain(chart.proto.spec) for chart in app.get("plotly_chart")]
    assert len([spec for spec in specs if '"注1"' in spec]) == 1
    # Over the years, two changes of one year share their place.
    assert len([spec for spec in specs if '"注1・注2"' in spec and '"注3"' in spec]) == 1
    # A library that it does not concern has no such note.
    app = opened(small_var, monkeypatch, "loans", municipality=SLUG, library="04")
    assert not any("越木岩" in caption.value for caption in app.caption)


def _plain(spec: str) -> str:
    return spec.encode("ascii", "ignore").decode("unicode_escape") if "\\u" in spec else spec


def test_small_figures_of_persons_are_not_divided_by_age(
    small_var: Path, small: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    (library, month, total), *_ = small.rows(
        "select library_code, month(month_date), sum(value) from fct_cube where municipality_code = ? and fiscal_year = ?"
        " and quantity = 'checkouts' group by all having sum(value) between 2 and 9 order by all",
        [CODE, YEAR],
    )
    app = opened(
        small_var,
        monkeypatch,
        "loans",
        municipality=SLUG,
        measure="checkouts",
        library=library,
        month=str(month),
    )
    assert f" {total:,.0f} " in cards_of(app)[1]
    titles = re.findall(r'aria-label="(貸出人数[^"]*年齢層別[^"]*)"', html_of(app))
    assert titles
    assert {row[1] for row in table_of(app, titles[0])} == {"＊"}
    assert any("10未満のため分けて示しません" in caption.value for caption in app.caption)


@pytest.mark.parametrize(
    "hostile",
    [
        {"measure": "x' or 1=1"},
        {"fiscal_year": "1066"},
        {"library": "'; drop table fct_cube"},
        {"month": "1313"},
        {"ndc": "913x"},
        {"age": "age_x"},
        {"level": "ndc9"},
    ],
)
def test_hostile_parameters_fall_back(
    hostile: dict[str, str], small_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(small_var, monkeypatch, "loans", municipality=SLUG, **hostile)
    assert next(iter(hostile.values())) not in shown(app)
    assert ["見つからないため" in box.value for box in app.info] == [True]
    assert f"貸出　館別　{YEAR_JA}" in html_of(app)
