"""`nenpo check` prints the verdict and leaves with 1 when an identity is violated."""

import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Nenpo
from tests.unit.warehouse.published_file import publish_tables
from tests.unit.warehouse.test_verdict import refuse, tables


@pytest.fixture
def held(tmp_path: Path) -> Path:
    publish_tables(tmp_path, tables("held"))
    return tmp_path


def test_all_held(nenpo: Nenpo, held: Path) -> None:
    done = nenpo("check", "--format", "json", var=held)
    assert (done.code, done.err) == (0, "")
    found = json.loads(done.out)
    assert found["build"] == "20260102T030405-01234567"
    assert found["identities"] == {"run": 3, "held": 2, "registered": 1, "violated": 0}
    assert found["violations"] == []
    none = {"compared": 0, "equal": 0, "different": 0, "not_computable": 0}
    assert found["reconciliation"] == {**none, "events": none, "forms": none}
    assert found["differences"] == []


def test_all_held_in_words(nenpo: Nenpo, held: Path) -> None:
    done = nenpo("check", var=held)
    assert done.code == 0
    assert done.out.splitlines() == [
        "作成番号 20260102T030405-01234567(公開中)",
        "恒等式 3件: 成立 2、登録済みの不一致 1、登録のない不一致 0",
        "数値の欄 9のうち、恒等式で守られている欄 6",
        "突合 0欄: 一致 0、相違 0、算出できない欄 0",
        "  業務データから 0欄: 一致 0、相違 0、算出できない欄 0",
        "  月報から 0欄: 一致 0、相違 0、算出できない欄 0",
    ]


def test_a_violation_is_the_exit_code_and_names_its_cells(nenpo: Nenpo, held: Path) -> None:
    refuse(held, "violated")
    done = nenpo("check", "--format", "json", var=held)
    assert done.code == 1
    found = json.loads(done.out)
    assert (found["build"], found["identities"]["violated"]) == ("refused", 1)
    (violation,) = found["violations"]
    assert {(c["row_path"], c["column_path"]) for c in violation["cells"]} == {
        ("丘", "計"),
        ("丘", "一般"),
        ("丘", "児童"),
    }


def test_a_violation_in_words(nenpo: Nenpo, held: Path) -> None:
    refuse(held, "violated")
    done = nenpo("check", var=held)
    assert done.code == 1
    assert "公開されていません" in done.out
    assert "恒等式 loans/sum(2023年度 丘・計)" in done.out
    assert "表1-(1) 2023年度 丘・児童" in done.out
