"""The history and aims of a municipality: annotations, organisation, plans. Each of them may be missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from catalog.annotation import Annotation, Annotations
from catalog.errors import CatalogError
from catalog.municipality import Municipality
from catalog.organisation import Organisation
from catalog.plan import Plan
from catalog.plan_load import RecordedPlan, load_plans


@dataclass(frozen=True)
class History:
    """What changed when, how the library is organised, and what it aims at."""

    annotations: tuple[Annotation, ...]
    organisation: Organisation | None
    recorded_plans: tuple[RecordedPlan, ...]

    @property
    def plans(self) -> tuple[Plan, ...]:
        """The plans without what was recorded of them."""
        return tuple(recorded.plan for recorded in self.recorded_plans)


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
    plans = load_plans(root, {m.municipality_code for m in municipalities}, known.table_nos)
    return {
        m.municipality_code: _history(root, m, known, plans.get(m.municipality_code, ()))
        for m in municipalities
    }


def _history(
    root: Path, municipality: Municipality, known: Known, plans: tuple[RecordedPlan, ...]
) -> History:
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
    return History(annotations, organisation, plans)


def _refuse_unknown(path: Path, place: str, what: str, used: Iterable[str], known: frozenset[str]) -> None:
    for name in used:
        if name not in known:
            raise CatalogError(
                f"seeds/municipalities/{path.parent.name}/{path.name} {place}: "
                f"{what}「{name}」は登録されていません。登録されているもの: {'、'.join(sorted(known))}。"
            )
