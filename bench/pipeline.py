"""From CP932 deliveries to the published file, against the hand-written script of `bench.baseline`.

python -m bench.pipeline --scale 1 --scale 10
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

import duckdb

from bench.measure import nenpo, run

_QUANTITIES = ("loans", "renewals", "checkouts", "reservations", "reservations_filled")


def main() -> None:
    """Print seconds, memory and ratio at each scale, the cost of an empty build apart."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", action="append", type=float, required=True)
    parser.add_argument(
        "--folder", type=Path, default=None, help="where the files go (several GB at scale 10)"
    )
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="nenpo-bench-", dir=arguments.folder))
    try:
        empty = nenpo("build", var=folder / "empty")
        print(f"empty build: {empty.seconds:.1f} s, {empty.peak_gib:.2f} GiB")
        for scale in arguments.scale:
            _at_scale(folder / f"{scale:g}", scale, empty.seconds)
    finally:
        shutil.rmtree(folder)


def _at_scale(folder: Path, scale: float, empty: float) -> None:
    sample, var, target = folder / "sample", folder / "var", folder / "baseline.duckdb"
    folder.mkdir()
    nenpo("sample", "--bundled", "--out", str(sample), "--scale", str(scale), var=var)
    (city,) = sample.iterdir()
    baseline = run([sys.executable, "-m", "bench.baseline", str(city), str(target)])
    ingest = nenpo("ingest", str(sample), var=var)
    build = nenpo("build", var=var)
    _same_cube(target, next((var / "builds").glob("*.duckdb")))
    ours = ingest.seconds + build.seconds
    print(f"scale {scale:g}: baseline {baseline.seconds:.1f} s, {baseline.peak_gib:.2f} GiB")
    print(
        f"scale {scale:g}: ingest {ingest.seconds:.1f} s, {ingest.peak_gib:.2f} GiB;"
        f" build {build.seconds:.1f} s, {build.peak_gib:.2f} GiB"
    )
    print(
        f"scale {scale:g}: {ours / baseline.seconds:.2f} times the baseline,"
        f" {(ours - empty) / baseline.seconds:.2f} times without the fixed cost",
        flush=True,
    )
    print("\n".join(line for line in build.said.splitlines() if line.startswith("[")), flush=True)
    shutil.rmtree(folder)


def _same_cube(baseline: Path, published: Path) -> None:
    """Both must have counted the same, or the ratio says nothing."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{baseline}' as b (read_only); attach '{published}' as p (read_only)")
        listed = ", ".join(f"'{quantity}'" for quantity in _QUANTITIES)
        different = connection.execute(
            f"""
            with ours as (
                select quantity, strftime(month_date, '%Y/%m') as month, library_code as library, ndc_section as ndc,
                    age_from as age, sum(value)::bigint as value
                from p.fct_cube where quantity in ({listed}) group by all
            ),
            theirs as (
                select quantity, month, library, ndc, age, sum(value)::bigint as value from b.cube group by all
            )
            select count(*) from (
                (from ours except all from theirs) union all (from theirs except all from ours)
            )
            """
        ).fetchone()
    if different != (0,):
        raise SystemExit(f"the cubes differ in {different} rows")


if __name__ == "__main__":
    main()
