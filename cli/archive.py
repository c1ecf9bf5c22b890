"""`nenpo archive`: what was given out, listed and given again byte for byte."""

import json
from pathlib import Path

import click

from catalog.operation import PRODUCTS, Product
from cli.installed import installed_places
from warehouse.errors import UserError

_municipality = click.option("--municipality", help="自治体コード")


@click.group(help="発行した文書の保管庫(var/archive)を見ます。")
def archive() -> None:
    """Group of the archive."""


@archive.command("list", help="保管している文書を一覧します。")
@_municipality
@click.option("--product", type=click.Choice(PRODUCTS), help="文書の種類")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", help="書き出しの形式"
)
def list_issues(municipality: str | None, product: Product | None, format_: str) -> None:
    """List the issues."""
    from reports.archive import issues
    from reports.issue import NAMES_JA, STATUS_JA

    found = issues(installed_places(), municipality or "*", product or "*")
    if format_ == "json":
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    for each in found:
        click.echo(
            f"{each['municipality_code']} {each['product']}({NAMES_JA[each['product']]}) {each['issue']} "
            f"第{each['revision']}版 {STATUS_JA[each['status']]} データ版 {each['build_id']} "
            f"{each['issued_at'][:16]}発行 {'、'.join(file['name'] for file in each['files'])}"
        )
    if not found:
        click.echo("保管している文書はありません。")


@archive.command(help="発行したときのままのファイルを書き出します。一文字でも違っていれば書き出しません。")
@click.option("--municipality", required=True, help="自治体コード")
@click.option("--product", type=click.Choice(PRODUCTS), required=True, help="文書の種類")
@click.option("--issue", "name", required=True, help="号(listで示すもの)")
@click.option("--revision", type=click.IntRange(1), help="版(なければ最後の版)")
@click.option(
    "--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="書き出し先のフォルダー"
)
def get(municipality: str, product: Product, name: str, revision: int | None, out: Path) -> None:
    """Give an issue again."""
    from reports.archive import read_issue
    from reports.export import put

    for file, content in read_issue(installed_places(), municipality, product, name, revision).items():
        if (out / file).exists():
            raise UserError(f"{out / file} がすでにあります。ほかのフォルダーを --out に指定してください。")
        put(content, out / file)
        click.echo(f"{out / file} を書き出しました({len(content):,}バイト)。")
