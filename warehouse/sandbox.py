"""An analyst's SQL on the published file, in a process of its own that can be ended at any moment.

A query may take all memory and ignore interrupts, so it never runs in the process that serves pages: a child opens the
file read only, with no access to other files, extensions or settings, under limits that the operating system enforces.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import polars as pl

from warehouse.errors import UserError
from warehouse.sql_mistakes import mistake_ja

POLL_SECONDS = 0.1


@dataclass(frozen=True)
class Limits:
    """What one query may take: DuckDB's memory and the whole process in MiB, seconds, rows and MiB of its result."""

    memory_mib: int = 512
    process_mib: int = 3072
    seconds: int = 30
    rows: int = 10_000
    result_mib: int = 32


class SqlMistakeError(UserError):
    """Wrong SQL: a sentence that says what is wrong and where; `detail` is what DuckDB says, in English."""

    def __init__(self, sentence_ja: str, detail: str) -> None:
        super().__init__(sentence_ja)
        self.detail = detail


@dataclass(frozen=True)
class QueryResult:
    """The rows of a query; `is_cut` when there were more than the limits let through."""

    frame: pl.DataFrame
    is_cut: bool
    seconds: float


def run_query(
    database: Path, sql: str, limits: Limits, meanwhile: Callable[[float], None] = lambda seconds: None
) -> QueryResult:
    """Run one SELECT on a published file.

    Args:
        database: the file.
        sql: what the analyst wrote.
        limits: what it may take.
        meanwhile: called while it runs, with the seconds gone; an exception from it ends the query.

    Raises:
        SqlMistakeError: wrong SQL.
        UserError: not one SELECT, refused by the sandbox, or stopped at a limit.
    """
    request = {"database": str(database), "sql": sql, **asdict(limits)}
    started = time.monotonic()
    with subprocess.Popen(
        [sys.executable, "-I", str(Path(__file__).with_name("sandbox_child.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # Nothing of the environment: no address, no path, no key.
        env={},
    ) as child:
        try:
            answer = _talk(child, json.dumps(request).encode(), started, limits, meanwhile)
        finally:
            child.kill()
    seconds = time.monotonic() - started
    head, _, body = answer.partition(b"\n")
    said = json.loads(head) if head else {"error": "memory"}
    if said.get("error") == "sql":
        raise SqlMistakeError(mistake_ja(said["kind"], said["detail"], sql), said["detail"])
    if "error" in said:
        raise UserError(_sentence(said, limits))
    return QueryResult(pl.read_ipc_stream(body), said["is_cut"], seconds)


def _talk(
    child: subprocess.Popen[bytes],
    request: bytes,
    started: float,
    limits: Limits,
    meanwhile: Callable[[float], None],
) -> bytes:
    """The child's whole answer; empty when it ended without one."""
    waiting: bytes | None = request
    while True:
        try:
            return child.communicate(waiting, timeout=POLL_SECONDS)[0]
        except subprocess.TimeoutExpired:
            waiting = None
        gone = time.monotonic() - started
        if gone > limits.seconds:
            raise UserError(_sentence({"error": "time"}, limits))
        meanwhile(gone)


def _sentence(said: dict[str, str], limits: Limits) -> str:
    detail = said.get("detail", "")
    return {
        "statements": "一度に実行できるのは、SELECT文一つだけです。文を一つにして、もう一度実行してください。",
        "kind": "実行できるのはSELECT文だけです。データを読む文に書き直してください。",
        "refused": "この環境では、ファイル・拡張機能・設定は使えません。公開データの表だけを使ってください。",
        "type": f"列「{detail}」の型は表示できません。「::varchar」を付けて文字に変えてください。",
        "memory": f"メモリーの上限({limits.memory_mib}MB)を超えたため中止しました。対象の行や列を絞ってください。",
        "time": f"{limits.seconds}秒で終わらないため中止しました。対象の行や列を絞ってください。",
        "size": f"結果が大きすぎるため中止しました(上限{limits.result_mib}MB)。列や行を減らしてください。",
    }[said["error"]]
