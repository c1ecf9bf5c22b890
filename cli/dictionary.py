"""`nenpo dictionary`: docs/data_dictionary.md from the models' own descriptions."""

from pathlib import Path

import click

from dagster_project.dictionary import data_dictionary


@click.command(help="データ辞書(docs/data_dictionary.md)を作り直します。")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="書き出し先のファイル"
)
def dictionary(out: Path) -> None:
    """Write the dictionary."""
    out.write_text(data_dictionary(), encoding="utf-8")
    click.echo(f"{out} を書き出しました。")
