"""The history and aims of a municipality: annotations, organisation, mutual use, plans. Each may be missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from catalog.annotation import Annotation, Annotations
from catalog.errors import CatalogError
from catalog.municipality import Municipality
from catalog.mutual_use import MutualUse
from catalog.organisation import Organisation
from catalog.plan import Plan


@dataclass(frozen=True)
class History:
    """What changed when, how the library is organised, whom it shares with, and what it aims at."""

    annotations: tuple[Annotation, ...]
    organisation: Organisation | None
    mutual_use: MutualUse | None
    plans: tuple[Plan, ...]


@dataclass(frozen=True)
class Known:
    """What history may refer to."""

    measures: frozenset[str]
    table_nos: frozenset[str]


def load_histories(root: Path, municipalities: tuple[Municipality, ...], known: Known) -> dict[str, History]:
    """History by municipality code.

    Raises:
        CatalogError: a file that cannot be used, or that refers to what the seeds do not have.
    """
    plans = _plans(root, {m.municipality_code for m in municipalities})
    return {
        m.municipality_code: _history(root, m, known, plans.get(m.municipality_code, ()))
        for m in municipalities
    }


def _history(root: Path, municipality: Municipality, known: Known, plans: tuple[Plan, ...]) -> History:
    folder = root / "municipalities" / f"{municipality.municipality_code}_{municipality.slug}"
    libraries = frozenset(library.library_code for library in municipality.libraries)
    annotations: tuple[Annotation, ...] = ()
    if (path := folder / "annotations.yaml").exists():
        annotations = Annotations.read(path, root).annotations
        for annotation in annotations:
            _refuse_unknown(path, annotation.annotation_id, "図書館", annotation.library_codes, libraries)
            _refuse_unknown(path, annotation.annotation_id, "測定項目", annotation.measures, known.measures)
    organisation = None
    if (path := folder / "organisation.yaml").exists():
        organisation = Organisation.read(path, root)
        for entry in organisation.entries:
            _refuse_unknown(path, entry.entry_id, "図書館", entry.library_codes, libraries)
        _refuse_unknown(path, "staff_table_no", "表", [organisation.staff_table_no], known.table_nos)
    mutual_use = MutualUse.read(path, root) if (path := folder / "mutual_use.yaml").exists() else None
    return History(annotations, organisation, mutual_use, plans)


def _plans(root: Path, codes: set[str]) -> dict[str, tuple[Plan, ...]]:
    plans: dict[str, tuple[Plan, ...]] = {}
    for path in sorted((root / "plans").glob("*/*.yaml")):
        code = path.parent.name
        shown = path.relative_to(root.parent).as_posix()
        if code not in codes:
            raise CatalogError(
                f"{shown}: 自治体コード「{code}」は登録されていません。"
                f"seeds/municipalities/ にあるコード({'、'.join(sorted(codes))})を使ってください。"
            )
        plan = Plan.read(path, root)
        if plan.plan_id != path.stem:
            raise CatalogError(f"{shown}: plan_id を「{path.stem}」にしてください。")
        plans[code] = (*plans.get(code, ()), plan)
    return plans


def _refuse_unknown(path: Path, place: str, what: str, used: Iterable[str], known: frozenset[str]) -> None:
    for name in used:
        if name not in known:
            raise CatalogError(
                f"seeds/municipalities/{path.parent.name}/{path.name} {place}: "
                f"{what}「{name}」は登録されていません。登録されているもの: {'、'.join(sorted(known))}。"
            )
