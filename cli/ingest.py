"""`nenpo ingest`: deliveries into the ledger."""

import logging
from datetime import UTC, datetime
from pathlib import Path

import click

from catalog.load import load
from cli.cities import city_named
from cli.installed import installed_places, installed_seeds
from ingestion.errors import DeliveryError
from warehouse.errors import UserError
from warehouse.records import INGESTION


@click.command(
    help="納品データ(CSV・TSV・XLSX・月報・ZIP、またはそのフォルダー)を取り込みます。同じ内容は二度取り込まれません。"
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--municipality", help="どの自治体の納品か(見出しから分からないとき)")
@click.option("--again", is_flag=True, help="前に取り込んだ内容も、新しい納品として取り込み直します")
def ingest(paths: tuple[Path, ...], municipality: str | None, again: bool) -> int:
    """Take in what is named; the return value is the exit code."""
    from dagster_project.upgrade import upgrade
    from ingestion.ingest import ingest as take_in

    upgrade(installed_places(), _say)
    catalog = load(installed_seeds())
    code = city_named(catalog, municipality).municipality_code if municipality else None
    try:
        outcomes = take_in(
            list(paths),
            catalog=catalog,
            var=installed_places().var,
            say=_say,
            at=datetime.now(UTC),
            municipality_code=code,
            again=again,
        )
    except DeliveryError as error:
        raise UserError(str(error)) from error
    counted = {state: sum(o.state == state for o in outcomes) for state in ("accepted", "known", "refused")}
    click.echo(
        f"取り込み {counted['accepted']}件、既知 {counted['known']}件、拒否 {counted['refused']}件。"
        + ("nenpo build で集計に反映します。" if counted["accepted"] else "")
    )
    return 1 if counted["refused"] else 0


def _say(line: str) -> None:
    click.echo(line, err=True)
    logging.getLogger(INGESTION).info("%s", line)
