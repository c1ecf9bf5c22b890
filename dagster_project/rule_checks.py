"""Loans held against the lending rules of their days: a figure of data quality that stops nothing."""

from pathlib import Path

import dagster as dg
import duckdb

from dagster_project.installation import Installation
from dagster_project.progress import say
from lending_rules.rulebook import read_rulebooks
from lending_rules.what_if import Asked
from warehouse.what_if import refused_checkouts

_FACTS = ("fct_checkout_situations", "fct_due_dates", "fct_overdue_spells", "fct_reservation_situations")


@dg.asset_check(asset=_FACTS[0], additional_deps=list(_FACTS[1:]), blocking=False)
def loans_are_as_the_rules_allow(
    context: dg.AssetCheckExecutionContext, installation: Installation
) -> dg.AssetCheckResult:
    """Checkouts of the last year of each municipality that the rules in force would have refused."""
    sentences = []
    with duckdb.connect(str(installation.places.candidate), read_only=True) as connection:
        connection.execute("use marts")
        years = dict(
            connection.execute(
                f"select municipality_code, max(fiscal_year) from {_FACTS[0]} group by all"
            ).fetchall()
        )
        for book in read_rulebooks(Path(installation.seeds)).values():
            if book.code not in years:
                continue
            year = years[book.code]
            judged, refused = refused_checkouts(connection, Asked(book), book.code, year)
            if refused:
                sentences.append(
                    f"{book.name_ja} {year}年度の貸出 {judged:,}件のうち{refused:,}件は、その日の貸出規則では"
                    "断るものでした。内訳は「nenpo what-if」で見られます。"
                )
    for sentence in sentences:
        say(context, f"注意: {sentence}")
    return dg.AssetCheckResult(
        passed=not sentences,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"sentences": sentences},
    )
