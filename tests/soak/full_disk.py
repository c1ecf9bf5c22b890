"""A disk that fills up while a build is at work: nothing is lost, it is said, and the next build goes on.

The disk is a small file system in memory, mounted over the installation in a mount namespace of this program's own, which
needs no rights and leaves nothing behind. `run` starts the program there.
"""

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.conftest import REPOSITORY
from tests.soak.build import STAGES
from tests.soak.city import City

_ENOUGH = "3g"
_NAMESPACE = ("unshare", "--map-root-user", "--mount")
_FAULT = "FAULT "
# Before the build begins, then at each of its stages; with no room at all Dagster's own journal is the first to fail, with
# `+` so many bytes left it is what the stage itself writes.
FULL_AT = ("start", *STAGES, "dbt+1000000", "publish+1000000")


def why_not() -> str | None:
    """Why no disk can be mounted here, or None."""
    if shutil.which(_NAMESPACE[0]) is None:
        return "no unshare (util-linux) here"
    tried = subprocess.run(
        [*_NAMESPACE, "mount", "-t", "tmpfs", "none", "/mnt"], check=False, capture_output=True, text=True
    )
    return None if tried.returncode == 0 else f"no mounting here: {tried.stderr.strip()}"


def run(city: City, stages: Sequence[str], say: Callable[[str], None]) -> list[str]:
    """Let the disk be full at each of these (see `FULL_AT`); the faults, none when all is well."""
    known = city.folder / "city.pickle"
    known.write_bytes(pickle.dumps(city))
    found = []
    with subprocess.Popen(
        [*_NAMESPACE, sys.executable, "-m", "tests.soak.full_disk", str(known), *stages],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            found += [line.removeprefix(_FAULT).strip()] if line.startswith(_FAULT) else []
            say(line.strip())
    return found if process.returncode == 0 else [*found, f"ended with status {process.returncode}"]


def _fill(city: City, stage: str, room: int) -> list[str]:
    """Let the disk be full from a stage on but for so many bytes, then free it; the faults."""
    city.restore("earlier")
    if stage == "start":
        _leave(room, city.var)
    build = city.start()
    if stage != "start" and not build.wait_for(stage):
        return [f"a build ended before {stage}: {build.said[-3:]}"]
    _leave(room, city.var)
    status = build.end()
    _resize(city.var, _ENOUGH)
    errors = [line for line in build.said if line.startswith("エラー")]
    found = city.faults(may_be_none=False)
    said = "".join(build.said)
    if status != 1 or len(errors) != 1:
        found.append(f"it ended with {status} and {len(errors)} errors")
    if "空き" not in said[said.find("エラー") :] or "Traceback" in said:
        found.append(f"it does not say it clearly: {said[-600:]}")
    return found + city.healing_faults()


def _leave(room: int, disk: Path) -> None:
    space = os.statvfs(disk)
    _resize(disk, str((space.f_blocks - space.f_bfree) * space.f_frsize + room))


def _resize(disk: Path, size: str) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}", str(disk)], check=True)


def main() -> None:
    """Mount the disk and go through the stages."""
    known, *stages = sys.argv[1:]
    # Written by `run` a moment ago.
    city: City = pickle.loads(Path(known).read_bytes())
    city.var.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_ENOUGH}", "none", str(city.var)], check=True)
    for stage in stages:
        name, _, room = stage.partition("+")
        found = _fill(city, name, int(room or 0))
        print(
            f"disk full at {stage}: {'; '.join(found) or 'told, and the next build is the same'}", flush=True
        )
        for fault in found:
            print(f"{_FAULT}at {stage}: {fault}".replace("\n", " | "), flush=True)


if __name__ == "__main__":
    main()
