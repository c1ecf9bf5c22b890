"""The command as a user calls it, in this process, on a small published build."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

from cli.main import main
from tests.unit.warehouse.printed_sample import TABLES
from tests.unit.warehouse.published_file import publish_tables


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str


class Nenpo(Protocol):
    """Runs the command with these arguments, on the small build or another installation."""

    def __call__(self, *arguments: str, var: Path | None = None) -> Done: ...


@pytest.fixture(scope="session")
def small_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A var directory with the invented tables published."""
    var = tmp_path_factory.mktemp("small") / "var"
    publish_tables(var, TABLES)
    return var


@pytest.fixture
def nenpo(small_build: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Nenpo:
    # The command leaves with os._exit, which would take the tests along.
    monkeypatch.setattr(os, "_exit", sys.exit)

    def run(*arguments: str, var: Path | None = None) -> Done:
        monkeypatch.setenv("NENPO_VAR", str(var or small_build))
        monkeypatch.setattr(sys, "argv", ["nenpo", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        assert isinstance(left.value.code, int)
        return Done(left.value.code, *capfd.readouterr())

    return run
