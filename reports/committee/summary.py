"""The two pages that a committee reads first."""

from collections.abc import Sequence

from reports.committee.figures import headline_summary
from reports.committee.grid import Column, Grid, clipped
from reports.committee.headlines import Headline
from reports.committee.indicators import Indicator, indicator_summary
from reports.committee.plans import plan_summary, reasons_summary
from reports.committee.scope import Scope
from warehouse.plans import PlanYear

WATCHED_IN_SUMMARY = 14
LONGEST_SENTENCE = 130
WATCH_TITLE = "確認を要する点"
NOTHING_TO_WATCH = "記録と提案の違い、合わない数、確定していない数値、系列の変化は見つからない。"


def summary_pages(
    scope: Scope,
    found: Sequence[Headline],
    by_library: Grid | None,
    plans: Sequence[PlanYear],
    indicators: Sequence[Indicator],
    watched: Sequence[str],
) -> tuple[list[Grid], list[Grid]]:
    """What there is on the first page, and what it comes to on the second; a part that a city lacks is left out."""
    headline = headline_summary(found, scope)
    first = [
        *([headline] if headline else []),
        *([by_library] if by_library else []),
        *(grid for plan in plans for grid in plan_summary(plan)),
    ]
    measured = indicator_summary(indicators, scope)
    reasons = [grid for plan in plans for grid in reasons_summary(plan)]
    return first, [*([measured] if measured else []), *reasons, _watched(watched)]


def watch_grid(sentences: Sequence[str]) -> Grid:
    """Every sentence with its number."""
    rows = tuple((str(number), text) for number, text in enumerate(sentences, 1))
    return Grid(WATCH_TITLE, (Column("番号", "label"), Column("内容", "prose")), rows)


def _watched(sentences: Sequence[str]) -> Grid:
    if not sentences:
        return Grid(WATCH_TITLE, (), (), lead=NOTHING_TO_WATCH)
    shown = [clipped(text, LONGEST_SENTENCE) for text in sentences[:WATCHED_IN_SUMMARY]]
    left = len(sentences) - len(shown)
    grid = watch_grid(shown)
    more = (f"ほか{left}件。すべての文は「{WATCH_TITLE}」の章に載せる。",) if left > 0 else ()
    return Grid(grid.title, grid.columns, grid.rows, notes=more)
