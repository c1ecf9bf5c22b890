"""Every cell that one fiscal year of delivered files gives."""

from collections.abc import Iterable
from pathlib import Path

from tests.tally.delivered import read_delivered
from tests.tally.figures import Figures
from tests.tally.holding import tally_holding
from tests.tally.lending import tally_lending
from tests.tally.registering import tally_registering
from tests.tally.visiting import tally_visiting

EVENT_TABLES = (
    "1-(3)", "1-(4)", "1-(5)", "1-(6)", "2-(1)", "2-(2)", "2-(3)", "2-(4)", "3-(1)", "3-(3)",
    "4-(1)", "4-(2)", "4-(3)-ア", "4-(3)-イ", "4-(3)-イ分室内訳",
)  # fmt: skip


def tally_events(files: Iterable[Path], fiscal_year: int) -> Figures:
    """Value by place, of the tables that events give."""
    delivered = read_delivered(files, fiscal_year)
    figures = Figures()
    for tally in (tally_lending, tally_visiting, tally_holding, tally_registering):
        tally(delivered, figures)
    return figures
