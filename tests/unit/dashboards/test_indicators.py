"""Indicators in words and pictures: rivals together, gaps as gaps, places of parts told apart."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from dashboards import indicators
from dashboards.app_pages.indicators import charts, tables
from dashboards.app_pages.indicators.data import Break, Value
from dashboards.indicators import Definition, beside_rivals, definition_rows, tables_in
from dashboards.places import Municipality, Yearbook

PER_HEAD = Definition(
    "per_head", date(2019, 4, 1), None, "貸出", "人口あたり", "density", "冊", 1, "貸出÷人口", "割る。", "表1"
)
PER_VISIT = replace(PER_HEAD, indicator_id="per_visit", name_ja="来館あたり", rival_group=None)
PER_READER = replace(PER_HEAD, indicator_id="per_reader", name_ja="登録者あたり")
# A definition that ended; the same indicator goes on by another one.
PER_HEAD_BEFORE = replace(PER_HEAD, valid_to=date(2022, 3, 31), rival_group=None)
PER_HEAD_NOW = replace(PER_HEAD, valid_from=date(2022, 4, 1), rival_group=None)
SHORT = {2020: "R2", 2021: "R3", 2022: "R4"}
YEARS = list(SHORT)


def value(year: int, shown: str | None, status: str = "final", **others: object) -> Value:
    missing = None if shown else "人口"
    of_parts = {
        "numerator": Decimal("10.5000"),
        "denominator": Decimal("4.0000"),
        "numerator_place_ja": "表1 全館・貸出",
        "denominator_place_ja": None,
        "printed_value": None,
        "agrees": None,
    }
    number = Decimal(shown) if shown else None
    return Value(year, "全館", number, status, missing, **{**of_parts, **others})  # type: ignore[arg-type]


FOUND = {
    (PER_HEAD, "全館"): {
        2020: value(2020, None, "not_computable"),
        2021: value(2021, "2.6", "provisional", printed_value=Decimal("2.7"), agrees=False),
        2022: value(2022, "2.6"),
    },
    (PER_READER, "全館"): {2021: value(2021, "1234.5")},
}


def test_rivals_follow_the_first_of_them() -> None:
    assert beside_rivals([PER_HEAD, PER_VISIT, PER_READER]) == [PER_HEAD, PER_READER, PER_VISIT]
    assert not PER_VISIT.is_rival_of(replace(PER_VISIT, indicator_id="other"))
    assert PER_HEAD_NOW.is_rival_of(PER_HEAD_BEFORE)
    assert tables.rivals_ja(PER_HEAD, [PER_HEAD, PER_VISIT, PER_READER]) == "別の定義：登録者あたり"


def test_a_definition_says_until_when_it_held() -> None:
    before, now = definition_rows([PER_HEAD_BEFORE, PER_HEAD_NOW])
    assert before == ("人口あたり（冊）", "貸出÷人口", "割る。", "表1", "2019年4月1日から2022年3月31日まで")
    assert now[-1] == "2022年4月1日から"


def test_values_carry_marks_and_gaps_a_dash() -> None:
    (per_head, per_reader) = tables.by_year(FOUND, [PER_HEAD, PER_READER], "全館", YEARS)
    assert per_head[3:] == ("－", "2.6（速報値）", "2.6")
    assert per_reader[3:] == ("－", "1,234.5", "－")
    sentence = tables.missing(PER_READER, FOUND[PER_READER, "全館"], SHORT, YEARS)
    assert sentence.endswith("R2・R4はこの定義の期間の外。")
    assert tables.missing(PER_HEAD, FOUND[PER_HEAD, "全館"], SHORT, YEARS).endswith("R2は人口。")
    assert tables.missing(PER_HEAD, FOUND[PER_HEAD, "全館"], SHORT, YEARS[1:]) == ""


def test_a_calculation_shows_parts_and_disagreement() -> None:
    shown = tables.calculation(PER_HEAD, FOUND[PER_HEAD, "全館"][2021])
    assert shown == ("2.6（速報値）", "2.7", "不一致", "10.5", "4", "表1 全館・貸出", "")
    assert tables.calculation(PER_HEAD, FOUND[PER_HEAD, "全館"][2020])[5] == "欠けている数値：人口"
    assert (
        tables.agreement_ja(list(FOUND[PER_HEAD, "全館"].values()))
        == "印刷値のある1件のうち0件が計算と一致。"
    )


def test_lines_differ_in_dash_and_symbol_and_a_gap_is_no_zero() -> None:
    closed = Break((2021, 2022), date(2021, 5, 1), (), "休館", "休んだ。", "記録")
    figure = charts.trend(FOUND, [PER_HEAD, PER_READER], "全館", YEARS, SHORT, [closed, closed])
    first, second = figure.data
    assert first.y == (None, 2.6, 2.6)
    assert first.line.dash != second.line.dash
    assert first.marker.symbol != second.marker.symbol
    assert [(note.x, note.text) for note in figure.layout.annotations] == [("R3", "1・2")]
    assert tables.break_rows([closed], SHORT)[0][:5] == ("1", "R3～R4", "2021年5月1日", "休館", "全館")


def test_bars_leave_out_what_has_no_value() -> None:
    figure = charts.bars(FOUND, PER_HEAD, ["全館", "分室/北"], 2021)
    assert figure.data[0].x == (2.6, None)
    assert figure.data[0].text == ("2.6（速報値）", "－")
    assert figure.data[0].y == ("全館", "分室　北")


def test_a_place_names_the_table_with_the_longest_number(monkeypatch: pytest.MonkeyPatch) -> None:
    infos = [SimpleNamespace(table_no=no, table_id=no) for no in ("6", "6 数値", "7", "8")]
    monkeypatch.setattr(indicators, "tables", lambda _: infos)
    yearbook = Yearbook("99005", "mihonshi", 2025, 2024, "年報", "見本市", True)
    city = Municipality("99005", "mihonshi", "見本市", "見本市立図書館", (yearbook,))
    found = tables_in(city, ["表6 数値 全館・貸出 + 表7 全館・登録", "館ごとの数の和(3館)"])
    assert [info.table_no for _, info in found] == ["6 数値", "7"]
