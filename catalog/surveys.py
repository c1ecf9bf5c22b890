"""All yearly forms and their answers, loaded and held against the printed tables."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from catalog.errors import CatalogError
from catalog.survey import Survey, SurveyCell
from catalog.survey_answers import AnsweredForm, load_answers
from catalog.yaml_file import YamlFile

if TYPE_CHECKING:
    from catalog.load import Edition
    from catalog.municipality import Municipality
    from catalog.table_spec import TableSpec


@dataclass(frozen=True)
class Surveys:
    """The forms and what was entered for them."""

    forms: tuple[Survey, ...]
    answered: tuple[AnsweredForm, ...]

    def form(self, form_id: str) -> Survey | None:
        """The form of an id."""
        return next((form for form in self.forms if form.form_id == form_id), None)


def load_surveys(
    root: Path,
    municipalities: "Iterable[Municipality]",
    tables: "Iterable[TableSpec]",
    editions: "Iterable[Edition]",
) -> Surveys:
    """The forms below `seeds/surveys`; an installation may have none.

    Raises:
        CatalogError: a form of another name than its file, a cell of a table that there is not, or that no edition has.
    """
    forms = []
    numbers = {table.table_no: table.table_id for table in tables}
    places = _places(editions)
    for path in sorted((root / "surveys").glob("*.yaml")):
        form = Survey.read(path, root)
        file = YamlFile(path, path.relative_to(root.parent).as_posix())
        if form.form_id != path.stem:
            raise CatalogError(f"{file.shown_as}: form_id を「{path.stem}」にしてください。")
        for number, item in enumerate(form.items):
            for position, cell in enumerate(item.cells):
                at = f"{file.shown_as} {file.line_of(('items', number, 'cells', position))}行目"
                _check(cell, at, numbers, places)
        forms.append(form)
    return Surveys(tuple(forms), load_answers(root, municipalities, forms))


def _places(editions: "Iterable[Edition]") -> dict[str, dict[str, set[str]]]:
    """Paths of every table that an edition prints, by table id and axis."""
    places: dict[str, dict[str, set[str]]] = {}
    for edition in editions:
        for table_id, axes in edition.axes.items():
            known = places.setdefault(table_id, {})
            for axis, members in axes.items():
                known.setdefault(axis, set()).update(member.path for member in members)
    return places


def _check(
    cell: SurveyCell, at: str, numbers: dict[str, str], places: dict[str, dict[str, set[str]]]
) -> None:
    if cell.table_no not in numbers:
        raise CatalogError(
            f"{at} table_no: 表「{cell.table_no}」はありません。seeds/yearbook/tables/ の表番号にしてください。"
        )
    known = places.get(numbers[cell.table_no])
    if known is None or f"{cell.row_path}|{cell.column_path}" in known["note"]:
        return
    for key, axis, path in (("row_path", "row", cell.row_path), ("column_path", "column", cell.column_path)):
        if path not in known[axis]:
            raise CatalogError(
                f"{at} {key}: 表{cell.table_no}に「{path}」はありません。"
                f"使えるもの: {'、'.join(sorted(known[axis]))}。"
            )
