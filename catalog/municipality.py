"""A municipality: its names, its libraries with their dated hierarchy, its population, its feeds."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from catalog.closed_model import ClosedModel
from catalog.column_map import DeliverySpec

LibraryKind = Literal["library", "branch_room", "school_library"]
MunicipalityCode = Annotated[str, StringConstraints(pattern=r"^\d{5}$")]
# YAML reads 1290.94 as a float; the text of it is the figure that was written.
Square = Annotated[Decimal, BeforeValidator(lambda v: Decimal(str(v)) if isinstance(v, (int, float)) else v)]


class Population(ClosedModel):
    """Inhabitants on a day (persons)."""

    as_of_date: date
    persons: int
    source_ja: str


class Feed(ClosedModel):
    """Which files of this city a feed layout reads."""

    feed: str
    pattern: str
    encoding: str


class LibraryPeriod(ClosedModel):
    """What a library was from a day until a day (both inclusive; no end: until changed)."""

    valid_from: date
    valid_to: date | None
    kind: LibraryKind
    label_ja: str
    group_ja: str | None
    parent_library_code: str | None
    is_closed: bool
    authority_ja: str
    note_ja: str | None = None

    @property
    def path(self) -> str:
        """Where the library stands in every printed table."""
        return f"{self.group_ja}/{self.label_ja}" if self.group_ja else self.label_ja


class Space(ClosedModel):
    """A room or a piece of equipment of a library; area in square metres."""

    name_ja: str
    floor_ja: str | None = None
    area_m2: Square | None = None
    capacity: int | None = None
    capacity_unit_ja: str | None = None
    note_ja: str | None = None


class LibrarySpec(ClosedModel):
    """A library, branch room or opened school library; areas in square metres, capacities in volumes."""

    library_code: str
    name_ja: str
    periods: tuple[LibraryPeriod, ...] = Field(strict=False, min_length=1)
    address_ja: str | None = None
    phone: str | None = None
    opened_date: date | None = None
    floor_area_m2: Square | None = None
    floor_area_basis_ja: str | None = None
    shelf_capacity_books: int | None = None
    storage_capacity_books: int | None = None
    spaces: tuple[Space, ...] = Field(default=(), strict=False)
    sources: tuple[str, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _periods_follow_each_other(self) -> Self:
        for earlier, later in zip(self.periods, self.periods[1:], strict=False):
            if earlier.valid_to is None or (later.valid_from - earlier.valid_to).days != 1:
                raise PydanticCustomError(
                    "periods",
                    "期間がつながっていません。valid_to の翌日を次の valid_from にしてください(図書館 {code})",
                    {"code": self.library_code},
                )
        return self


class Municipality(ClosedModel):
    """`seeds/municipalities/<code>_<slug>/municipality.yaml`."""

    municipality_code: MunicipalityCode
    slug: str
    name_ja: str
    library_system_name_ja: str
    population: tuple[Population, ...] = Field(default=(), strict=False)
    feeds: tuple[Feed, ...] = Field(default=(), strict=False)
    deliveries: tuple[DeliverySpec, ...] = Field(default=(), strict=False)
    libraries: tuple[LibrarySpec, ...] = Field(strict=False)

    @model_validator(mode="after")
    def _known_parents(self) -> Self:
        codes = [library.library_code for library in self.libraries]
        for code in codes:
            if codes.count(code) > 1:
                raise PydanticCustomError("twice", "library_code {code} が二度あります", {"code": code})
        for library in self.libraries:
            for period in library.periods:
                if period.parent_library_code not in (None, *codes):
                    raise PydanticCustomError(
                        "parent",
                        "parent_library_code {code} はこの自治体にありません",
                        {"code": period.parent_library_code},
                    )
        return self
