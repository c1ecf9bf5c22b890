"""What a committee should look at: where record and proposal part, what does not hold, what is not final, what broke."""

from reports.committee.headlines import Headline
from reports.committee.scope import Scope
from warehouse.annotations import annotation_notes
from warehouse.format import STATUS_JA
from warehouse.open import Published
from warehouse.plan_tables import difference
from warehouse.plans import PlanYear

NOT_FINAL = ("provisional", "estimate", "approximate")
_FIGURES = """
select t.table_no, t.title_ja, c.fiscal_year, c.value_status, count(*)
from rpt_yearbook__shown as c
inner join rpt_yearbook__tables as t using (municipality_code, edition, table_id)
where municipality_code = ? and edition = ? and c.fiscal_year >= ? and list_contains(?, c.value_status)
    and not (c.is_computed and c.value_status = 'provisional')
group by all order by min(t.sort_order), c.fiscal_year, c.value_status
"""
# Counted figures are provisional together, until their year is closed.
_NOT_CLOSED = """
select count(*) from rpt_yearbook__shown
where municipality_code = ? and edition = ? and fiscal_year >= ? and is_computed and value_status = 'provisional'
"""
_INDICATORS = """
select f.status, list(distinct d.name_ja order by d.name_ja)
from fct_indicators as f
inner join dim_indicator as d using (indicator_id, valid_from)
where f.municipality_code = ? and f.fiscal_year = ? and f.place_kind = 'all' and list_contains(?, f.status)
group by all order by all
"""
_BREAKS = """
select title_ja from rpt_indicator__breaks
where municipality_code = ? and fiscal_year = ? group by start_date, title_ja order by start_date, title_ja
"""
_PRINTED = """
select t.table_no, count(*)
from rpt_yearbook__identities as i
inner join rpt_yearbook__tables as t using (municipality_code, edition, table_id)
where municipality_code = ? and edition = ? and i.fiscal_year = ? and i.status = 'registered'
group by all order by min(t.sort_order)
"""


def watch_list(published: Published, scope: Scope, plans: list[PlanYear], found: list[Headline]) -> list[str]:
    """A sentence each, the plan first, then figures, indicators and breaks."""
    return [
        *(sentence for plan in plans for sentence in _of_plan(plan)),
        *_of_figures(published, scope),
        *_of_indicators(published, scope),
        *_breaks(published, scope, found),
    ]


def _of_plan(plan: PlanYear) -> list[str]:
    differing = (difference(plan, project) for project in plan.projects)
    statements = (
        f"{s['project_no']}：資料の数「{s['text_ja']}」は計算と合わない。{s['arithmetic_ja'] or ''}"
        for s in plan.statements
        if s["status"] == "differs"
    )
    counts = (
        f"事業数「{i['text_ja']}」は資料で{i['printed']:g}、数えると{i['counted']:g}で合わない。"
        for i in plan.identities
        if i["holds"] is False  # what is printed blank is compared with nothing
    )
    unchecked = sum(s["status"] == "not_checkable" for s in plan.statements)
    left = [f"文中の数のうち{unchecked}件は、比べる数値が資料になく確かめられない。"] if unchecked else []
    return [*filter(None, differing), *statements, *counts, *left]


def _of_figures(published: Published, scope: Scope) -> list[str]:
    sentences = []
    for edition in scope.editions:
        key = [scope.municipality_code, edition.edition, edition.fiscal_year]
        year = scope.short_years[edition.fiscal_year]
        [(open_cells,)] = published.rows(_NOT_CLOSED, key)
        if open_cells:
            sentences.append(f"{year}の集計値は確定していない（速報値{open_cells:,}欄）。")
        sentences += [
            f"表{table_no}「{title}」の{scope.short_years[shown]}に{STATUS_JA[status]}が{count}欄ある。"
            for table_no, title, shown, status, count in published.rows(_FIGURES, [*key, list(NOT_FINAL)])
        ]
        sentences += [
            f"表{table_no}の{year}に、印刷された数どうしの計算が合わない箇所が{count}件あり、登録簿に算式とともに載せている。"
            for table_no, count in published.rows(_PRINTED, key)
        ]
    return sentences


def _of_indicators(published: Published, scope: Scope) -> list[str]:
    key = [scope.municipality_code, scope.fiscal_year]
    return [
        f"指標のうち{STATUS_JA[status]}から計算したもの：{'、'.join(names)}。"
        for status, names in published.rows(_INDICATORS, [*key, list(NOT_FINAL)])
    ]


def _breaks(published: Published, scope: Scope, found: list[Headline]) -> list[str]:
    """Changes that show in the year of the pack, as told under charts and of indicators, each once."""
    year = scope.fiscal_year
    measures = [headline.measure_id for headline in found]
    told = annotation_notes(published, scope.municipality_code, measures, year, year) if measures else []
    of_indicators = [
        f"{scope.short_years[year]} {title}"
        for (title,) in published.rows(_BREAKS, [scope.municipality_code, year])
        if not any(title in line for line in told)
    ]
    return [f"系列の変化：{text}" for text in (*told, *of_indicators)]
