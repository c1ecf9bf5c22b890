"""The command starts light and says what it can do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Nenpo

HEAVY = {
    "dagster",
    "dagster_dbt",
    "dashboards",
    "dbt",
    "great_expectations",
    "pandas",
    "reports",
    "streamlit",
}


def test_reading_commands_load_none_of_the_heavy_parts() -> None:
    listing = "import sys, cli.main; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "warehouse.open" in loaded
    assert loaded & HEAVY == set()


def test_help_names_the_commands(nenpo: Nenpo) -> None:
    done = nenpo("--help")
    assert done.code == 0
    listed = {line.split()[0] for line in done.out.partition("Commands:")[2].splitlines() if line.strip()}
    assert {"build", "cells", "check", "export", "serve"} <= listed


@pytest.mark.parametrize("command", ["build", "cells", "check", "export", "serve"])
def test_each_command_explains_itself_in_japanese(nenpo: Nenpo, command: str) -> None:
    done = nenpo(command, "-h")
    assert (done.code, done.err) == (0, "")
    assert done.out.count("。") >= 1


def test_a_folder_that_is_closed_to_the_user_is_left(
    nenpo: Nenpo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert nenpo("builds", "list").code == 0 and Path.cwd() == tmp_path
    # Root, as whom tests may run, is let in everywhere.
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert nenpo("builds", "list").code == 0 and Path.cwd() == Path("/")
