"""`nenpo rules`: the rules of the lending engine: lint and list."""

from collections.abc import Iterator
from pathlib import Path

import click

from cli.installed import installed_seeds
from lending_rules.lint import faults


@click.group(help="貸出規則を調べます。")
def rules() -> None:
    """Commands on rules."""


@rules.command(help="規則の書き方の誤りを、ファイルと行で示します。誤りがあれば終了コード1で終わります。")
def lint() -> int:
    """Print the faults of every municipality's rules; the return value is the exit code."""
    found = [str(fault) for fault in _faults(installed_seeds())]
    for said in found:
        click.echo(said)
    if not found:
        click.echo("誤りはありません。")
    return 1 if found else 0


def _faults(seeds: Path) -> Iterator[object]:
    for folder in sorted((seeds / "municipalities").iterdir()):
        yield from faults(folder, seeds)
