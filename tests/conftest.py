"""What every test may use."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of this repository."""
    return REPOSITORY


def run_nenpo(
    *arguments: str, var: Path, seeds: Path = REPOSITORY / "seeds"
) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does, on an installation of its own."""
    return subprocess.run(
        [str(Path(sys.executable).with_name("nenpo")), *arguments],
        env={**os.environ, "NENPO_SEEDS": str(seeds), "NENPO_VAR": str(var)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def published_var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A var directory in which the repository's own seeds are built and published."""
    var = tmp_path_factory.mktemp("published") / "var"
    built = run_nenpo("build", var=var)
    assert built.returncode == 0, built.stderr
    return var
