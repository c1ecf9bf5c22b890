"""指標 and 都市間比較: values beside definition, parts and print; cities side by side only where definitions agree."""

import csv
import io
from pathlib import Path

import duckdb
import pytest

from tests.pages.more_municipalities import CODE, with_one_more
from tests.pages.opening import html_of, opened, table_of, words_of
from tests.pages.reader import Reader
from tests.pages.test_app import fresh_caches
from tests.resealed import reseal

pytestmark = pytest.mark.slow

__all__ = ["fresh_caches"]  # the fixture holds here too

CITY = {"municipality": "nishinomiya"}
# As 1-(5) prints it, fiscal 2020 to 2024; the budget of the year after has no loans yet.
LOANS_PER_INHABITANT = ("5.5", "6.8", "6.6", "6.4", "6.3", "－")
BETWEEN = "貸出1回あたりの貸出数　令和6年度（2024）"


def test_rivals_stand_beside_each_other_year_by_year(
    published_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(published_var, monkeypatch, "indicators", **CITY)
    assert not app.exception
    assert app.query_params["fiscal_year"] in ("2024", ["2024"])
    rows = table_of(app, "年度ごとの値　貸出")
    assert rows[0] == (
        "貸出密度(人口1人あたり)",
        "冊・点",
        "別の定義：貸出密度(登録者1人あたり)",
        *LOANS_PER_INHABITANT,
    )
    # 2,668,287 / 117,711 = 22.668 and 3,009,606 / 107,654 = 27.956.
    assert rows[1][:4] == ("貸出密度(登録者1人あたり)", "冊・点", "別の定義：貸出密度(人口1人あたり)", "22.7")
    assert rows[1][-2:] == ("28.0", "－")
    words = words_of(app)
    assert "R7は個人貸出数、登録者数。" in words
    assert "R2・R3は館ごとの個人貸出数" in words
    # 1-(5) for five years, 4-(1) loans for three years and borrowers for one.
    assert "印刷値のある9件のうち9件が計算と一致。" in words


def test_the_parts_of_the_year_lead_to_their_tables(
    published_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(published_var, monkeypatch, "indicators", **CITY, fiscal_year="2024")
    first = table_of(app, "令和6年度（2024）の計算")[0]
    assert first[1:6] == ("6.3", "6.3", "一致", "3,009,606", "481,158")
    assert first[6:] == ("表1-(5) 全館・貸出冊数/合計", "表1-(1) 全館・人口")
    html = html_of(app)
    assert "table?municipality=nishinomiya&amp;table=t01_5" in html
    assert "fiscal_year=2024" in html
    defined = table_of(app, "指標の定義")[0]
    assert defined[1] == "個人貸出数÷人口"
    assert defined[3:] == ("図書館の概要(令和7年度) 統計1-(5)", "2019年4月1日から")


def test_an_estimate_is_marked_and_a_missing_price_is_named(
    published_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(published_var, monkeypatch, "indicators", **CITY, group="経費")
    rows = {row[0]: row for row in table_of(app, "年度ごとの値　経費")}
    # 1-(1) marks the population of these two years as an estimate; 710,361,659 / 481,158.
    assert rows["人口1人あたりの図書館費"][-2] == "1,476.4（推計値）"
    assert set(rows["貸出サービスの効果額"][3:]) == {"－"}
    calculated = {row[0]: row for row in table_of(app, "令和6年度（2024）の計算")}
    assert calculated["貸出サービスの効果額（円）"][6] == "欠けている数値：単価"


def test_the_trend_carries_the_changes_that_break_it(
    published_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(published_var, monkeypatch, "indicators", **CITY, indicator="loans_per_inhabitant")
    listed = table_of(app, "年度を比べるときに知っておくこと")
    assert [row[:4] for row in listed] == [
        ("1", "R2", "2020年3月3日", "感染症対策で全館休館"),
        ("2", "R2", "2020年10月1日", "西宮浜義務教育学校の学校図書館を地域に開放"),
        ("3", "R6", "2024年3月31日", "越木岩分室は閉室"),
    ]
    assert [row[4] for row in listed] == ["全館", "西宮浜義務教育学校", "越木岩分室"]
    (chart,) = app.get("plotly_chart")
    figure = chart.proto.figure.spec if hasattr(chart.proto, "figure") else chart.proto.spec
    for part in ('"1\\u30fb2"', '"dash":"dash"', '"symbol":"square"'):
        assert part in figure.replace("1・2", "1\\u30fb2")


def test_libraries_and_classes_have_bars_with_figures(
    published_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(
        published_var, monkeypatch, "indicators", **CITY, place_kind="library", indicator="turnover_books"
    )
    assert not app.exception
    of_place = {row[0]: row for row in table_of(app, "館ごとの蔵書回転率")}
    assert len(of_place) == 12
    # 1,119,098 / 214,509 = 5.2170.
    assert of_place["北口図書館"][-1] == "5.22"
    # The rivals turnover, turnover_books and turnover_materials; the last has no parts by library.
    assert len(app.get("plotly_chart")) == 2
    app = opened(published_var, monkeypatch, "indicators", **CITY, place_kind="class")
    # 95,672 / 943,628 = 10.14 %, printed as 10.2.
    (society,) = [row for row in table_of(app, "令和6年度（2024）の計算") if row[0].startswith("3 社会科学")]
    assert society[1:6] == ("10.1", "10.2", "不一致", "95,672", "943,628")
    assert "印刷値のある10件のうち9件が計算と一致。" in words_of(app)


def test_approximate_figures_are_marked(published_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(published_var, monkeypatch, "indicators", municipality="munakata")
    # Loans 320,000+40,000+120,000+40,000 of books 184,000+43,000+44,000+8,000.
    rows = table_of(app, "令和元年度（2019）の計算")
    assert rows[0][:2] == ("蔵書回転率（回）", "1.86（概数）")
    assert rows[0][4:6] == ("520,000", "279,000")


def test_a_city_without_figures_says_so(published_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(published_var, monkeypatch, "indicators", municipality="minato")
    assert not app.exception
    assert "指標はありません" in app.markdown[0].value
    assert "熊本市を見る" in [str(link.proto.label) for link in app.get("page_link")]


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("indicators", {"indicator": "' or 1=1 --"}),
        ("indicators", {"group": "<b>", "place_kind": "💥"}),
        ("between-cities", {"fiscal_year": "1999"}),
    ],
)
def test_what_does_not_exist_falls_back(
    published_var: Path, monkeypatch: pytest.MonkeyPatch, path: str, asked: dict[str, str]
) -> None:
    app = opened(published_var, monkeypatch, path, **CITY, **asked)
    assert not app.exception
    assert len(app.info) == 1


def test_a_city_that_does_not_say_how_it_counts_has_a_sentence_instead(
    published_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # 2,750,250 / 823,325 = 3.3404: computed for the city itself, refused beside others.
    own = opened(published_var, monkeypatch, "indicators", municipality="kumamoto")
    computed = {row[0]: row for row in table_of(own, "令和6年度（2024）の計算")}
    assert computed["貸出1回あたりの貸出数（冊・点）"][1:6] == ("3.34", "", "", "2,750,250", "823,325")
    # The city has several documents, so that the link names one; the page names the one that the parts are from.
    assert "table?municipality=kumamoto&amp;edition=2025&amp;table=" in html_of(own)
    assert "図書館の主な取組について』" in words_of(own)
    assert "事業報告" not in words_of(own)
    app = opened(published_var, monkeypatch, "between-cities", **CITY)
    assert not app.exception
    assert app.selectbox(key="choice_fiscal_year").value == "2024"
    first, second = table_of(app, BETWEEN)
    assert first == ("西宮市", "3.62", "一度の貸出手続きを1人と数える、延長を貸出に数えない")
    assert second[0] == "熊本市"
    assert second[1] == "貸出人数の数え方、貸出の延長の数え方の定義が、熊本市では示されていません。"
    assert "3.34" not in html_of(app)
    assert app.get("plotly_chart") == []
    assert "計算：個人貸出数÷貸出人数。" in words_of(app)


def test_only_years_with_something_are_offered(published_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(published_var, monkeypatch, "between-cities", municipality="munakata", fiscal_year="2019")
    assert not app.exception
    assert [label[-5:-1] for label in app.selectbox(key="choice_fiscal_year").options] == [
        "2019",
        "2020",
        "2021",
        "2022",
        "2023",
        "2024",
        "2025",
    ]
    ((city, refused, _),) = table_of(app, "蔵書回転率　令和元年度（2019）")
    assert city == "宗像市"
    assert "示されていません" in refused
    assert len(table_of(app, "どの自治体でも計算できない指標")) == 13


def with_a_twin(published_var: Path, var: Path, key_suffix: str = "") -> Path:
    """One municipality more, with the indicators of the first one; of one of them by another definition if wanted."""
    with_one_more(published_var, var)
    (database,) = (var / "builds").glob("*.duckdb")
    with duckdb.connect(str(database)) as connection:
        # The copy holds the rows of every city.
        for mart in ("fct_indicators", "rpt_indicator__comparable"):
            connection.execute(f"delete from {mart} where municipality_code = '{CODE}'")
            connection.execute(
                f"insert into {mart} select * replace ('{CODE}' as municipality_code) from {mart}"
                " where municipality_code = (select municipality_code from dim_municipality where slug = ?)",
                [CITY["municipality"]],
            )
        connection.execute(
            "update rpt_indicator__comparable set definition_key = definition_key || ?"
            f" where municipality_code = '{CODE}' and indicator_id = 'loans_per_checkout'",
            [key_suffix],
        )
    reseal(var)
    return var


@pytest.mark.parametrize(("key_suffix", "pictures"), [("", 8), (" renewals=counted", 7)])
def test_only_cities_that_define_alike_stand_in_one_picture(
    published_var: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, key_suffix: str, pictures: int
) -> None:
    var = with_a_twin(published_var, tmp_path / "var", key_suffix)
    app = opened(var, monkeypatch, "between-cities", **CITY)
    assert not app.exception
    assert [row[:2] for row in table_of(app, BETWEEN)][:2] == [("西宮市", "3.62"), ("見本市", "3.62")]
    assert len(app.get("plotly_chart")) == pictures


def test_a_reader_changes_group_and_year_and_takes_the_figures_away(reader: Reader, tmp_path: Path) -> None:
    reader.open("indicators", **CITY)
    reader.choose("区分", "予約")
    assert reader.parameters()["group"] == "予約"
    assert reader.parameters()["indicator"] == "fill_rate"
    assert reader.faults() == []
    path = reader.take("この区分の指標（全館・全年度）", "CSV（機械判読用）", tmp_path)
    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))
    # 4-(3)-イ: 1,015,941 / 1,016,434 = 99.951 %.
    (filled,) = [row for row in rows if row["fiscal_year"] == "2024"]
    assert (float(filled["shown"]), float(filled["printed_value"]), filled["agrees"]) == (
        99.95,
        99.95,
        "true",
    )
    reader.page.get_by_role("link", name="表4-(3)-イ", exact=False).click()
    reader.page.wait_for_url(lambda url: "/table?" in url)
    reader.wait_until_whole()
    assert "1,015,941" in reader.text()
    assert reader.faults() == []
    reader.open("between-cities", **CITY)
    reader.choose("年度", "令和元年度（2019）")
    assert reader.parameters()["fiscal_year"] == "2019"
    assert reader.faults() == []
    assert reader.foreign_requests == []
