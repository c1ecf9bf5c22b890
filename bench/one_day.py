"""One more day of deliveries on a year of history: what it costs at scale 1 and at scale 10.

python -m bench.one_day --scale 1 --scale 10
"""

import argparse
import re
import shutil
import tempfile
from pathlib import Path

from bench.measure import Measured, nenpo

_COPYING = re.compile(r"\[\s*([\d.]+)秒\] 公開(用のファイルに写しています|しました)")
_DAY_FEEDS = ("loans", "reservations")


def main() -> None:
    """Print what the day costs at each scale, the copy of the published file apart, and the ratio to the first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", action="append", type=float, required=True)
    parser.add_argument(
        "--folder", type=Path, default=None, help="where the files go (several GB at scale 10)"
    )
    arguments = parser.parse_args()
    first: float | None = None
    for scale in arguments.scale:
        folder = Path(tempfile.mkdtemp(prefix="nenpo-bench-", dir=arguments.folder))
        try:
            cost, copying = _one_day(folder, scale)
        finally:
            shutil.rmtree(folder)
        first = first or cost
        print(
            f"scale {scale:g}: one more day {cost:.1f} s without the copy of the file ({copying:.1f} s);"
            f" {cost / first:.2f} times the first",
            flush=True,
        )


def _one_day(folder: Path, scale: float) -> tuple[float, float]:
    sample, var, day = folder / "sample", folder / "var", folder / "day"
    nenpo("sample", "--bundled", "--out", str(sample), "--scale", str(scale), var=var)
    (city,) = sample.iterdir()
    day.mkdir()
    for feed in _DAY_FEEDS:
        _hold_back(sorted(city.glob(f"{feed}_*.csv"))[-1], day)
    nenpo("ingest", str(sample), var=var)
    nenpo("build", var=var)
    ingest = nenpo("ingest", str(day), var=var)
    build = nenpo("build", var=var)
    copying = _copying(build)
    return ingest.seconds + build.seconds - copying, copying


def _hold_back(month: Path, day: Path) -> None:
    """Move the rows of the last day of a month into a file of their own."""
    head, *rows = month.read_bytes().splitlines(keepends=True)
    last = max(row[:10] for row in rows)
    of_the_day = [row for row in rows if row.startswith(last)]
    month.write_bytes(head + b"".join(row for row in rows if not row.startswith(last)))
    (day / month.name).write_bytes(head + b"".join(of_the_day))


def _copying(build: Measured) -> float:
    started, ended = (float(seconds) for seconds, _ in _COPYING.findall(build.said))
    return ended - started


if __name__ == "__main__":
    main()
