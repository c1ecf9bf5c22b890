"""`nenpo issue`: issue one product now, as the schedule does."""

from functools import partial

import click

from catalog.operation import PRODUCTS, Product
from cli.moment import moment
from cli.published import municipality_code, published_build
from warehouse.errors import UserError

_ISSUE_JA = "月報は月(2026-03)、年報と統計表は年度(2025)、委員会資料は会議の日(2026-05-20)"


@click.command(
    help="一つの文書を今発行します。保管庫(var/archive)とvar/exportsに置き、宛先にメールします。"
    "数値が前と違えば新しい版になり、同じなら何も送りません。"
)
@click.argument("product", type=click.Choice(PRODUCTS))
@click.option("--municipality", required=True, help="自治体(コード、ローマ字名、または名前)")
@click.option("--issue", "name", required=True, help=_ISSUE_JA)
def issue(product: Product, municipality: str, name: str) -> None:
    """Issue it."""
    from dagster_project.due import Due, about
    from dagster_project.installation import from_environment
    from dagster_project.issuing import issue_due, issued_ja, send_waiting
    from dagster_project.upgrade import upgrade

    installation = from_environment()
    upgrade(installation.places, partial(click.echo, err=True))
    with published_build() as published:
        code = municipality_code(published, municipality)
    try:
        about(product, name)
    except ValueError as error:
        raise UserError(f"「{name}」という号はありません。{_ISSUE_JA}で指定してください。") from error
    at = moment(None)
    issued = issue_due(installation, Due(at, code, product, name), at)
    click.echo(issued_ja(issued))
    mail = send_waiting(installation, at)
    if mail.sent:
        click.echo(f"メールを{mail.sent}通送りました。")
    if mail.failure_ja:
        raise UserError(mail.failure_ja)
