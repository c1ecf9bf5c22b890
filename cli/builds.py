"""`nenpo builds` and `nenpo verify`: the published builds that are kept, and whether every stored file is as it was written."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

import click

from cli.installed import installed_places
from ingestion.stored import damage
from warehouse.builds import builds as kept_builds
from warehouse.builds import roll_back, verify_build, verify_pointer
from warehouse.closings import read_closings
from warehouse.errors import UserError
from warehouse.japan import JAPAN
from warehouse.manifest import build_ids
from warehouse.places import Places
from warehouse.state import stored_layout
from warehouse.status import STANDING_JA

_MEGABYTE = 2**20


@click.group(help="公開データ(ビルド)の一覧、確認、前のビルドへの切り戻し。")
def builds() -> None:
    """Hold the sub-commands."""


@builds.command("list", help="残っているビルドを新しい順に示します。")
def list_builds() -> None:
    """A line a build."""
    found = kept_builds(installed_places())
    if not found:
        click.echo("公開されたデータはありません。")
    for build in found:
        built = f"{build.built_at.astimezone(JAPAN):%Y-%m-%d %H:%M}" if build.built_at else "作成日時不明"
        size = f"{build.size_bytes / _MEGABYTE:,.1f}MB" if build.size_bytes is not None else "ファイルなし"
        standing = STANDING_JA[build.standing]
        if build.is_current and build.standing == "damaged":
            standing = "公開中・破損"
        click.echo(f"{build.build_id}  {built}  {size}  {standing}")


@builds.command(
    "verify", help="ビルドのファイルと記録が書いたときのままか確かめます。壊れていれば終了コード1。"
)
@click.argument("build_id", required=False)
def verify_builds(build_id: str | None) -> int:
    """Read one build or all through; the return value is the exit code."""
    places = installed_places()
    ids = [build_id] if build_id else build_ids(places)
    faults = [fault for one in ids for fault in verify_build(places, one)]
    if not build_id:
        faults = verify_pointer(places) + faults
    return _tell(faults, f"ビルド{len(ids)}件を確かめました。")


@builds.command("rollback", help="画面や資料のもとになるデータを、残っている別のビルドに切り替えます。")
@click.argument("build_id")
def roll_back_to(build_id: str) -> None:
    """Move the pointer."""
    from dagster_project.upgrade import upgrade

    places = installed_places()
    upgrade(places, partial(click.echo, err=True))
    rolled_back = roll_back(places, build_id, datetime.now(UTC))
    click.echo(f"公開中のデータを {build_id} に切り替えました。")
    if rolled_back is not None:
        click.echo(
            f"新しい納品や設定の変更があるまで、「nenpo build」はこのままにします。{rolled_back.from_id} に戻すには"
            f"「nenpo builds rollback {rolled_back.from_id}」を実行してください。"
        )


@click.command(
    help="公開データとその記録、取り込んだ納品データ、確定の記録、保管した文書のファイルが、書いたときのままか確かめます。"
    "壊れたファイルがあれば名前を示し、終了コード1で終わります。"
)
def verify() -> int:
    """Read every stored file through; the return value is the exit code."""
    places = installed_places()
    stored_layout(places)
    ids = build_ids(places)
    faults = [*verify_pointer(places), *(fault for one in ids for fault in verify_build(places, one))]
    faults += damage(places.var)
    faults += _faults_of_what_stays(places)
    return _tell(
        faults, f"ビルド{len(ids)}件、取り込んだ納品データ、確定の記録、保管した文書を確かめました。"
    )


def _faults_of_what_stays(places: Places) -> list[str]:
    """Of closings and of the archive, which nothing replaces."""
    from reports.archive import issues, read_issue

    issued: list[dict[str, Any]] = []
    faults = _told(lambda: read_closings(places)) + _told(lambda: issued.extend(issues(places)))
    for each in issued:
        names = (each["municipality_code"], each["product"], each["issue"], each["revision"])
        faults += _told(partial(read_issue, places, *names))
    return faults


def _told(look: Callable[[], object]) -> list[str]:
    """The sentence with which a look at something ends, if it does."""
    try:
        look()
    except UserError as error:
        return [str(error)]
    return []


def _tell(faults: list[str], what_ja: str) -> int:
    for fault in faults:
        click.echo(fault)
    click.echo(f"{what_ja}壊れたファイルは{'ありません' if not faults else f'{len(faults)}件あります'}。")
    return 1 if faults else 0
