"""A file before and after it is read: whose it is, what its reader needs, what it delivers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from catalog.load import Catalog
from catalog.municipality import Municipality
from ingestion import form_file
from ingestion.csv_reading import Reading, Task
from ingestion.enter import Delivered
from ingestion.errors import DeliveryError
from ingestion.feeds.layouts import LAYOUTS
from ingestion.forms.read import is_form, read_form
from ingestion.parquet_file import date_column
from ingestion.period import covered
from ingestion.recognise import recognise
from ingestion.sources import Source, as_text

_NO_END = "9999-12-31"
_WORKBOOKS = (".xlsx", ".xlsm")


@dataclass(frozen=True)
class Prepared:
    """A table that is ready to be read."""

    source: Source
    task: Task


def city_of_folder(path: Path, var: Path, catalog: Catalog) -> str | None:
    """The municipality whose folder below the landing folder a file lies in."""
    landing = (var / "landing").resolve()
    if not path.resolve().is_relative_to(landing):
        return None
    first = path.resolve().relative_to(landing).parts[0]
    names = {f"{m.municipality_code}_{m.slug}": m.municipality_code for m in catalog.municipalities}
    return names.get(first)


def is_monthly_form(source: Source) -> bool:
    """Whether the file is a monthly form.

    Raises:
        DeliveryError: it says to be a workbook and is none.
    """
    return _is_workbook(source) and is_form(source.path, source.shown_as)


def delivered_form(source: Source, catalog: Catalog, var: Path, code: str | None) -> Delivered:
    """Read a monthly form and write its file.

    Raises:
        DeliveryError: it cannot be taken, or is of another city than `code`.
    """
    form = read_form(source.path, source.shown_as, catalog)
    if code not in (None, form.municipality_code):
        raise DeliveryError(
            f"{source.shown_as}: 自治体コード{form.municipality_code}の月報です。{code}の納品として渡さないでください。"
        )
    parquet, rows = form_file.write_form(var, form)
    some_days = (form.month_date, form.month_date.replace(day=28))
    return Delivered(
        form.municipality_code,
        form_file.FEED,
        "月報",
        source.shown_as,
        form.content_hash,
        parquet,
        tuple(covered(some_days, is_snapshot=False, unit="months")),
        "month_date",
        rows,
        rows,
        (),
        (),
        form.is_sample,
    )


def prepare(source: Source, folder: Path, catalog: Catalog, var: Path, code: str | None) -> Prepared:
    """Find out what a table is.

    Raises:
        DeliveryError: nothing that is known, or nothing of the city `code`.
    """
    path = source.path
    if _is_workbook(source):
        path = as_text(source, folder)
        catalog = _reading_plain_csv(catalog)
    found = recognise(path, source.shown_as, catalog, code)
    city = found.municipality
    task = Task(
        path, source.shown_as, city.municipality_code, found.column_map, _libraries(city), var, found.headings
    )
    return Prepared(source, task)


def delivered_table(prepared: Prepared, reading: Reading) -> Delivered:
    """What a table delivers once it is read."""
    task = prepared.task
    layout = LAYOUTS[task.column_map.spec.layout]
    return Delivered(
        task.municipality_code,
        task.column_map.spec.feed,
        layout.name_ja,
        task.shown_as,
        reading.content_hash,
        reading.parquet,
        tuple(covered(reading.days, is_snapshot=layout.is_snapshot, unit=task.column_map.spec.unit)),
        date_column(layout),
        reading.rows_delivered,
        reading.rows_delivered - len(reading.quarantine),
        reading.quarantine,
        reading.foldings,
        reading.is_sample,
    )


def _is_workbook(source: Source) -> bool:
    return source.path.suffix.lower() in _WORKBOOKS


def _libraries(municipality: Municipality) -> Mapping[str, tuple[str, str]]:
    """First and last day (ISO) by library code. A closed library has days too: its counters may go on elsewhere."""
    return {
        library.library_code: (
            min(p.valid_from for p in library.periods).isoformat(),
            _NO_END
            if any(p.valid_to is None for p in library.periods)
            else max(p.valid_to for p in library.periods if p.valid_to).isoformat(),
        )
        for library in municipality.libraries
    }


def _reading_plain_csv(catalog: Catalog) -> Catalog:
    """The same cities, whose tables come as UTF-8 with commas: what a workbook was made into."""
    plain = {"encoding": "utf-8", "delimiter": ","}
    return replace(
        catalog,
        column_maps={
            code: tuple(replace(m, spec=m.spec.model_copy(update=plain)) for m in maps)
            for code, maps in catalog.column_maps.items()
        },
    )
