"""What a city has for a fiscal year: the newest document of each series, its plans, its indicators."""

from dataclasses import dataclass

from reports.edition import Edition, find_edition, year_names
from warehouse.errors import UserError
from warehouse.open import Published
from warehouse.plans import Row, list_plans, plan_years

_PRINTED_YEARS = """
select distinct e.series, c.fiscal_year
from rpt_yearbook__shown as c
inner join dim_edition as e using (municipality_code, edition)
-- A document may run ahead, with a budget for one, and gives no pack for that year.
where municipality_code = ? and c.fiscal_year <= e.main_fiscal_year
order by min(e.main_fiscal_year) over (partition by e.series) desc, e.series, c.fiscal_year
"""
_NAMES = "select name_ja, library_system_name_ja from dim_municipality where municipality_code = ?"


@dataclass(frozen=True)
class PlanScope:
    """A plan with its newest year of record up to the year of the pack; None where nothing is recorded yet."""

    plan: Row
    fiscal_year: int | None


@dataclass(frozen=True)
class Scope:
    """Everything that a pack is made from."""

    municipality_code: str
    fiscal_year: int
    municipality_ja: str
    system_ja: str
    editions: tuple[Edition, ...]
    plans: tuple[PlanScope, ...]
    years: dict[int, str]
    short_years: dict[int, str]

    @property
    def year_ja(self) -> str:
        """`令和7年度（2025年度）`."""
        return f"{self.years[self.fiscal_year]}（{self.fiscal_year}年度）"


def find_scope(published: Published, municipality_code: str, fiscal_year: int) -> Scope:
    """What the pack of a year is made from: each kind of document in its newest state up to that year.

    Args:
        published: the open build.
        municipality_code: five digits.
        fiscal_year: calendar year of its 1 April.

    Raises:
        UserError: the city has nothing for that very year; the sentence lists the years that have something.
    """
    [(municipality_ja, system_ja)] = published.rows(_NAMES, [municipality_code])
    known = fiscal_years(published, municipality_code)
    if fiscal_year not in known:
        listed = (
            f"{'、'.join(map(str, known))}年度から選んでください。"
            if known
            else "収録された数値がありません。"
        )
        raise UserError(
            f"{municipality_ja}には、{fiscal_year}年度の委員会資料を作れる数値も計画の記録もありません。{listed}"
        )
    return Scope(
        municipality_code,
        fiscal_year,
        municipality_ja,
        system_ja,
        tuple(
            find_edition(published, municipality_code, max(y for y in years if y <= fiscal_year), series)
            for series, years in _printed_years(published, municipality_code).items()
            if min(years) <= fiscal_year
        ),
        tuple(_plans(published, municipality_code, fiscal_year)),
        *year_names(published),
    )


def fiscal_years(published: Published, municipality_code: str) -> list[int]:
    """The years for which a city has figures or a recorded plan, oldest first; indicators follow from figures."""
    printed = _printed_years(published, municipality_code).values()
    plans = (
        plan_years(published, municipality_code, plan["plan_id"])
        for plan in list_plans(published, municipality_code)
    )
    return sorted({year for years in (*printed, *plans) for year in years})


def _printed_years(published: Published, municipality_code: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for series, year in published.rows(_PRINTED_YEARS, [municipality_code]):
        found.setdefault(series, []).append(year)
    return found


def _plans(published: Published, municipality_code: str, fiscal_year: int) -> list[PlanScope]:
    """Plans that had begun; one that is only adopted has no year of record."""
    found = []
    for plan in list_plans(published, municipality_code):
        recorded = plan_years(published, municipality_code, plan["plan_id"])
        past = [year for year in recorded if year <= fiscal_year]
        if past or (not recorded and _has_begun(plan, fiscal_year)):
            found.append(PlanScope(plan, max(past, default=None)))
    return found


def _has_begun(plan: Row, fiscal_year: int) -> bool:
    if plan["start_fiscal_year"] is not None:
        return bool(plan["start_fiscal_year"] <= fiscal_year)
    # A committee that looks at a year meets after its end.
    return plan["adopted_date"] is None or bool(plan["adopted_date"].year <= fiscal_year + 1)
