"""What makes the tiny city countable: definitions, a counted measure, a condition and a monthly form."""

from pathlib import Path

from tests import seeds_tree as tree
from tests.deliveries_tree import with_deliveries
from tests.seeds_tree import change

DEFINITIONS = """\
definitions:
  - name: renewals_count_as_loans
    value: false
    valid_from: 2020-04-01
    authority_ja: 要覧
    note_ja: 延長を数えない。
"""
FORM = f"""\
title_ja: 月報
list_rows: 10
tables:
  - {{table_id: {tree.HOLDINGS}, over_months: sum, last: [holdings]}}
"""


def add_counting(seeds: Path) -> Path:
    """Add it to the tiny seeds; the path of `seeds`."""
    with_deliveries(seeds)
    folder = seeds / Path(tree.MUNICIPALITY).parent
    (folder / "definitions.yaml").write_text(DEFINITIONS, encoding="utf-8")
    (seeds / "forms").mkdir()
    (seeds / "forms" / "monthly_report.yaml").write_text(FORM, encoding="utf-8")
    change(
        seeds / tree.MEASURES,
        "definition_ja: 一般書の貸出。, authority: 年報",
        "definition_ja: 一般書の貸出。, authority: 年報, computed: {quantity: loans, where: {audience: general}}",
    )
    return seeds
