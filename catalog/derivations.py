"""Which figures follow from others by an identity, and in which round: parts first, what is made of them after."""

from collections.abc import Iterator
from dataclasses import dataclass

from catalog.identities import IdentityTerm
from catalog.load import Edition
from catalog.measure import Measure

Place = tuple[str, str, str]
# As many as the warehouse calculates.
ROUNDS = 3
_NEVER = 1000


@dataclass(frozen=True)
class Derivation:
    """An instance of an identity whose target is calculated from its terms in a round (1 is the first)."""

    identity_id: str
    instance: str
    round: int


def derivations(edition: Edition, measures: tuple[Measure, ...]) -> list[Derivation]:
    """The derivations of an edition: what is counted from deliveries is never derived.

    Several identities may give one place; which of them has its terms is known only where the figures are.
    """
    return list(_Rounds(edition, measures).found())


class _Rounds:
    def __init__(self, edition: Edition, measures: tuple[Measure, ...]) -> None:
        self._counted = set(_counted_places(edition, measures))
        self._terms: dict[tuple[str, str], list[Place]] = {}
        self._instances: dict[Place, list[tuple[str, str]]] = {}
        for term in edition.identity_terms:
            key = (term.identity_id, term.instance)
            if term.role == "target":
                # An identity across units compares only: what was spent in yen is no budget in thousands. So does one with
                # a constant: where 100 is less than a whole, the rest is nobody's share.
                if term.times != 1 or term.constant:
                    continue
                self._instances.setdefault(_place(term), []).append(key)
            else:
                self._terms.setdefault(key, []).append(_place(term))
        self._derived: dict[Place, int] = {}
        self._go_through_rounds()

    def found(self) -> Iterator[Derivation]:
        for place, keys in self._instances.items():
            if place not in self._counted:
                rounds = [(key, self._round_of(key)) for key in keys]
                yield from (Derivation(*key, round=number) for key, number in rounds if number <= ROUNDS)

    def _go_through_rounds(self) -> None:
        """Find the places of each round from those of the rounds before; a circle has no first one."""
        for number in range(1, ROUNDS + 1):
            self._derived |= {
                place: number
                for place, keys in self._instances.items()
                if self._round(place) == _NEVER and any(self._round_of(key) == number for key in keys)
            }

    def _round_of(self, key: tuple[str, str]) -> int:
        return 1 + max((self._round(place) for place in self._terms.get(key, [])), default=_NEVER)

    def _round(self, place: Place) -> int:
        """0 for what is counted or reported, else the round in which it is derived."""
        if place in self._counted or place not in self._instances:
            return 0
        return self._derived.get(place, _NEVER)


def _place(term: IdentityTerm) -> Place:
    return term.table_id, term.row_path, term.column_path


def _counted_places(edition: Edition, measures: tuple[Measure, ...]) -> Iterator[Place]:
    computed = {m.measure_id: m.computed for m in measures if m.computed is not None}
    for table in edition.tables:
        axes = edition.axes[table.table_id]
        for row in axes["row"]:
            for column in axes["column"]:
                how = computed.get(column.measure or row.measure or table.measure or "")
                has_library = any(d in ("library", "place") for d, _ in (*row.conditions, *column.conditions))
                # A bracket repeats a figure of another place.
                is_bracket = "bracket" in (row.role, column.role)
                if how is not None and not is_bracket and (has_library or not how.per_library):
                    yield table.table_id, row.path, column.path
        for note in axes["note"]:
            if note.measure in computed:
                yield (table.table_id, *note.path.split("|", 1))  # type: ignore[misc]
