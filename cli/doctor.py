"""`nenpo doctor` and `nenpo status`: what is wrong with an installation and what to do, what ran and what is kept."""

import json
import platform
import shutil
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import click

from cli.installed import installed_places
from warehouse.doctor import machine
from warehouse.doctor.finding import LEVEL_JA, Finding, worst
from warehouse.doctor.installation import examine
from warehouse.errors import UserError
from warehouse.status import Status, status_of

REPOSITORY = Path(__file__).resolve().parent.parent
RUNS_SHOWN = 10
_PORTS = {8501: "画面(nenpo serve)", 3000: "Dagster"}
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_format = click.option(
    "--format", "format_", type=click.Choice(["text", "jsonl"]), default="text", help="書き出しの形式"
)


@click.command(
    help="ディスク、パッケージ、フォント、ポート、公開データ、実行の記録などを調べ、正常・注意・故障と、すべきことを示します。"
    "故障があれば終了コード1で終わります。何も変えません。"
)
@_format
def doctor(format_: str) -> int:
    """Print the findings; the return value is the exit code."""
    places = installed_places()
    findings = [*examine(places, datetime.now(UTC)), *_machine()]
    for finding in findings:
        click.echo(_line(finding) if format_ == "text" else json.dumps(asdict(finding), ensure_ascii=False))
    return 1 if worst(findings) == "fault" else 0


@click.command(
    "status", help="公開中のデータ、最後の実行、バックアップ、すべきことを示します。何も変えません。"
)
@_format
def show_status(format_: str) -> None:
    """Print what runs and what is kept."""
    found = status_of(installed_places(), datetime.now(UTC))
    if format_ == "jsonl":
        for record in _records(found):
            click.echo(json.dumps(record, ensure_ascii=False, default=str))
        return
    for sentence in found.sentences_ja:
        click.echo(sentence)
    click.echo("\nすべきこと" if found.todo else "\nすべきことはありません。")
    for finding in found.todo:
        click.echo(_line(finding))
    if found.runs:
        click.echo("\n最後の実行")
    for run in found.runs[:RUNS_SHOWN]:
        click.echo(f"  {run.at_ja}  {run.job_ja}  {run.outcome_ja}  {run.sentence_ja}")


def _machine() -> list[Finding]:
    from reports.fonts import find_font

    try:
        find_font()
        missing = None
    except UserError as error:
        missing = str(error)
    lock = REPOSITORY / "requirements.lock"
    return [
        machine.pins(lock.read_text(encoding="utf-8") if lock.exists() else "", version),
        machine.font(missing),
        machine.chromium(next(filter(None, map(shutil.which, _CHROMIUM)), None)),
        *(machine.port(number, use) for number, use in _PORTS.items()),
        machine.versions({"nenpo": version("nenpo"), "Python": platform.python_version()}),
    ]


def _line(finding: Finding) -> str:
    todo = f"\n      → {finding.todo_ja}" if finding.todo_ja else ""
    return f"{LEVEL_JA[finding.level]}  {finding.name_ja}: {finding.sentence_ja}{todo}"


def _records(found: Status) -> list[dict[str, object]]:
    return [
        *({"kind": "sentence", "sentence_ja": sentence} for sentence in found.sentences_ja),
        *({"kind": "todo", **asdict(finding)} for finding in found.todo),
        *({"kind": "run", **asdict(run)} for run in found.runs),
        *({"kind": "build", **asdict(build)} for build in found.builds),
    ]
