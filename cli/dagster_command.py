"""`nenpo dagster`: Dagster's pages, its daemon, and with them all schedules."""

import os
import sys
from pathlib import Path

import click


@click.command(
    help="Dagsterの画面と予定(夜間の作成、発行、メール、受け取りフォルダーの見張り)を動かします。Ctrl+Cで終わります。"
)
@click.option("--host", default="127.0.0.1", show_default=True, help="待ち受けるアドレス")
@click.option("--port", type=click.IntRange(1, 65535), default=3000, show_default=True, help="ポート番号")
def dagster(host: str, port: int) -> None:
    """Become Dagster, with the settings of this installation."""
    from dagster_project.home import prepare_home
    from dagster_project.installation import REPOSITORY, from_environment

    os.environ["DAGSTER_HOME"] = str(prepare_home(from_environment().places))
    command = Path(sys.executable).with_name("dagster")
    # What it loads stands in the repository's own settings.
    os.chdir(REPOSITORY)
    click.echo(f"Dagsterの画面: http://{host}:{port}")
    # What it does each half minute is not for the journal of years.
    os.execv(command, [str(command), "dev", "--host", host, "--port", str(port), "--log-level", "warning"])
