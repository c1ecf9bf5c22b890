"""The record of a plan's year as a file of the seeds: written whole, read back before it counts, its changes said."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from catalog.errors import CatalogError
from catalog.load import load
from catalog.plan_record import PlanRecord
from ingestion.disk import to_disk
from ingestion.errors import DeliveryError

_HEAD = "# Read from the yearly sheet of the plan; the texts are the library's own.\n"
_TEXTS = {
    "deviation_ja": "計画と異なる理由",
    "evaluation_ja": "評価と課題",
    "next_ja": "今後の取組",
}
_NOTHING = "(なし)"


def record_path(seeds: Path, municipality_code: str, plan_id: str, fiscal_year: int) -> Path:
    """Where the record of a year stands."""
    return seeds / "plans" / municipality_code / plan_id / f"{fiscal_year}.yaml"


def merged(read: PlanRecord, known: PlanRecord | None) -> PlanRecord:
    """The record with what a sheet does not ask for: other years' figures and texts, statements, printed counts."""
    if known is None:
        return read
    year = read.fiscal_year
    actuals = {
        name: rest
        for name in dict.fromkeys((*known.actuals, *read.actuals))
        if (rest := _other_years(known.actuals.get(name, {}), year) | read.actuals.get(name, {}))
    }
    filled = {(entry.project_no, entry.entry_no): entry for entry in read.entries}
    before = {(entry.project_no, entry.entry_no): entry for entry in known.entries}
    entries = []
    for key in dict.fromkeys((*before, *filled)):
        told = _other_years(before[key].done, year) if key in before else {}
        if key in filled:
            entries.append(filled[key].model_copy(update={"done": told | filled[key].done}))
        elif told:
            entries.append(before[key].model_copy(update={"done": told, **dict.fromkeys(_TEXTS)}))
    return known.model_copy(
        update={
            "source_ja": read.source_ja,
            "undecided_ja": read.undecided_ja,
            "actuals": actuals,
            "grades": read.grades,
            "entries": tuple(entries),
        }
    )


def changes(before: PlanRecord | None, after: PlanRecord) -> list[str]:
    """A line for each figure, grade or text that is new, changed or gone."""
    old = dict(_said(before)) if before else {}
    new = dict(_said(after))
    return [
        f"{place}: {old.get(place, _NOTHING)} → {new.get(place, _NOTHING)}"
        for place in dict.fromkeys((*old, *new))
        if old.get(place) != new.get(place)
    ]


def write_record(record: PlanRecord, path: Path, seeds: Path) -> None:
    """Write the record; the file stays only when it reads back the same and the whole catalogue takes it.

    Raises:
        DeliveryError: it does not; the file is then as it was.
    """
    before = path.read_bytes() if path.exists() else None
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    try:
        partial.write_text(_HEAD + _yaml(record), encoding="utf-8", newline="\n")
        if PlanRecord.read(partial, seeds) != record:
            raise DeliveryError(
                f"{path.name}: 書いたとおりに読み戻せない値があるため、記録しません。特別な文字を除いてください。"
            )
        to_disk(partial)
        partial.replace(path)
        load(seeds)
    except CatalogError as error:
        if before is None:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(before)
        raise DeliveryError(str(error)) from error
    finally:
        partial.unlink(missing_ok=True)


def _yaml(record: PlanRecord) -> str:
    said = _plain(record.model_dump(exclude_defaults=True))
    return yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=10_000)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list | tuple) else value


def _other_years(by_year: dict[int, Any], year: int) -> dict[int, Any]:
    return {key: value for key, value in by_year.items() if key != year}


def _said(record: PlanRecord) -> Iterator[tuple[str, str]]:
    yield "資料", record.source_ja
    if record.undecided_ja:
        yield "未決のこと", record.undecided_ja
    for name, by_year in record.actuals.items():
        for year, actual in by_year.items():
            yield f"実績 {name} {year}年度", f"{actual:,f}"
    for grade in record.grades:
        yield f"区分 {grade.project_no}", grade.grade
        yield f"区分の理由 {grade.project_no}", grade.reason_ja
    for entry in record.entries:
        place = f"{entry.project_no} 項番{entry.entry_no}"
        for year, done in entry.done.items():
            yield f"取組 {place} {year}年度の実績", done
        for name, label in _TEXTS.items():
            if (text := getattr(entry, name)) is not None:
                yield f"取組 {place} {label}", text
