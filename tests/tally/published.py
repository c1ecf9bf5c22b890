"""What `nenpo cells` prints of a build, by place."""

import csv
import io
from decimal import Decimal
from pathlib import Path

from tests.conftest import run_nenpo
from tests.tally.figures import Place


def cells(var: Path, basis: str) -> dict[Place, Decimal]:
    """The numeric cells of the sample city on one basis."""
    done = run_nenpo("cells", "--municipality", "nishinomiya", "--basis", basis, "--format", "csv", var=var)
    assert done.returncode == 0, done.stderr
    return {
        (row["table_no"], int(row["fiscal_year"]), row["row_path"], row["column_path"]): Decimal(row["value"])
        for row in csv.DictReader(io.StringIO(done.stdout))
        if row["value"]
    }


def differences(
    tally: dict[Place, Decimal], shown: dict[Place, Decimal], tables: tuple[str, ...], fiscal_year: int
) -> dict[Place, tuple[Decimal | None, Decimal | None]]:
    """Where tally and build part, in the cells of these tables; a nought may be left blank."""
    places = {place for place in tally if place[0] in tables}
    places |= {place for place in shown if place[0] in tables and place[1] == fiscal_year}
    found = {place: (tally.get(place), shown.get(place)) for place in places}
    return {
        place: pair
        for place, pair in sorted(found.items())
        if pair[0] != pair[1] and pair != (Decimal(0), None)
    }
