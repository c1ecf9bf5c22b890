"""`nenpo run-due`: all that is due at a moment, for a clock other than Dagster's and for making up what was missed."""

import click

from cli.build import build_now
from cli.moment import moment


@click.command(
    "run-due",
    help="その時刻までに予定されていること(夜間の作成、月報・年報・統計表・委員会資料の発行、メール)をすべて行います。"
    "7日前までのし残しも行います。できなかったことがあれば終了コード1で終わります。",
)
@click.option("--at", "at", help="時刻(2026-04-03T06:00、日本時間)。なければ今")
def run_due(at: str | None) -> int:
    """Do it; the return value is the exit code."""
    from dagster_project.installation import from_environment
    from dagster_project.run_due import run_due as do

    installation = from_environment()
    found = do(installation, moment(at), lambda: build_now(installation))
    for sentence in found.done:
        click.echo(sentence)
    for sentence in found.failed:
        click.echo(f"エラー: {sentence}", err=True)
    if not found.done and not found.failed:
        click.echo("今することはありません。")
    return 1 if found.failed else 0
