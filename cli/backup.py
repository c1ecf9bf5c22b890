"""`nenpo backup` and `nenpo restore`: what cannot be made again, into one file and back."""

from datetime import UTC, datetime
from pathlib import Path

import click

from catalog.operation import read_operation
from cli.installed import installed_places, installed_seeds
from cli.noting import note_job
from warehouse.backup import back_up, keep_newest
from warehouse.backup_file import newest
from warehouse.backup_keys import renew_keys
from warehouse.errors import UserError
from warehouse.restore import drill, restore

_folder = click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="バックアップの置き場所(指定がなければ var/backups)",
)
_MEGABYTE = 2**20


@click.group(
    invoke_without_command=True,
    help="作り直せないもの(取り込んだデータ、取込台帳、鍵、確定値、発行した資料、公開中のデータ、seeds)を一つのファイルに写します。"
    "照合用の鍵も入るので、置き場所は管理者だけが読めるようにしてください。動作中に実行できます。",
)
@_folder
@click.pass_context
def backup(context: click.Context, folder: Path | None) -> None:
    """Write a backup and let the oldest go, unless a sub-command was given."""
    context.obj = folder
    if context.invoked_subcommand is not None:
        return
    places, seeds, at = installed_places(), installed_seeds(), datetime.now(UTC)
    try:
        path, index = back_up(places, seeds, folder or places.backups, at)
    except UserError as error:
        note_job(places, "backup", "failed", str(error))
        raise
    removed = keep_newest(path.parent, read_operation(seeds).retention.backups_kept)
    size = path.stat().st_size
    sentence = (
        f"バックアップ {path.name} を作りました({len(index.members):,}ファイル、{size / _MEGABYTE:,.1f}MB)。"
    )
    if index.build_id is None and places.current.exists():
        sentence += "公開中のデータは壊れているため入れていません。「nenpo build」で作り直してください。"
    counts = {"files": len(index.members), "bytes": size, "removed": len(removed)}
    note_job(places, "backup", "ok", sentence, build_id=index.build_id, counts=counts)
    click.echo(f"{sentence}\n置き場所: {path}")
    if removed:
        click.echo(f"古いバックアップ{len(removed)}件を消しました。")


@backup.command(
    "drill",
    help="最新のバックアップを空の一時フォルダーに復元し、すべてのファイルを照合し、データを開いてみます。本番のデータには触れません。",
)
@click.pass_obj
def drill_newest(folder: Path | None) -> None:
    """Restore the newest backup and look whether all is there."""
    places = installed_places()
    try:
        found = drill(newest(folder or places.backups))
    except UserError as error:
        note_job(places, "backup_drill", "failed", str(error))
        raise
    sentence = (
        f"バックアップ {found.backup} は復元できます。{found.files:,}ファイル({found.size_bytes / _MEGABYTE:,.1f}MB)の"
        f"ハッシュがすべて一致し、ビルド {found.build_id or 'なし'} の{found.tables:,}表と、"
        f"有効な納品{found.deliveries:,}件を確かめました。"
    )
    counts = {"files": found.files, "bytes": found.size_bytes, "tables": found.tables}
    note_job(places, "backup_drill", "ok", sentence, build_id=found.build_id, counts=counts)
    click.echo(sentence)


@backup.command(
    "renew-keys",
    help="「nenpo keys destroy」で破棄した鍵を、これまでのバックアップからも取り除きます。ほかの内容は変わりません。",
)
@click.pass_obj
def renew_keys_of_backups(folder: Path | None) -> None:
    """Write those backups anew that hold keys which the installation no longer has."""
    places = installed_places()
    renewed = renew_keys(places, folder or places.backups)
    click.echo(
        f"{len(renewed)}件のバックアップから、破棄した鍵を取り除きました。"
        if renewed
        else "破棄した鍵の入ったバックアップはありません。"
    )
    click.echo("ほかの場所に写したバックアップがあれば、そこでも「--to」で実行するか、写しを消してください。")


@click.command("restore", help="バックアップを空のフォルダーに復元します。その中に var と seeds ができます。")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--into",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="復元先(空の、またはまだないフォルダー)",
)
def restore_backup(file: Path, into: Path) -> None:
    """Restore one backup."""
    index = restore(file, into)
    click.echo(
        f"{index.made_at:%Y-%m-%d %H:%M}(UTC)のバックアップを {into} に復元しました"
        f"({len(index.members):,}ファイル、ハッシュはすべて一致)。"
        "NENPO_VAR と NENPO_SEEDS をその中の var と seeds にして「nenpo doctor」で確かめてください。"
    )
