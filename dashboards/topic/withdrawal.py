"""Candidates for withdrawal: how many items of which age were lent how often in the year. Counts only, no item by itself."""

from dataclasses import dataclass
from decimal import Decimal

import streamlit as st

from dashboards import url_state
from dashboards.cube.dimensions import dimensions
from dashboards.cube.members import present
from dashboards.format import number, plain
from dashboards.handout import Handout
from dashboards.places import fiscal_year_names
from dashboards.published import frame
from dashboards.topic.charts import bars
from dashboards.topic.figures import Division, Line
from dashboards.topic.state import State

YEARS_JA = {0: "5年未満", 5: "5～9年", 10: "10～19年", 20: "20年以上", None: "受入日不明"}
LOANS_JA = {0: "0回", 1: "1回", 2: "2～4回", 5: "5回以上"}
LEAST_YEARS = (10, 5, 20)
_WHERE = "municipality_code = $1 and fiscal_year = $2 and ($3 is null or library_code = $3)"
_SPANS = f"select years_from, loans_from, sum(items) from fct_holdings_by_use where {_WHERE} group by all"
_UNUSED = """
select cast({column} as varchar) as word,
       coalesce(sum(items) filter (years_from >= $4 and loans_from = 0), 0) as unused,
       round(100 * unused / sum(items), 1) as share
from fct_holdings_by_use where {where} group by word order by word
"""
# The only columns that may enter the query.
_COLUMNS = {"ndc1": "ndc_class", "library": "library_code"}


@dataclass(frozen=True)
class Unused:
    """Items of a word that are old and were not lent, and their share of what is held."""

    name_ja: str
    items: int
    share: Decimal


def show_withdrawal_candidates(state: State, least_years: int, handout: Handout) -> None:
    """Items by age and use, and the old ones that nobody borrowed by class and by library."""
    spans = {
        (years, loans): items
        for years, loans, items in frame(
            _SPANS, state.municipality.code, state.year, state.library_code
        ).iter_rows()
    }
    if not spans:
        return
    year_ja = fiscal_year_names()[state.year]
    st.header("除籍候補の目安")
    st.caption(
        "年度末の所蔵を、受入からの年数とその年度の貸出回数で分けた点数です。書名や資料番号は含みません。"
        "貸出のない資料には、館内だけで使う資料も含まれます。"
    )
    rows = [
        (name, *(number(spans.get((years, loans), Decimal(0))) for loans in LOANS_JA))
        for years, name in YEARS_JA.items()
        if any((years, loans) in spans for loans in LOANS_JA)
    ]
    heads = ("受入からの年数", *(f"貸出{name}" for name in LOANS_JA.values()))
    handout.table(f"所蔵　受入からの年数と貸出回数　{year_ja}（点）", heads, rows)
    with st.columns([3, 7])[0]:
        url_state.select(
            "least_years", "受入からの年数", LEAST_YEARS, least_years, str, lambda y: f"{y}年以上で貸出0回"
        )
    for column, key in zip(st.columns(2), _COLUMNS, strict=True):
        with column:
            _show_unused(state, key, least_years, handout)


def _show_unused(state: State, key: str, least_years: int, handout: Handout) -> None:
    label = "分類" if key == "ndc1" else "館"
    found = unused(state, key, least_years)
    title = f"受入から{least_years}年以上で貸出0回の所蔵　{label}別　{fiscal_year_names()[state.year]}"
    st.subheader(plain(f"{label}別"))
    lines = tuple(Line(row.name_ja, row.name_ja, Decimal(row.items)) for row in found)
    figure = bars(Division("所蔵", "点", 0, lines), "", "")
    handout.chart(
        figure,
        title,
        key=f"unused_{key}",
        alt=f"{title}の棒グラフ。数値は下の表にあります。",
        unit_ja="点",
    )
    rows = [(row.name_ja, number(Decimal(row.items)), f"{row.share}%") for row in found]
    handout.table(title, (label, "点数", "所蔵に占める割合"), rows, caption=False)


def unused(state: State, key: str, least_years: int) -> list[Unused]:
    """In the order of print; the share is of all that is held of the word."""
    code = state.municipality.code
    sql = _UNUSED.format(column=_COLUMNS[key], where=_WHERE)
    rows = frame(sql, code, state.year, state.library_code, least_years).iter_rows()
    by_word = {word or "unknown": (items, share) for word, items, share in rows}
    return [
        Unused(m.name_ja, int(by_word[m.key][0]), Decimal(str(by_word[m.key][1])))
        for m in present(dimensions()[key], code, by_word)
    ]
