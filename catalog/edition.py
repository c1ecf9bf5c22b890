"""A printed yearbook of a city: its document, its notes and the register of its damage."""

import csv
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BeforeValidator, ValidationError
from pydantic_core import PydanticCustomError

from catalog.closed_model import ClosedModel
from catalog.errors import CatalogError
from catalog.table_spec import YEARBOOK


class EditionSource(ClosedModel):
    """`source.yaml` beside the printed figures. `series`: which tables it prints; `pages`: printed pages by chapter."""

    series: str = YEARBOOK
    publisher_ja: str
    document_ja: str
    edition: int
    main_fiscal_year: int
    pages: dict[str, str]


def _year(value: str) -> int | None:
    if value and not value.isdecimal():
        raise PydanticCustomError("year", "西暦4桁の年度か空欄")
    return int(value) if value else None


class CityNote(ClosedModel):
    """A statement of the city about a table, in our own words; empty years mean every year."""

    table_no: str
    fiscal_year_from: Annotated[int | None, BeforeValidator(_year)]
    fiscal_year_to: Annotated[int | None, BeforeValidator(_year)]
    marker: str
    text_ja: str


class RegisterLine(ClosedModel):
    """A repair, an undecided reading or a printed violation; `*` in a selector means any."""

    register_id: str
    kind: Literal["repair", "undecided", "printed_violation"]
    edition: str
    table_no: str
    fiscal_year: str
    row_path: str
    column_path: str
    field: Literal["value", "fiscal_year", "row_path", "column_path"]
    as_read: str
    as_used: str
    status_used: str
    identity: str
    reason_ja: str


M = TypeVar("M", bound=ClosedModel)


def read_csv(model: type[M], path: Path, root: Path) -> list[M]:
    """Read a hand-kept CSV of `seeds/`; a missing file is an empty list.

    Raises:
        CatalogError: with file, row and what would be accepted.
    """
    if not path.exists():
        return []
    shown = path.relative_to(root.parent).as_posix()
    with path.open(encoding="utf-8", newline="") as handle:
        try:
            heads, *lines = list(csv.reader(handle, strict=True)) or [[]]
        except (csv.Error, UnicodeDecodeError) as error:
            raise CatalogError(
                f"{shown}: CSVとして読めません。引用符の閉じ方と文字コード(UTF-8)を確かめてください。"
            ) from error
    if heads != list(model.model_fields):
        raise CatalogError(
            f"{shown} 1行目: 見出しが「{','.join(heads)}」です。「{','.join(model.model_fields)}」にしてください。"
        )
    return [_line(model, shown, number, heads, line) for number, line in enumerate(lines, 2)]


def _line(model: type[M], shown: str, number: int, heads: list[str], line: list[str]) -> M:
    if len(line) != len(heads):
        raise CatalogError(
            f"{shown} {number}行目: 項目が{len(line)}個あります。{len(heads)}個にしてください。"
        )
    try:
        return model.model_validate(dict(zip(heads, line, strict=True)))
    except ValidationError as error:
        first = error.errors()[0]
        column = str(first["loc"][0])
        allowed = first.get("ctx", {}).get("expected", first["msg"])
        raise CatalogError(
            f"{shown} {number}行目 {column}: 「{first['input']}」は使えません。使える値: {allowed}。"
        ) from error
