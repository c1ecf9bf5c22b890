"""`nenpo form`: the empty monthly form."""

import re
from datetime import date
from pathlib import Path

import click

from catalog.load import load
from cli.cities import city_named
from cli.installed import installed_seeds
from warehouse.errors import UserError

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@click.command(help="月報の様式(Excel)を作ります。記入したものは nenpo ingest で取り込みます。")
@click.option("--municipality", required=True, help="自治体(コード、ローマ字名、または名前)")
@click.option("--month", required=True, help="月(例 2024-04)")
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="書き出すファイル"
)
def form(municipality: str, month: str, out: Path) -> None:
    """Write the form."""
    from ingestion.forms.make import make_form

    found = _MONTH.fullmatch(month)
    if found is None:
        raise UserError(f"月「{month}」が読めません。2024-04 の形で指定してください。")
    catalog = load(installed_seeds())
    first = date(int(found[1]), int(found[2]), 1)
    sheets = make_form(catalog, city_named(catalog, municipality), first, out)
    click.echo(f"月報の様式を書きました: {out}({sheets}シート)")
