"""The soak: `python -m tests.soak.run`, or `make soak`. Progress and result are lines on standard output."""

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.soak import full_disk
from tests.soak.city import City, make_city
from tests.soak.kills import rounds, run_round
from tests.soak.readers import faults, read_while_publishing

Say = Callable[[str], None]


def main() -> None:
    """Run all parts; exit 1 when one of them found a fault, whose state is then kept."""
    asked = _asked()
    start = time.monotonic()

    def say(text: str) -> None:
        print(f"[{time.monotonic() - start:6.0f} s] {text}", flush=True)

    folder = Path(tempfile.mkdtemp(prefix="nenpo-soak-"))
    say(f"soak with --seed {asked.seed} in {folder}")
    found: list[str] = []
    if asked.kills or asked.disk:
        city = make_city(folder, say)
        found += _kills(city, asked.kills, random.Random(asked.seed), say)
        found += _disk(city, say) if asked.disk else []
    if asked.readers:
        found += _readers(folder / "readers", asked.readers, asked.seconds, say)
    for fault in found:
        say(f"FAULT {fault}")
    say(f"{len(found)} faults" if found else "no fault")
    if not found:
        shutil.rmtree(folder)
    sys.exit(1 if found else 0)


def _kills(city: City, number: int, chance: random.Random, say: Say) -> list[str]:
    found = []
    for n, this in enumerate(rounds(number, chance), 1):
        faults_here = run_round(city, this, lambda text, n=n: say(f"kill {n} of {number}: {text}"))
        if faults_here:
            kept = city.folder / f"faulty-{n}"
            shutil.copytree(city.var, kept)
            found += [f"kill {n}: {fault} (kept in {kept})" for fault in faults_here]
    return found


def _disk(city: City, say: Say) -> list[str]:
    if reason := full_disk.why_not():
        say(f"full disk: left out, {reason}")
        return []
    return full_disk.run(city, full_disk.FULL_AT, say)


def _readers(folder: Path, readers: int, seconds: float, say: Say) -> list[str]:
    folder.mkdir()
    say(f"{readers} readers for {seconds:.0f} s")
    published, read = read_while_publishing(folder / "var", readers, seconds, say)
    say(f"{published} builds published; looked {sum(one.looks for one in read)} times at all their tables")
    return faults(published, read, readers)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.soak.run", description=__doc__)
    parser.add_argument("--kills", type=int, default=100, help="builds that are killed; 0: none")
    parser.add_argument("--no-disk", dest="disk", action="store_false", help="without the disk that is full")
    parser.add_argument("--readers", type=int, default=20, help="processes that read; 0: none")
    parser.add_argument("--seconds", type=float, default=600, help="how long they read")
    parser.add_argument(
        "--seed", type=int, default=random.SystemRandom().randrange(10**6), help="of the moments"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
