"""Closed periods on disk: `var/closings/<code>/<period>/<revision>/`, written once and never changed."""

import json
import shutil
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import polars as pl

from warehouse.atomic import to_disk
from warehouse.errors import UserError
from warehouse.intact import file_hash
from warehouse.places import Places

PeriodKind = Literal["month", "fiscal_year"]

_LAYOUT = 1
_RECORD, _CELLS = "closing.json", "cells.parquet"


@dataclass(frozen=True)
class Basis:
    """What figures of a period rest on.

    `deliveries`: a record a delivery that holds, with `feed`, `feed_ja`, `delivery_id`, `file_name`, `accepted_on` and
    `days` (pairs of first and last day). `definitions`: a record a seed that counts, with `path`, `name_ja` and `sha256`.
    `code_hash`: of the programme.
    """

    deliveries: Sequence[Mapping[str, Any]]
    definitions: Sequence[Mapping[str, str]]
    code_hash: str

    @property
    def deliveries_hash(self) -> str:
        """Of the contents and the days they hold for: names and times of files do not count."""
        return _hash([[d["feed"], d["delivery_id"], d["days"]] for d in self.deliveries])

    @property
    def definitions_hash(self) -> str:
        """Of the seeds that count."""
        return _hash([[d["path"], d["sha256"]] for d in self.definitions])


@dataclass(frozen=True)
class Closing:
    """A closed period: by which act, on which basis, and where its cells lie.

    `period`: `2024` for a fiscal year, `2024-05` for a month. `closed_at` is in UTC. `cells_hash` does not depend on the
    order of the cells.
    """

    municipality_code: str
    period_kind: PeriodKind
    period: str
    revision: int
    closed_at: str
    act_ja: str
    build_id: str
    basis: Basis
    cells: int
    cells_hash: str
    folder: Path

    def frame(self) -> pl.DataFrame:
        """The frozen cells."""
        return pl.read_parquet(self.folder / _CELLS)


def write_closing(places: Places, closing: Closing, cells: pl.DataFrame) -> None:
    """Put a closing in its folder, whole or not at all.

    Args:
        places: the installation.
        closing: what is to be written down.
        cells: the cells to freeze.

    Raises:
        UserError: there is no space or no right to write.
    """
    folder = closing.folder
    passing = folder.with_name(f".{folder.name}.partial")
    try:
        shutil.rmtree(passing, ignore_errors=True)
        passing.mkdir(parents=True)
        cells.write_parquet(passing / _CELLS)
        content = {
            "layout": _LAYOUT,
            **{name: value for name, value in asdict(closing).items() if name != "folder"},
            "deliveries_hash": closing.basis.deliveries_hash,
            "definitions_hash": closing.basis.definitions_hash,
            "cells_sha256": file_hash(passing / _CELLS),
        }
        record = json.dumps({**content, "sha256": _hash(content)}, ensure_ascii=False, indent=1)
        (passing / _RECORD).write_text(record + "\n", encoding="utf-8")
        for name in (_CELLS, _RECORD):
            to_disk(passing / name)
        passing.rename(folder)
        to_disk(folder.parent)
    except OSError as error:
        shutil.rmtree(passing, ignore_errors=True)
        raise UserError(
            f"確定の記録を {folder.relative_to(places.var)} に書けません。ディスクの空きと権限を確かめてください。"
        ) from error


def read_closings(places: Places) -> list[Closing]:
    """All closings, oldest revision first, each proved against its own hashes.

    Raises:
        UserError: one of them is damaged or missing; it is named.
    """
    periods = sorted(p for p in places.closings.glob("*/*") if p.is_dir())
    return [closing for period in periods for closing in _of_period(places, period)]


def closings_hash(places: Places, known: Collection[tuple[str, str, int]] | None = None) -> str:
    """One hash of all that was closed; the empty text before the first closing.

    Args:
        places: the installation.
        known: municipality, period and revision of the only closings to look at.
    """
    texts = []
    for path in sorted(places.closings.glob(f"*/*/[0-9]*/{_RECORD}")):
        code, period, revision, _ = path.relative_to(places.closings).parts
        if known is None or (code, period, int(revision)) in known:
            texts.append([code, period, revision, file_hash(path)])
    return _hash(texts) if texts else ""


def content_hash(cells: pl.DataFrame) -> str:
    """Hash of the cells, whatever their order."""
    return _hash(sorted(json.dumps(row, ensure_ascii=False, default=str) for row in cells.iter_rows()))


def _of_period(places: Places, period: Path) -> list[Closing]:
    found = [_read(places, period / str(n)) for n in range(1, _revisions(period) + 1)]
    for number, closing in enumerate(found, 1):
        if (closing.municipality_code, closing.period, closing.revision) != (
            period.parent.name,
            period.name,
            number,
        ):
            raise _damaged(places, period / str(number))
    return found


def _revisions(period: Path) -> int:
    return max((int(p.name) for p in period.iterdir() if p.name.isdecimal()), default=0)


def _read(places: Places, folder: Path) -> Closing:
    try:
        content = json.loads((folder / _RECORD).read_text(encoding="utf-8"))
        own = content.pop("sha256")
        if own != _hash(content) or content["cells_sha256"] != file_hash(folder / _CELLS):
            raise ValueError("not what was written")
        names = [name for name in Closing.__dataclass_fields__ if name not in ("folder", "basis")]
        return Closing(**{n: content[n] for n in names}, basis=Basis(**content["basis"]), folder=folder)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _damaged(places, folder) from error


def _damaged(places: Places, folder: Path) -> UserError:
    return UserError(
        f"確定の記録 {folder.relative_to(places.var)} が壊れているか、足りません。"
        "バックアップからこのフォルダーを戻してください。確定した数値を守るため、戻すまで作成できません。"
    )


def _hash(content: Any) -> str:
    return sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
