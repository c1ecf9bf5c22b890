"""A closed year and month keep their figures when corrections come; what moved is listed, and adopted by another act.

What moves is exactly what a tally of the corrected files predicts.
"""

import csv
import io
import shutil
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from tests.conftest import run_nenpo
from tests.tally.corrections import corrected
from tests.tally.figures import Place
from tests.tally.published import cells, differences
from tests.tally.tally import EVENT_TABLES, tally_events
from warehouse.open import open_published
from warehouse.places import Places

pytestmark = pytest.mark.slow

CITY, YEAR, MONTH = "nishinomiya", 2024, "2024-05"
ACT, NEXT_ACT = "令和7年4月20日 決裁第12号", "令和7年6月2日 決裁第31号"
CORRECTION = "loans_correction.csv"
FORM_ONLY = "注/管理換の移管先"
Row = dict[str, str]


def nenpo(var: Path, *arguments: str) -> str:
    done = run_nenpo(*arguments, var=var)
    assert done.returncode == 0, done.stderr
    return done.stdout


def refusal(var: Path, *arguments: str) -> str:
    done = run_nenpo(*arguments, var=var)
    assert done.returncode == 1, done.stdout
    return done.stderr


def close(*period: str, act: str = ACT, again: bool = False) -> tuple[str, ...]:
    return ("close", "--municipality", CITY, *period, "--act", act, *(["--again"] if again else []))


def restatements(var: Path, *options: str) -> list[Row]:
    return list(csv.DictReader(io.StringIO(nenpo(var, "restatements", "--municipality", CITY, *options))))


def moved(rows: list[Row]) -> dict[Place, tuple[Decimal, Decimal]]:
    """Frozen and recomputed by place, blank or nought alike."""
    found = {
        (row["table_no"], int(row["fiscal_year"]), row["row_path"], row["column_path"]): (
            Decimal(row["frozen_value"] or 0),
            Decimal(row["recomputed_value"] or 0),
        )
        for row in rows
    }
    return {place: pair for place, pair in found.items() if pair[0] != pair[1]}


def asked(var: Path, sql: str, *values: str) -> list[tuple[object, ...]]:
    """Rows of the published build, without the cost of a command."""
    published = open_published(var)
    try:
        return published.rows(sql, values)
    finally:
        published.close()


def month_of(var: Path) -> list[tuple[object, ...]]:
    return asked(
        var,
        "select * exclude (value_status) from rpt_monthly__cells"
        " where strftime(month, '%Y-%m') = ? order by all",
        MONTH,
    )


def statuses(var: Path) -> set[object]:
    rows = asked(var, "select distinct value_status from rpt_yearbook__cells where basis = 'computed'")
    return {status for (status,) in rows}


def test_closed_figures_stand_until_an_act_adopts_what_moved(
    small_sample: list[Path], small_var: Path, tmp_path: Path
) -> None:
    var = tmp_path / "var"
    shutil.copytree(small_var, var)
    csvs = [path for path in small_sample if path.suffix == ".csv"]
    corrections = corrected_files(csvs, tmp_path)
    counted = tally_events([corrections.get(path, path) for path in csvs], YEAR)
    predicted = changes(tally_events(csvs, YEAR), counted)
    assert len(predicted) > 100
    before, month_before = cells(var, "computed"), month_of(var)
    assert statuses(var) == {"provisional"}

    close_and_correct(var, list(corrections.values()))
    # Digit for digit what was closed, with what moved beside it.
    assert cells(var, "computed") == before
    assert month_of(var) == month_before
    assert statuses(var) == {"final"}
    assert_listed(var, predicted)

    first = Places(var).closings / "28204" / str(YEAR) / "1"
    kept = {path.name: path.read_bytes() for path in first.iterdir()}
    nenpo(var, *close("--fiscal-year", str(YEAR), act=NEXT_ACT, again=True))
    nenpo(var, "build", "--no-pdf")
    after = cells(var, "computed")
    assert changes(before, after) == predicted
    of_events = {place: value for place, value in after.items() if place[2] != FORM_ONLY}
    assert differences(counted, of_events, EVENT_TABLES, YEAR) == {}
    assert statuses(var) == {"final"}
    assert month_of(var) == month_before
    assert_adopted(var, before, predicted)
    assert {path.name: path.read_bytes() for path in first.iterdir()} == kept
    assert "動いていません" in refusal(var, *close("--fiscal-year", str(YEAR), act=NEXT_ACT, again=True))


def corrected_files(csvs: list[Path], folder: Path) -> dict[Path, Path]:
    """A correction of one file of each feed, the loans of the closed month among them."""
    random = Random(1)
    by_feed: dict[str, list[Path]] = {}
    for path in csvs:
        by_feed.setdefault(path.name.rsplit("_", 1)[0], []).append(path)
    chosen = {feed: random.choice(paths) for feed, paths in sorted(by_feed.items())}
    [chosen["loans"]] = [path for path in by_feed["loans"] if path.name == "loans_202405.csv"]
    corrections = {path: folder / f"{feed}_correction.csv" for feed, path in chosen.items()}
    for path, correction in corrections.items():
        correction.write_bytes(corrected(path, random, rows=4))
    return corrections


def changes(
    before: dict[Place, Decimal], after: dict[Place, Decimal]
) -> dict[Place, tuple[Decimal, Decimal]]:
    """The places whose figure is another one, blank or nought alike."""
    nought = Decimal(0)
    found = {place: (before.get(place, nought), after.get(place, nought)) for place in before | after}
    return {place: pair for place, pair in found.items() if pair[0] != pair[1]}


def close_and_correct(var: Path, corrections: list[Path]) -> None:
    """Close the year and a month on one build, then deliver corrections and build."""
    assert "納品されていない日があります" in refusal(var, *close("--month", "2025-05"))
    nenpo(var, *close("--fiscal-year", str(YEAR)))
    nenpo(var, *close("--month", MONTH))
    nenpo(var, "ingest", *map(str, corrections), "--municipality", CITY)
    assert "先に「nenpo build」" in refusal(var, *close("--month", "2024-06"))
    nenpo(var, "build", "--no-pdf")


def assert_listed(var: Path, predicted: dict[Place, tuple[Decimal, Decimal]]) -> None:
    """What moved is listed, that and nothing else, with the delivery and its days."""
    found = restatements(var, "--period", str(YEAR))
    assert moved(found) == predicted
    assert {row["state"] for row in found} == {"pending"}
    assert all(CORRECTION in row["why_ja"] and "2024-05-01から2024-05-31" in row["why_ja"] for row in found)
    of_month = restatements(var, "--period", MONTH)
    assert {row["column_path"] for row in of_month} == {"当月", "年度累計", "開館日1日あたり"}


def assert_adopted(
    var: Path, before: dict[Place, Decimal], predicted: dict[Place, tuple[Decimal, Decimal]]
) -> None:
    """Both revisions can be asked for, and what moved stands between them."""
    adopted = restatements(var, "--period", str(YEAR))
    assert moved(adopted) == predicted
    assert {row["state"] for row in adopted} == {"adopted"}
    first, second = (restatements(var, "--period", str(YEAR), "--revision", n) for n in ("1", "2"))
    assert values(first) == before
    assert values(second) == cells(var, "computed")


def values(rows: list[Row]) -> dict[Place, Decimal]:
    return {
        (row["table_no"], int(row["fiscal_year"]), row["row_path"], row["column_path"]): Decimal(row["value"])
        for row in rows
        if row["value"]
    }
