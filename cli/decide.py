"""`nenpo decide`: answers of the lending-rules engine, one request or a file of them."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TextIO

import click

from cli.installed import installed_seeds
from lending_rules.decide import Engine
from lending_rules.errors import RequestError
from lending_rules.explain import explained, lines
from lending_rules.rulebook import read_rulebooks


@click.command(
    help="貸出などの問いに、条例・要綱の条文を示して答えます。REQUEST は契約の形のJSON、--batch なら1行に一つのJSON Lines。"
)
@click.argument("request_text", metavar="[REQUEST]", required=False)
@click.option("--batch", metavar="IN.jsonl", help="問いのファイル(- は標準入力)")
@click.option(
    "--out", metavar="OUT.jsonl", default="-", show_default=True, help="答えのファイル(- は標準出力)"
)
@click.option("--explain", is_flag=True, help="答えの代わりに、調べた規則と条件を木の形で示します")
def decide(request_text: str | None, batch: str | None, out: str, explain: bool) -> int:
    """Print one answer, or write the answers of a file in its order; the return value is the exit code."""
    if (request_text is None) == (batch is None):
        raise click.UsageError("REQUEST か --batch のどちらか一つを指定してください。")
    engine = Engine(read_rulebooks(installed_seeds()))
    if batch is None:
        data = _parsed(request_text or "")
        click.echo(_explained(engine, data) if explain else _written(engine.decide(data)))
        return 0
    return _batch(engine, batch, out)


def _explained(engine: Engine, data: Any) -> str:
    try:
        request = engine.understand(data)
    except RequestError as error:
        raise click.UsageError(f"{error.field or 'REQUEST'}: {error.said}") from error
    return "\n".join(lines(explained(request, engine.decision(request))))


def _batch(engine: Engine, batch: str, out: str) -> int:
    try:
        with ExitStack() as opened:
            lines = _reader(batch, opened)
            written = (
                sys.stdout if out == "-" else opened.enter_context(Path(out).open("w", encoding="utf-8"))
            )
            _answer(engine, lines, written)
    except (OSError, UnicodeDecodeError) as error:
        name = getattr(error, "filename", None) or batch
        click.echo(f"{name} を読み書きできません。場所と文字コード(UTF-8)を確かめてください。", err=True)
        return 2
    return 0


def _reader(batch: str, opened: ExitStack) -> Iterable[str]:
    if batch == "-":
        return (line.decode("utf-8") for line in sys.stdin.buffer)
    return opened.enter_context(Path(batch).open(encoding="utf-8-sig"))


def _answer(engine: Engine, lines: Iterable[str], out: TextIO) -> None:
    for answer in _answers(engine, lines):
        out.write(_written(answer) + "\n")
    out.flush()


def _answers(engine: Engine, lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    for line in lines:
        if line.strip():
            yield engine.decide(_parsed(line))


def _parsed(text: str) -> Any:
    """The JSON value; None, which no request is, for text that is no JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _written(answer: dict[str, Any]) -> str:
    return json.dumps(answer, ensure_ascii=False)
