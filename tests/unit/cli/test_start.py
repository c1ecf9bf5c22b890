"""The command starts light and says what it can do."""

import subprocess
import sys

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
