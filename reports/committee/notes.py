"""The last chapter: what words mean, where figures come from, and how final they are."""

from reports.committee.chapter import Chapter, grid_chapter
from reports.committee.grid import Column, Grid
from reports.committee.headlines import Headline
from reports.committee.scope import Scope
from reports.table_page import stamp
from warehouse.open import Published
from warehouse.plan_tables import RATE_NOTE_JA
from warehouse.plans import PlanYear

_DEFINITIONS = """
select name, value, note_ja, authority_ja from dim_definition
where municipality_code = ? and valid_from <= make_date(?, 3, 31) order by name, valid_from
"""
_COUNTED = """
select distinct fiscal_year, source from rpt_yearbook__shown
where municipality_code = ? and list_contains(?, edition) and is_computed
"""


def notes_chapter(
    published: Published, scope: Scope, plans: list[PlanYear], found: list[Headline]
) -> Chapter:
    """Notes for every pack, with what this city's figures need."""
    grids = [_reading(published, scope, plans), _sources(scope, plans)]
    if found:
        columns = (Column("項目", "prose"), Column("定義", "prose", 2), Column("根拠", "prose"))
        rows = dict.fromkeys((h.name_ja, h.definition_ja or "", h.authority_ja or "") for h in found)
        grids.append(Grid("数値の定義", columns, tuple(rows)))
    definitions = published.rows(_DEFINITIONS, [scope.municipality_code, scope.fiscal_year + 1])
    if definitions:
        heads = (Column("この自治体の定め", "prose", 2), Column("根拠", "prose"))
        grids.append(Grid("数え方", heads, tuple((note, authority) for _, _, note, authority in definitions)))
    return grid_chapter("注", grids)


def _reading(published: Published, scope: Scope, plans: list[PlanYear]) -> Grid:
    sentences = [
        f"年度は4月1日に始まり、翌年の3月31日に終わる。{scope.short_years[scope.fiscal_year]}は{scope.year_ja}を表す。",
        "△は負の数を、－は数値のないことを表す。数値の後の（速報値）（推計値）（概数）は、確定した数値でないことを表す。",
        *([RATE_NOTE_JA] if plans else []),
        _counted(published, scope),
        f"この資料は{stamp(published.build)}から作った。",
    ]
    return Grid("読み方", (Column("内容", "prose"),), tuple((sentence,) for sentence in sentences))


def _counted(published: Published, scope: Scope) -> str:
    """Which figures were counted from deliveries, samples named, instead of printed by the city."""
    editions = [edition.edition for edition in scope.editions]
    counted = published.rows(_COUNTED, [scope.municipality_code, editions])
    if not counted:
        return "数値はすべて、自治体が出した資料にあるもので、納品データや標本から数えたものはない。"
    years = "・".join(scope.short_years[year] for year in sorted({year for year, _ in counted}))
    sources = "、".join(sorted({source for _, source in counted}))
    return f"{years}のうち納品データのある数値は、{sources}したもので、印刷された年報の数値ではない。"


def _sources(scope: Scope, plans: list[PlanYear]) -> Grid:
    documents = [
        (edition.document_ja, f"{scope.years[edition.fiscal_year]}までの数値（{edition.publisher_ja}）")
        for edition in scope.editions
    ]
    of_plans = [(plan.plan["source_ja"] or "", plan.plan["name_ja"]) for plan in plans]
    columns = (Column("資料", "prose"), Column("載せたもの", "prose"))
    return Grid("資料", columns, tuple(dict.fromkeys((*documents, *of_plans))))
