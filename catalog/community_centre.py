"""Community centres of a municipality (`seeds/municipalities/<code>_<slug>/community_centres.yaml`)."""

from datetime import date
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from catalog.closed_model import ClosedModel


class CommunityCentre(ClosedModel):
    """A centre or, with `parent_name_ja`, a branch of the centre of that name. A branch has no number of its own.

    `housed_in_ja` is the building or park that the list names behind the address; empty where it names none.
    """

    centre_no: str | None = None
    name_ja: str
    ward_ja: str | None
    address_ja: str
    housed_in_ja: str | None = None
    parent_name_ja: str | None = None
    reading_ja: str | None = None

    @model_validator(mode="after")
    def _stands_in_its_ward(self) -> Self:
        if self.ward_ja is not None and self.ward_ja not in self.address_ja:
            raise PydanticCustomError(
                "ward",
                "{name} の所在地「{address}」に区「{ward}」がありません",
                {"name": self.name_ja, "address": self.address_ja, "ward": self.ward_ja},
            )
        return self

    @model_validator(mode="after")
    def _is_a_centre_or_a_branch(self) -> Self:
        if (self.centre_no is None) != (self.parent_name_ja is not None):
            raise PydanticCustomError(
                "number",
                "{name} には centre_no か parent_name_ja の一方だけを書いてください",
                {"name": self.name_ja},
            )
        return self


class CommunityCentres(ClosedModel):
    """The list of one day, in printed order, each branch below its centre.

    `as_of_basis_ja` says where the day comes from; `undecided_ja` what the list leaves open.
    """

    as_of_date: date
    as_of_basis_ja: str
    source_ja: str
    undecided_ja: str | None = None
    centres: tuple[CommunityCentre, ...] = Field(strict=False, min_length=1)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        for what, keys in (
            ("centre_no", [c.centre_no for c in self.centres if c.centre_no is not None]),
            ("name_ja", [c.name_ja for c in self.centres]),
        ):
            for key in keys:
                if keys.count(key) > 1:
                    raise PydanticCustomError(
                        "twice", "{what} {key} が二度あります", {"what": what, "key": key}
                    )
        return self

    @model_validator(mode="after")
    def _branches_belong_to_centres(self) -> Self:
        centres = [c.name_ja for c in self.centres if c.parent_name_ja is None]
        for centre in self.centres:
            if centre.parent_name_ja is not None and centre.parent_name_ja not in centres:
                raise PydanticCustomError(
                    "parent",
                    "{name} の parent_name_ja「{parent}」という公民館はありません。あるもの: {allowed}",
                    {
                        "name": centre.name_ja,
                        "parent": centre.parent_name_ja,
                        "allowed": "、".join(centres),
                    },
                )
        return self


def read_community_centres(folder: Path, root: Path) -> CommunityCentres | None:
    """The centres of a municipality; none without the file.

    Args:
        folder: the folder of the municipality.
        root: the seeds folder.

    Raises:
        CatalogError: the file cannot be used.
    """
    path = folder / "community_centres.yaml"
    return CommunityCentres.read(path, root) if path.exists() else None
