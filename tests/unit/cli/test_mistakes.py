"""Whatever goes wrong is one Japanese sentence and an exit code: 1 for what cannot be done, 2 for what is not understood."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Nenpo

EXPORT = ["export", "yearbook", "--out", "never.pdf"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["cells", "--municipality", "oka"],
            "自治体「oka」は登録されていません。sakyu(砂丘市) から選んでください。",
        ),
        (["cells", "--table-no", "9-(9)"], "表番号「9-(9)」の数値はありません。1-(1) から選んでください。"),
        (
            ["cells", "--fiscal-year", "1999"],
            "年度「1999」の数値はありません。2020、2021、2022、2023、2024 から選んでください。",
        ),
        (["cells", "--basis", "computed"], "この条件に合う数値はありません。条件を減らしてください。"),
        (
            [*EXPORT, "--municipality", "oka", "--fiscal-year", "2023"],
            "自治体「oka」は登録されていません。sakyu(砂丘市) から選んでください。",
        ),
    ],
    ids=["municipality", "table number", "year", "nothing left", "export"],
)
def test_what_is_not_there(nenpo: Nenpo, arguments: list[str], sentence: str) -> None:
    done = nenpo(*arguments)
    assert (done.code, done.out) == (1, "")
    assert done.err == f"エラー: {sentence}\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["cells", "--colour", "red"], "「--colour」という指定はありません。 使い方は「nenpo cells --help」"),
        (["cells", "--format", "xml"], "「--format」の値が使えません。csv、jsonlから選んでください。"),
        (
            ["cells", "--basis", "guessed"],
            "「--basis」の値が使えません。computed、derived、publishedから選んで",
        ),
        (["cells", "--fiscal-year", "R5"], "「--fiscal-year」の値が使えません。"),
        (["check", "--format", "csv"], "「--format」の値が使えません。text、jsonから選んでください。"),
        (["serve", "--port", "0"], "「--port」の値が使えません。"),
        ([*EXPORT, "--fiscal-year", "2023"], "「--municipality」の指定が必要です。"),
        ([*EXPORT, "--municipality", "sakyu"], "「--fiscal-year」の指定が必要です。"),
        (
            ["export", "yearbook", "--municipality", "sakyu", "--fiscal-year", "2023"],
            "「--out」の指定が必要です。",
        ),
        (["celsl"], "命令が分かりません。 使い方は「nenpo --help」"),
        (["cells", "more"], "命令が分かりません。 使い方は「nenpo cells --help」"),
        (["export", "poster"], "命令が分かりません。 使い方は「nenpo export --help」"),
    ],
)
def test_what_is_not_understood(nenpo: Nenpo, arguments: list[str], sentence: str) -> None:
    done = nenpo(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"エラー: {sentence}")
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (["cells"], "公開されたデータがありません。「make build」を実行してください。"),
        (["check"], "作成されたデータがありません。「make build」を実行してください。"),
        ([*EXPORT, "--municipality", "sakyu", "--fiscal-year", "2023"], "公開されたデータがありません。"),
    ],
    ids=["cells", "check", "export"],
)
def test_nothing_is_built_yet(nenpo: Nenpo, tmp_path: Path, command: list[str], sentence: str) -> None:
    done = nenpo(*command, var=tmp_path)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f"エラー: {sentence}")
    assert list(tmp_path.iterdir()) == []


def as_installed(var: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("nenpo")), *arguments]
    env = {**os.environ, "NENPO_VAR": str(var)}
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def test_what_nobody_expected_goes_to_the_log(small_build: Path, tmp_path: Path) -> None:
    var = tmp_path / "var"
    shutil.copytree(small_build, var)
    (var / "builds" / "CURRENT").unlink()
    (var / "builds" / "CURRENT").mkdir()
    done = as_installed(var, "cells")
    assert (done.returncode, done.stdout) == (1, "")
    (log,) = (var / "logs").iterdir()
    assert done.stderr == f"エラー: 予期しない誤りが起きました。記録 {log} を管理者に渡してください。\n"
    (record,) = map(json.loads, log.read_text(encoding="utf-8").splitlines())
    assert (record["level"], record["part"]) == ("error", "command")
    assert record["errors"][0]["kind"] == IsADirectoryError.__name__
    assert any("open_published" in frame for frame in record["errors"][0]["frames"])


def test_the_installed_command_says_one_sentence_and_nothing_else(small_build: Path) -> None:
    done = as_installed(small_build, "cells", "--table-no", "9-(9)")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("arguments", ["--format jsonl", "--format csv", "--fiscal-year 2020"])
def test_a_reader_that_stops_reading_is_no_mistake(small_build: Path, arguments: str) -> None:
    command = f'"{Path(sys.executable).with_name("nenpo")}" cells {arguments} | true'
    env = {**os.environ, "NENPO_VAR": str(small_build)}
    done = subprocess.run(["bash", "-c", command], env=env, capture_output=True, text=True, check=False)
    assert done.stderr == ""
