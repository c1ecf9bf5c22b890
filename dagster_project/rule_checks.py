"""Loans held against the lending rules of their days: a figure of data quality that stops nothing."""

from pathlib import Path

import dagster as dg
import duckdb

from dagster_project.installation import Installation
from dagster_project.progress import say
from lending_rules.rulebook import Rulebook
from lending_rules.shelf import RulesUnreadableError, readable_rulebook, rule_folders
from lending_rules.what_if import Asked
from warehouse.what_if import refused_checkouts

_FACTS = ("fct_checkout_situations", "fct_due_dates", "fct_overdue_spells", "fct_reservation_situations")


@dg.asset_check(asset=_FACTS[0], additional_deps=list(_FACTS[1:]), blocking=False)
def loans_are_as_the_rules_allow(
    context: dg.AssetCheckExecutionContext, installation: Installation
) -> dg.AssetCheckResult:
    """Checkouts of the last year of each municipality that the rules in force would have refused."""
    sentences = []
    seeds = Path(installation.seeds)
    with duckdb.connect(str(installation.places.candidate), read_only=True) as connection:
        connection.execute("use marts")
        for folder in rule_folders(seeds):
            try:
                sentence = _sentence(connection, readable_rulebook(folder, seeds))
            except RulesUnreadableError as error:
                sentence = f"貸出規則を読めないので、貸出と照らし合わせていません。{error}"
            sentences += [sentence] if sentence else []
    for sentence in sentences:
        say(context, f"注意: {sentence}")
    return dg.AssetCheckResult(
        passed=not sentences,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"sentences": sentences},
    )


def _sentence(connection: duckdb.DuckDBPyConnection, book: Rulebook) -> str | None:
    """What to say of the last year of a municipality; None where nothing would have been refused."""
    row = connection.execute(
        f"select max(fiscal_year) from {_FACTS[0]} where municipality_code = ?", [book.code]
    ).fetchone()
    if row is None or row[0] is None:
        return None
    judged, refused = refused_checkouts(connection, Asked(book), book.code, row[0])
    if not refused:
        return None
    return (
        f"{book.name_ja} {row[0]}年度の貸出 {judged:,}件のうち{refused:,}件は、その日の貸出規則では"
        "断るものでした。内訳は「nenpo what-if」で見られます。"
    )
