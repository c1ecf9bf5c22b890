"""`nenpo keys`: the yearly secrets that join what counting needs."""

from functools import partial

import click

from catalog.load import load
from cli.cities import city_named
from cli.installed import installed_places, installed_seeds
from ingestion.depersonalise import destroy
from warehouse.backup_file import backups_in


@click.group(help="利用者の照合用の鍵(年度ごと)を扱います。")
def keys() -> None:
    """Hold the sub-commands."""


@keys.command("destroy", help="年度の照合用の鍵を破棄します。元に戻せません。集計値は変わりません。")
@click.option("--municipality", required=True, help="自治体(コード、ローマ字名、または名前)")
@click.option("--fiscal-year", type=int, required=True, help="年度(西暦)")
def destroy_key(municipality: str, fiscal_year: int) -> None:
    """Destroy the secret; afterwards nobody can be found by a number, and such deliveries are refused."""
    from dagster_project.upgrade import upgrade

    upgrade(installed_places(), partial(click.echo, err=True))
    city = city_named(load(installed_seeds()), municipality)
    existed = destroy(installed_places().var, city.municipality_code, fiscal_year)
    click.echo(
        f"{city.name_ja}の{fiscal_year}年度の鍵を破棄しました。"
        if existed
        else f"{city.name_ja}の{fiscal_year}年度の鍵はありません。今後も作りません。"
    )
    if backups_in(installed_places().backups):
        click.echo(
            "バックアップには鍵が残っています。「nenpo backup renew-keys」で取り除いてください。"
            "ほかの場所に写したものは、写しの場所で消してください。"
        )
