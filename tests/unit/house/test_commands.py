"""The Makefile and its scripts: what they need, what they refuse, what they leave."""

import os
import re
import subprocess
from pathlib import Path

import pytest

TARGETS = {
    "run",
    "sample",
    "build",
    "test",
    "check",
    "soak",
    "dagster",
    "dbtdocs",
    "docs",
    "lock",
    "clean",
    "setup",
    "browser",
    "help",
}


def make(folder: Path, *arguments: str) -> str:
    """What make prints."""
    # Under `make test` this is a make inside a make; it is to behave as one called by hand.
    env = {
        name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")
    }
    done = subprocess.run(
        ["make", *arguments], cwd=folder, env=env, check=True, capture_output=True, text=True
    )
    return done.stdout


def script(path: Path, *arguments: str, tools: Path) -> subprocess.CompletedProcess[str]:
    """Run a script that finds only the given tools beside a shell's own."""
    command = ["/bin/bash", str(path), *arguments]
    return subprocess.run(command, env={"PATH": str(tools)}, capture_output=True, text=True, check=False)


def tool(folder: Path, name: str, body: str) -> None:
    """A stand-in for a program."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)


def test_help_lists_every_target(repository: Path) -> None:
    assert {line.split()[0] for line in make(repository, "help").splitlines()} == TARGETS


def test_running_needs_no_system_package_and_testing_does(repository: Path) -> None:
    assert "debian-packages" not in make(repository, "--dry-run", "run")
    assert "debian-packages chromium fonts-ipaexfont-gothic" in make(repository, "--dry-run", "test")


def test_the_port_can_be_set(repository: Path) -> None:
    assert "serve --port 8765" in make(repository, "--dry-run", "run", "PORT=8765")


def test_packages_are_installed_by_hash(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "Makefile").write_bytes((repository / "Makefile").read_bytes())
    plan = make(tmp_path, "--dry-run", "setup")
    assert re.search(
        r"pip install --require-hashes --only-binary :all: --requirement requirements.lock", plan
    )


def test_ci_runs_the_tests(repository: Path) -> None:
    path = repository / ".ci/run"
    assert os.access(path, os.X_OK)
    assert path.read_text(encoding="utf-8").splitlines()[-1] == "make test"


def test_clean_keeps_what_is_not_made(repository: Path, tmp_path: Path) -> None:
    made = [
        ".venv/bin/x",
        "var/builds/x",
        "dbt/target/x",
        "catalog/__pycache__/x.pyc",
        ".ruff_cache/x",
        "nenpo.egg-info/x",
    ]
    kept = ["seeds/codes/ndc.csv", "dbt/models/a.sql", "catalog/load.py"]
    for name in made + kept:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "Makefile").write_bytes((repository / "Makefile").read_bytes())
    make(tmp_path, "clean")
    left = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    assert left == sorted(["Makefile", *kept])


def test_another_python_is_refused_in_words(repository: Path, tmp_path: Path) -> None:
    tool(tmp_path, "python3", "echo")
    done = script(repository / ".ci/python311", tools=tmp_path)
    assert done.returncode == 1
    assert "Nenpo needs Python 3.11" in done.stderr


@pytest.mark.parametrize("name", ["python3.11", "python3"])
def test_python_is_found_under_either_name(repository: Path, tmp_path: Path, name: str) -> None:
    tool(tmp_path, name, "echo /found/python")
    tool(tmp_path, "sourcing", f'. "{repository}/.ci/python311"; echo "$PYTHON"')
    # The found interpreter does not exist, so its missing venv is asked for: of a stand-in.
    (tmp_path / ".ci").mkdir()
    tool(tmp_path / ".ci", "debian-packages", 'echo "asked for $*"')
    command = ["/bin/bash", "-euo", "pipefail", str(tmp_path / "sourcing")]
    done = subprocess.run(
        command, cwd=tmp_path, env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines() == ["asked for python3.11-venv", "/found/python"]


@pytest.mark.parametrize(("state", "asked"), [("installed", ""), ("config-files", "chromium")])
def test_only_missing_packages_are_asked_for(
    repository: Path, tmp_path: Path, state: str, asked: str
) -> None:
    tool(tmp_path, "dpkg-query", f"echo {state}")
    tool(tmp_path, "grep", 'exec /bin/grep "$@"')
    tool(tmp_path, "id", "echo 0")
    tool(tmp_path, "env", 'exec /usr/bin/env "$@"')
    tool(tmp_path, "apt-get", 'echo "apt-get $*"')
    done = script(repository / ".ci/debian-packages", "chromium", tools=tmp_path)
    assert done.returncode == 0
    assert ("apt-get install" in done.stdout) == bool(asked)
    assert asked in done.stdout


def test_without_a_package_manager_it_says_what_is_missing(repository: Path, tmp_path: Path) -> None:
    tool(tmp_path, "id", "echo 1000")
    done = script(repository / ".ci/debian-packages", "chromium", tools=tmp_path)
    assert done.returncode == 1
    assert "Missing: chromium" in done.stderr
