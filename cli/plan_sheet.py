"""`nenpo plan sheet` and `nenpo plan read`: the yearly sheet of a plan, made and read back."""

from pathlib import Path

import click

from catalog.load import Catalog, load
from catalog.plan import Plan
from catalog.plan_record import PlanRecord
from cli.cities import city_named
from cli.installed import installed_seeds
from warehouse.errors import UserError


@click.command(
    help="計画の年度の記入票(Excel)を作ります。記録があればその内容が入ります。記入したものは nenpo plan read で読みます。"
)
@click.option("--municipality", required=True, help="自治体(コード、ローマ字名、または名前)")
@click.option("--fiscal-year", required=True, type=int, help="年度(西暦)")
@click.option("--plan", "plan_id", help="計画の番号(事業を載せた計画が複数あるとき)")
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="書き出すファイル"
)
def sheet(municipality: str, fiscal_year: int, plan_id: str | None, out: Path) -> None:
    """Write the sheet."""
    from ingestion.plans.make import make_sheet

    seeds = installed_seeds()
    catalog = load(seeds)
    code = city_named(catalog, municipality).municipality_code
    plan = _plan(catalog, code, plan_id)
    first, last = plan.start_fiscal_year, plan.end_fiscal_year
    if not (first or fiscal_year) <= fiscal_year <= (last or fiscal_year):
        raise UserError(
            f"{fiscal_year}年度は計画「{plan.name_ja}」の期間の外です。{first}から{last}までの年度を指定してください。"
        )
    record = _recorded(seeds, code, plan.plan_id, fiscal_year)
    rows = make_sheet(code, plan, fiscal_year, record, out)
    click.echo(f"計画の記入票を書きました: {out}({rows}行)")


@click.command(help="記入した計画の票を読み、seeds/plans の年度の記録にします。")
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="すでにある年度の記録を置き換えます。変わるところを示します。")
def read(path: Path, replace: bool) -> None:
    """Read a filled sheet into the seeds."""
    from ingestion.errors import DeliveryError
    from ingestion.plans.read import read_sheet
    from ingestion.plans.record_file import changes, merged, record_path, write_record

    seeds = installed_seeds()
    if not path.exists():
        raise UserError(f"{path} がありません。記入した票のファイルを指定してください。")
    try:
        reading = read_sheet(path, path.name, load(seeds))
        plan_id, year = reading.plan.plan_id, reading.record.fiscal_year
        target = record_path(seeds, reading.municipality_code, plan_id, year)
        known = _recorded(seeds, reading.municipality_code, plan_id, year)
        record = merged(reading.record, known)
        said = changes(known, record)
        shown = target.relative_to(seeds.parent).as_posix()
        if known is not None and said and not replace:
            raise UserError(
                f"{shown} はすでにあります({len(said)}か所が違います。初めは {said[0]})。"
                "置き換えるなら --replace を付けてください。"
            )
        if said:
            write_record(record, target, seeds)
    except DeliveryError as error:
        raise UserError(str(error)) from error
    for line in said if known else ():
        click.echo(line)
    click.echo(
        f"{shown} {'は変わりません' if not said else 'を置き換えました' if known else 'を書きました'}。"
    )


def _plan(catalog: Catalog, code: str, plan_id: str | None) -> Plan:
    plans = [plan for plan in catalog.histories[code].plans if plan.projects]
    found = [plan for plan in plans if plan_id in (None, plan.plan_id)]
    if len(found) != 1:
        listed = "、".join(plan.plan_id for plan in plans) or "なし"
        raise UserError(f"自治体 {code} の計画を一つに決められません。--plan に指定できるもの: {listed}。")
    return found[0]


def _recorded(seeds: Path, code: str, plan_id: str, fiscal_year: int) -> PlanRecord | None:
    from ingestion.plans.record_file import record_path

    path = record_path(seeds, code, plan_id, fiscal_year)
    return PlanRecord.read(path, seeds) if path.exists() else None
