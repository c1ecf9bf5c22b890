"""`nenpo close`: a month or a fiscal year becomes final by a named act."""

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import click

from cli.cities import city_named
from cli.published import published_build
from warehouse.close import check_act, check_ready
from warehouse.close import close as freeze
from warehouse.errors import UserError
from warehouse.open import Published
from warehouse.period import period_of
from warehouse.work_file import take_lock

if TYPE_CHECKING:
    from dagster_project.installation import Installation

_CLOSED_DAYS = """
select date_day from fct_open_days where municipality_code = ? group by date_day having not bool_or(is_open)
"""


@click.command(
    help="月または年度の数値を、決裁などの行為によって確定値にします。納品や定義が後で変わっても、確定した数値は変わりません。"
)
@click.option("--municipality", required=True, help="自治体(コード、ローマ字名、または名前)")
@click.option("--month", help="確定する月(例 2026-05)")
@click.option("--fiscal-year", type=int, help="確定する年度(西暦。例 2025)")
@click.option(
    "--act", required=True, help="確定した行為と日付(例 「令和8年4月20日 決裁第12号」)。人の名前は書きません"
)
@click.option(
    "--again",
    is_flag=True,
    help="確定した後に動いた数値を採用し、次の版として確定し直します。前の版は残ります",
)
def close(municipality: str, month: str | None, fiscal_year: int | None, act: str, again: bool) -> None:
    """Freeze the figures of a period that is over, whole and checked."""
    from dagster_project.closing_basis import basis_of
    from dagster_project.installation import from_environment
    from dagster_project.upgrade import upgrade
    from ingestion.holding import gaps

    act_ja = check_act(act)
    installation = from_environment()
    catalog = installation.catalog()
    city = city_named(catalog, municipality)
    period = period_of(city.municipality_code, month, fiscal_year)
    places, now = installation.places, datetime.now(UTC)
    # A build that began meanwhile would know nothing of the closing.
    take_lock(places)
    upgrade(places, partial(click.echo, err=True))
    with published_build() as published:
        _check_current(installation, published)
        missing = gaps(
            places.var,
            catalog,
            period.municipality_code,
            period.first,
            period.last,
            {day for (day,) in published.rows(_CLOSED_DAYS, [period.municipality_code])},
        )
        check_ready(published, period, now, missing)
        basis = basis_of(installation, catalog, period)
        closing = freeze(published, places, period, basis, act_ja, now, again=again)
    click.echo(
        f"{city.name_ja} {period.label_ja}を確定しました(第{closing.revision}版、{closing.cells:,}欄、{act_ja})。"
        "「nenpo build」を実行すると、画面と帳票に確定値として示します。"
    )


def _check_current(installation: "Installation", published: Published) -> None:
    """See that the published build was made from all that there is now, apart from closings since."""
    from dagster_project.landing import pending

    known = {
        (code, period, revision)
        for code, period, revision in published.rows(
            "select municipality_code, period, revision from dim_closing"
        )
    }
    is_current = published.build.inputs_hash == installation.inputs_hash(known)
    if not is_current or pending(installation.places, installation.made_by()):
        raise UserError(
            "公開中のデータは、いまの納品と設定から作ったものではありません。"
            "先に「nenpo build」を実行し、数値を確かめてから確定してください。"
        )
