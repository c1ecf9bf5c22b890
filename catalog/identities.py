"""Identities made concrete: an instance a row or column member, its terms naming single cells.

The years are not known here: the warehouse joins the terms to the cells of each year and judges them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from catalog.axis import LIST_ENTRIES, AxisMember
from catalog.errors import CatalogError
from catalog.table_spec import Identity, Ref, TableSpec

Axes = dict[str, dict[str, list[AxisMember]]]


@dataclass(frozen=True)
class IdentityTerm:
    """One cell in one instance. role: target, term, numerator or denominator; pair numbers ratios that are summed."""

    identity_id: str
    instance: str
    form: str
    constant: int
    scale: int
    decimals: int
    role: str
    pair_no: int
    table_id: str
    row_path: str
    column_path: str
    year_offset: int
    times: int


@dataclass(frozen=True)
class _Instance:
    spec: TableSpec
    identity: Identity
    row: str | None
    column: str | None
    each: str | None

    @property
    def name(self) -> str:
        own = self.row if self.identity.within == "row" else self.column
        return " ".join(part for part in (own, self.each) if part)


def expand(spec: TableSpec, axes: Axes) -> list[IdentityTerm]:
    """All terms of all identities of a table.

    Args:
        spec: the table.
        axes: members by table id and axis, for the tables of one municipality and edition.

    Raises:
        CatalogError: a reference names a table, row or column that the specification does not have.
    """
    found: list[IdentityTerm] = []
    for identity in spec.identities:
        for instance in _instances(spec, identity, axes[spec.table_id]):
            terms = list(_terms(instance, axes))
            # A member that the other table does not have (such as a library outside its kinds) has nothing to equal.
            if all(term is not None for term in terms):
                found.extend(term for term in terms if term is not None)
    return found


def _instances(spec: TableSpec, identity: Identity, axes: dict[str, list[AxisMember]]) -> Iterator[_Instance]:
    if identity.within == "cell":
        yield _Instance(spec, identity, None, None, None)
        return
    for member in axes[identity.within]:
        if _applies(identity, member.path):
            row, column = (member.path, None) if identity.within == "row" else (None, member.path)
            for each in _library_heads(identity, axes):
                yield _Instance(spec, identity, row, column, each)


def _library_heads(identity: Identity, axes: dict[str, list[AxisMember]]) -> list[str | None]:
    """Paths of the libraries on the axis that the identity runs along, or one nothing."""
    if identity.for_each is None:
        return [None]
    along = "column" if identity.within == "row" else "row"
    return list(dict.fromkeys(m.library_path for m in axes[along] if m.library_path is not None))


def _applies(identity: Identity, path: str) -> bool:
    def below(prefix: str) -> bool:
        return path == prefix or path.startswith(f"{prefix}/")

    if identity.only and not any(below(prefix) for prefix in identity.only):
        return False
    return not any(below(prefix) for prefix in identity.except_)


def _terms(instance: _Instance, axes: Axes) -> Iterator[IdentityTerm | None]:
    identity = instance.identity
    yield _term(instance, "target", 0, identity.target, axes)
    if identity.form == "ratio":
        eaches = [None] if identity.each is None else _leaves(instance, identity.each, axes)
        for number, each in enumerate(eaches, 1):
            for role, ref in (("numerator", identity.numerator), ("denominator", identity.denominator)):
                assert ref is not None  # the model refuses a ratio without both
                yield _term(instance, role, number, ref, axes, each)
        return
    for sign, refs in ((1, identity.plus), (-1, identity.minus)):
        for ref in refs:
            paths = [None] if ref.axis is None and ref.children_of is None else _leaves(instance, ref, axes)
            for path in paths:
                single = ref if path is None else ref.model_copy(update={"path": path})
                yield _term(instance, "term", 0, single, axes, sign=sign)


def _leaves(instance: _Instance, ref: Ref, axes: Axes) -> list[str]:
    along = "column" if instance.identity.within == "row" else "row"
    if ref.axis == "list":
        return [LIST_ENTRIES]
    every = axes[instance.spec.table_id][along]
    if ref.axis == "libraries" and ref.path is not None:
        return [m.path for m in every if m.library_path is not None and m.path.endswith(f"/{ref.path}")]
    items = [m.path for m in every if m.role == "item"]
    if ref.axis == "libraries":
        coded = {m.path for m in every if m.library_path is not None}
        return [path for path in items if path in coded]
    return [path for path in items if path.startswith(f"{ref.children_of}/")]


def _term(
    instance: _Instance, role: str, pair_no: int, ref: Ref, axes: Axes, each: str | None = None, sign: int = 1
) -> IdentityTerm | None:
    """The term, or None where the place would follow from the instance but the table named has no such member."""
    table_id = ref.table or instance.spec.table_id
    row, column = _place(instance, ref, each or instance.each)
    identity_id = f"{instance.spec.table_id}/{instance.identity.id}"
    offset = _year_offset(table_id, row, column, axes)
    if offset is None and _lacks_the_member(axes.get(table_id, {}), ref):
        return None
    if offset is None:
        raise CatalogError(
            f"seeds/yearbook/tables/{instance.spec.table_id}.yaml 恒等式 {instance.identity.id}: 表 {table_id} に"
            f"行「{row}」・列「{column}」はありません。rows・columns・note_cells にある名前を書いてください。"
        )
    return IdentityTerm(
        identity_id=identity_id,
        instance=instance.name,
        form=instance.identity.form,
        constant=instance.identity.constant,
        scale=instance.identity.scale,
        decimals=instance.identity.decimals,
        role=role,
        pair_no=pair_no,
        table_id=table_id,
        row_path=row,
        column_path=column,
        year_offset=ref.year_offset + offset,
        times=ref.times * sign,
    )


def _lacks_the_member(table: dict[str, list[AxisMember]], ref: Ref) -> bool:
    """Whether a table has the place that is written out, so that only the instance's own member is missing in it."""
    own = ("{row}", "{column}")
    written = [("row", ref.row)] if ref.column in own else [("column", ref.column)] if ref.row in own else []
    return any(member.path == path for axis, path in written for member in table.get(axis, []))


def _place(instance: _Instance, ref: Ref, each: str | None) -> tuple[str, str]:
    fill = {"{row}": instance.row, "{column}": instance.column, "{each}": each}
    row = fill.get(ref.row or "", ref.row) or instance.row
    column = fill.get(ref.column or "", ref.column) or instance.column
    if ref.path is not None:
        path = ref.path.replace("{each}", each or "")
        row, column = (row, path) if instance.identity.within == "row" else (path, column)
    return row or "", column or ""


def _year_offset(table_id: str, row: str, column: str, axes: Axes) -> int | None:
    """Years between the table's year and the year of the cell's datum; None when the table has no such place."""
    table = axes.get(table_id, {"row": [], "column": [], "note": []})
    for member in table["note"]:
        if member.path == f"{row}|{column}":
            return member.year_offset
    rows = [m.year_offset for m in table["row"] if m.path == row]
    columns = [m.year_offset for m in table["column"] if m.path == column]
    return rows[0] + columns[0] if rows and columns else None
