"""Headline figures and indicators as HTML: large, each with its change, its years, its picture and its definition."""

from collections.abc import Sequence
from html import escape

from dashboards.app_pages.reading.charts import Bar, bars
from dashboards.app_pages.reading.data import Reading
from dashboards.format import table_ja
from dashboards.simple_table import simple_table
from reports.committee.headlines import Headline
from reports.committee.indicators import Indicator
from warehouse.format import number

YEARS_SHOWN = 5
YEARS_FOR_A_PICTURE = 3
NONE = "－"
NO_BEFORE = "前年度の数値なし"


def headlines(content: Reading) -> str:
    """The section of headline figures."""
    return section("主な数値と増減", [_headline(headline, content) for headline in content.headlines])


def indicators(content: Reading) -> str:
    """The section of indicators, group by group."""
    articles = []
    group = ""
    for indicator in content.indicators:
        if indicator.group_ja != group:
            group = indicator.group_ja
            articles.append(f'<h3 class="group">{escape(group)}</h3>')
        articles.append(_indicator(indicator, content))
    return section("指標", articles)


def section(title_ja: str, parts: Sequence[str]) -> str:
    """A part of the paper, which begins on a page of its own; nothing without content."""
    if not parts:
        return ""
    return f'<section class="nenpo-read"><h2>{escape(title_ja)}</h2>{"".join(parts)}</section>'


def _headline(headline: Headline, content: Reading) -> str:
    year, names = headline.fiscal_year, content.scope.short_years
    difference, rate = headline.change()
    before = headline.text(year - 1)
    rate = "" if rate == NONE else f"（{rate}）"
    if difference == NONE:
        change = [NO_BEFORE]
    elif before:
        change = [f"前年度 {before}", f"増減 {difference}{rate}"]
    else:
        change = [f"前年度からの増減 {difference}{rate}"]
    shown = [
        Bar(names[y], float(headline.points[y].value), number(headline.points[y].value, headline.decimals))
        for y in sorted(headline.points)
    ][-YEARS_SHOWN:]
    texts = [headline.text(y) for y in sorted(headline.points)][-YEARS_SHOWN:]
    source = "、".join(filter(None, (headline.authority_ja, table_ja(headline.table_no))))
    return _article(
        headline.name_ja,
        headline.text(year),
        f"{headline.unit_ja}　{content.scope.years[year]}",
        change,
        _years(headline.name_ja, shown, texts, names[year]),
        f"定義：{headline.definition_ja or '資料に書かれていない'}（{source}）",
        content.remarks[headline.measure_id],
    )


def _indicator(indicator: Indicator, content: Reading) -> str:
    year, names = content.scope.fiscal_year, content.scope.short_years
    years = sorted(y for y in indicator.points if indicator.is_computed(y))
    shown = [_indicator_bar(indicator, y, names[y]) for y in years]
    difference = indicator.change(year)
    change = (
        (NO_BEFORE,) if difference == NONE else (f"前年度 {indicator.text(year - 1)}", f"増減 {difference}")
    )
    return _article(
        indicator.name_ja,
        indicator.text(year),
        f"{indicator.unit_ja}　{content.scope.years[year]}",
        change,
        _years(indicator.name_ja, shown, [indicator.text(y) for y in years], names[year]),
        f"計算：{indicator.formula_ja}。定義：{indicator.definition_ja}（{indicator.authority_ja}）",
        (),
    )


def _indicator_bar(indicator: Indicator, fiscal_year: int, label: str) -> Bar:
    value = indicator.points[fiscal_year].value
    assert value is not None  # only years that were computed
    return Bar(label, float(value), number(value, indicator.decimals))


def _years(name_ja: str, shown: Sequence[Bar], texts: Sequence[str], accented: str) -> str:
    """The picture with its numbers below it; numbers alone where there is no run to look at."""
    if len(shown) < 2:
        return ""
    table = simple_table(
        f"{name_ja}の推移", ("年度", *(b.label for b in shown)), [("数値", *texts)], caption=False
    )
    if len(shown) < YEARS_FOR_A_PICTURE:
        return table
    words = "、".join(f"{bar.label} {text}" for bar, text in zip(shown, texts, strict=True))
    return f'<img src="{bars(shown, accented)}" alt="{escape(f"{name_ja}の推移：{words}")}">{table}'


def _article(
    name: str,
    value: str,
    unit: str,
    change: Sequence[str],
    years: str,
    definition: str,
    remarks: Sequence[str],
) -> str:
    figure, bracket, mark = value.partition("（")
    notes = "".join(f'<p class="definition">{escape(text)}</p>' for text in (definition, *remarks))
    # No line break within a change: its sign stands apart from the digits.
    changes = "　".join(f"<span>{escape(text)}</span>" for text in change)
    said = (
        f'<div class="said"><h3>{escape(name)}</h3>'
        f'<p class="value">{escape(figure)}<small>{bracket}{escape(mark)}{escape(unit)}</small></p>'
        f'<p class="change">{changes}</p>{notes}</div>'
    )
    if not years:
        return f'<article class="whole">{said}</article>'
    return f'<article>{said}<div class="years">{years}</div></article>'
