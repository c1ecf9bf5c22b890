"""What every test may use."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from filelock import FileLock

from warehouse.open import Published, open_published
from warehouse.places import Places

REPOSITORY = Path(__file__).resolve().parent.parent

if os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
    # Tests start hundreds of commands, and each would compile Dagster, dbt and the rest for seconds.
    os.environ.setdefault("PYTHONPYCACHEPREFIX", str(REPOSITORY / ".pytest_cache" / "compiled"))


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


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that all workers of a run share: the first that needs it makes it, and everybody only reads it."""
    root = factory.getbasetemp()
    root = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root
    folder, done = root / name, root / f"{name}.done"
    with FileLock(root / f"{name}.lock"):
        if not done.exists():
            make(folder)
            done.touch()
    return folder


@pytest.fixture(scope="session")
def published_var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A var directory in which the repository's own seeds are built and published."""

    def make(var: Path) -> None:
        built = run_nenpo("build", var=var)
        assert built.returncode == 0, built.stderr

    return made_once(tmp_path_factory, "published_var", make)


@pytest.fixture(scope="session")
def small_sample(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The files of a sample year that is small enough to be built again and again."""

    def make(out: Path) -> None:
        made = run_nenpo("sample", "--bundled", "--out", str(out), "--scale", "0.02", var=out / "var")
        assert made.returncode == 0, made.stderr

    out = made_once(tmp_path_factory, "small_sample", make)
    return sorted(path for path in out.rglob("*") if path.suffix in (".csv", ".xlsx"))


@pytest.fixture(scope="session")
def small_var(small_sample: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A var directory with the small sample delivered and built."""

    def make(var: Path) -> None:
        landed = Places(var).landing
        landed.mkdir(parents=True)
        for path in small_sample:
            shutil.copy(path, landed)
        built = run_nenpo("build", "--no-pdf", var=var)
        assert built.returncode == 0, built.stderr

    return made_once(tmp_path_factory, "small_var", make)


@pytest.fixture(scope="module")
def small(small_var: Path) -> Iterator[Published]:
    """The published file of the small sample year."""
    with closing(open_published(small_var)) as found:
        yield found
