"""Axes of a table made concrete for one municipality and edition."""

from dataclasses import dataclass
from datetime import date

from catalog.condition import Condition
from catalog.municipality import LibraryPeriod, LibrarySpec, Municipality
from catalog.table_spec import AxisNode, Role, TableSpec


@dataclass(frozen=True)
class AxisMember:
    """A leaf of an axis. `labels` are the heads from outer to inner; `library_path` is the path of its library.

    `conditions` say what its figures count, those of its library included; `prefix` and `suffix` stand around them.
    """

    path: str
    labels: tuple[str, ...]
    role: Role
    measure: str | None
    year_offset: int
    library_code: str | None
    library_path: str | None
    is_text: bool = False
    is_carried: bool = False
    conditions: tuple[Condition, ...] = ()
    prefix: str = ""
    suffix: str = ""


_BRACKETS = ("(", ")")
# Stands for every entry of a list; the entries themselves are known where the cells are.
LIST_ENTRIES = "#"


def members(
    nodes: tuple[AxisNode, ...], municipality: Municipality, main_fiscal_year: int
) -> list[AxisMember]:
    """Expand the nodes of one axis into its leaves, in printed order.

    The libraries are those that existed by the end of the yearbook's main fiscal year, under the names and groups
    that they had until then; members that have no cell are left out later, where the cells are known.
    """
    found: list[AxisMember] = []
    for node in nodes:
        found.extend(
            _expand(node, AxisMember("", (), "item", None, 0, None, None), municipality, main_fiscal_year)
        )
    return found


def table_axes(
    spec: TableSpec, municipality: Municipality, main_fiscal_year: int
) -> dict[str, list[AxisMember]]:
    """Members of a table by `row`, `column` and `note`; a note cell's path is `row|column`."""
    return {
        "row": members(spec.rows, municipality, main_fiscal_year),
        "column": members(spec.columns, municipality, main_fiscal_year),
        "note": [
            AxisMember(
                f"{c.row_path}|{c.column_path}",
                (),
                "item",
                c.measure,
                c.year_offset,
                None,
                None,
                c.type == "text",
                conditions=c.where,
                prefix=c.prefix,
                suffix=c.suffix,
            )
            for c in spec.note_cells
        ],
    }


def _expand(node: AxisNode, outer: AxisMember, municipality: Municipality, year: int) -> list[AxisMember]:
    if node.axis == "libraries":
        heads = [
            _below(
                outer,
                node,
                period.path,
                _library_labels(period, node.show_groups),
                library.library_code,
                ((node.dimension, period.path),),
            )
            for library in municipality.libraries
            for period in _distinct_periods(library, year)
            if not node.kinds or period.kind in node.kinds
        ]
    elif node.axis == "list":
        heads = [_below(outer, node, LIST_ENTRIES, ("",), None)]
    else:
        label = node.label or ""
        heads = [_below(outer, node, label if node.path is None else node.path, (label,), outer.library_code)]
    if not node.children:
        return heads
    return [
        leaf for head in heads for child in node.children for leaf in _expand(child, head, municipality, year)
    ]


def _below(
    outer: AxisMember,
    node: AxisNode,
    path: str,
    labels: tuple[str, ...],
    library_code: str | None,
    own: tuple[Condition, ...] = (),
) -> AxisMember:
    whole = f"{outer.path}/{path}" if outer.path else path
    prefix, suffix = _BRACKETS if node.role == "bracket" else (outer.prefix, outer.suffix)
    return AxisMember(
        path=whole,
        labels=(*outer.labels, *labels),
        role=node.role if node.role != "item" else outer.role,
        measure=node.measure or outer.measure,
        year_offset=node.year_offset or outer.year_offset,
        library_code=library_code,
        library_path=whole if node.axis == "libraries" else outer.library_path,
        is_text=node.type == "text" or outer.is_text,
        is_carried=node.carry or outer.is_carried,
        conditions=(*outer.conditions, *node.where, *own),
        prefix=prefix if node.prefix is None else node.prefix,
        suffix=suffix if node.suffix is None else node.suffix,
    )


def _library_labels(period: LibraryPeriod, show_groups: bool) -> tuple[str, ...]:
    if period.group_ja and show_groups:
        return (period.group_ja, period.label_ja)
    return (period.label_ja,)


def _distinct_periods(library: LibrarySpec, main_fiscal_year: int) -> list[LibraryPeriod]:
    """Periods that began by the end of the fiscal year, one a printed place."""
    last_day = date(main_fiscal_year + 1, 3, 31)
    by_path = {p.path: p for p in library.periods if p.valid_from <= last_day}
    return list(by_path.values())
