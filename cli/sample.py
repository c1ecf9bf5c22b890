"""`nenpo sample`: deliveries of a year whose totals are the printed ones."""

from pathlib import Path

import click

from catalog.errors import CatalogError
from catalog.load import load
from catalog.sample_list import bundled_samples
from cli.cities import city_named
from cli.installed import installed_seeds


@click.command(
    help="一年分の見本の納品データを作ります。倍率1なら、数値を足すと印刷された年報の数値になります。実在の人のデータではありません。"
)
@click.option("--municipality", help="自治体(コード、ローマ字名、または名前)")
@click.option("--fiscal-year", type=int, help="年度(西暦)")
@click.option("--bundled", is_flag=True, help="seeds/samples.yaml にある見本をすべて作ります。")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="書き出すフォルダー"
)
@click.option("--scale", type=float, default=1.0, help="利用者・貸出・予約の数に掛ける倍率(例 10、0.1)")
def sample(municipality: str | None, fiscal_year: int | None, bundled: bool, out: Path, scale: float) -> None:
    """Make one sample year, or every one that is bundled."""
    is_one = municipality is not None and fiscal_year is not None
    if bundled == is_one or (bundled and (municipality is not None or fiscal_year is not None)):
        raise CatalogError(
            "作る見本を、--municipality と --fiscal-year の両方か、--bundled だけで指定してください。"
        )
    from sample.make import make_sample

    catalog = load(installed_seeds())
    if not bundled:
        assert municipality is not None and fiscal_year is not None
        make_sample(catalog, city_named(catalog, municipality), fiscal_year, out, scale, _say)
        return
    for entry in bundled_samples(catalog.root):
        chosen = city_named(catalog, entry.municipality_code)
        folder = out / f"{chosen.municipality_code}_{chosen.slug}"
        make_sample(catalog, chosen, entry.fiscal_year, folder, scale, _say)


def _say(line: str) -> None:
    click.echo(line, err=True)
