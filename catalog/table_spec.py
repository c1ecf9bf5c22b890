"""The specification of one printed table: axes, notes, chart, identities (`seeds/yearbook/tables/*.yaml`)."""

from typing import Any, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from catalog.closed_model import ClosedModel
from catalog.condition import Where
from catalog.municipality import LibraryKind

Role = Literal["item", "subtotal", "total", "bracket"]
# The series of documents that is computed from deliveries.
YEARBOOK = "yearbook"


class AxisNode(ClosedModel):
    """A head of a row or column, or an axis that expands.

    `libraries`: to the libraries of the municipality (of the kinds named). `list`: to the entries delivered, whose
    row paths are three-digit running numbers. A carried text column is blank where the text above still holds.
    `where` says what the figures below the head count; `dimension` what a libraries axis divides them by. `prefix` and
    `suffix` are printed around each figure below the head, such as a counter; a bracket has its brackets without them.
    """

    label: str | None = None
    path: str | None = None
    axis: Literal["libraries", "list"] | None = None
    kinds: tuple[LibraryKind, ...] = Field(default=(), strict=False)
    show_groups: bool = True
    dimension: Literal["library", "place"] = "library"
    where: Where = ()
    measure: str | None = None
    role: Role = "item"
    type: Literal["number", "text"] = "number"
    carry: bool = False
    prefix: str | None = None
    suffix: str | None = None
    year_offset: int = 0
    children: tuple["AxisNode", ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _label_or_axis(self) -> Self:
        if (self.label is None) == (self.axis is None):
            raise PydanticCustomError("label_or_axis", "label か axis のどちらか一つを書いてください")
        if "/" in (self.path or self.label or ""):
            raise PydanticCustomError("slash", "見出しに「/」は使えません。階層は children で書いてください")
        return self


class NoteCell(ClosedModel):
    """A figure that stands in a note or remark instead of the grid, with what is printed before and behind it."""

    row_path: str
    column_path: str
    measure: str
    type: Literal["number", "text"] = "number"
    prefix: str = ""
    suffix: str = ""
    year_offset: int = 0
    where: Where = ()


class Note(ClosedModel):
    """A note that holds for any city, such as a definition."""

    marker: str
    text_ja: str


class Ref(ClosedModel):
    """A place in a table. A plain string is the path on the axis that the identity runs along.

    `row` and `column` may be `{row}` or `{column}` (the instance's own path, for transposed tables) or `{each}`
    (the member of a sum of ratios). `axis: libraries` stands for all libraries of the axis, with `path` for the
    head of that name below each of them; `axis: list` for all entries; `children_of` for all items below a path.
    """

    path: str | None = None
    table: str | None = None
    row: str | None = None
    column: str | None = None
    year_offset: int = 0
    times: int = 1
    axis: Literal["libraries", "list"] | None = None
    children_of: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_string(cls, data: Any) -> Any:
        return {"path": data} if isinstance(data, str) else data


class Chart(ClosedModel):
    """The picture that suits the table. Paths, or the libraries axis; empty means all items."""

    kind: Literal["trend", "stacked_bar", "bar", "heat_map", "none"]
    rows: tuple[Ref, ...] = Field(default=(), strict=False)
    columns: tuple[Ref, ...] = Field(default=(), strict=False)


class Identity(ClosedModel):
    """An arithmetic statement about printed cells.

    sum and balance: target = constant + sum of plus - sum of minus. equal: the same with one term.
    count: target = number of cells that stand in the places of plus.
    With for_each there is one instance a library as well; `{each}` in a path is the library's path.
    ratio: target = round half up(numerator * scale / denominator, decimals), or the sum of such ratios over `each`.
    within row: one instance a row member, paths name columns; within column: the reverse; cell: one instance.
    """

    id: str
    form: Literal["sum", "balance", "ratio", "equal", "count"]
    within: Literal["row", "column", "cell"]
    for_each: Literal["libraries"] | None = None
    target: Ref
    plus: tuple[Ref, ...] = Field(default=(), strict=False)
    minus: tuple[Ref, ...] = Field(default=(), strict=False)
    numerator: Ref | None = None
    denominator: Ref | None = None
    each: Ref | None = None
    constant: int = 0
    scale: int = 1
    decimals: int = 0
    only: tuple[str, ...] = Field(default=(), strict=False)
    # `except` is a word of Python.
    except_: tuple[str, ...] = Field(default=(), strict=False, alias="except")

    @model_validator(mode="after")
    def _parts(self) -> Self:
        is_ratio = self.form == "ratio"
        if is_ratio != (self.numerator is not None and self.denominator is not None):
            raise PydanticCustomError(
                "ratio", "ratio には numerator と denominator の両方が要り、他の形式では使えません"
            )
        if is_ratio == bool(self.plus or self.minus):
            raise PydanticCustomError(
                "terms",
                "sum・balance・equal・count には plus が要り(balance は minus だけでもよい)、ratio では使えません",
            )
        if self.constant and self.form not in ("sum", "balance"):
            raise PydanticCustomError(
                "constant", "constant を書けるのは form が sum か balance のときだけです"
            )
        if self.form == "equal" and (len(self.plus) != 1 or self.minus):
            raise PydanticCustomError("equal", "equal の plus は一つだけ書いてください")
        return self


class TableSpec(ClosedModel):
    """One printed table, from which it is rendered, exported and checked.

    `series` is the kind of document that prints it; only editions of that series have it.
    """

    table_id: str
    series: str = YEARBOOK
    table_no: str
    chapter: str
    chapter_title_ja: str
    title_ja: str
    unit_ja: str | None = None
    sort_order: int
    layout: Literal["grid", "list", "text"]
    years: Literal["series", "blocks", "single"]
    lead_years: int = 0
    row_heads: tuple[str, ...] = Field(default=(), strict=False)
    measure: str | None = None
    rows: tuple[AxisNode, ...] = Field(default=(), strict=False)
    columns: tuple[AxisNode, ...] = Field(default=(), strict=False)
    note_cells: tuple[NoteCell, ...] = Field(default=(), strict=False)
    notes: tuple[Note, ...] = Field(default=(), strict=False)
    chart: Chart = Chart(kind="none")
    identities: tuple[Identity, ...] = Field(default=(), strict=False)
