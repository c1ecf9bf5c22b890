"""The whole of `seeds/`, loaded and checked against itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from catalog.axis import AxisMember, table_axes
from catalog.column_map import ColumnMap, read_column_maps
from catalog.community_centre import CommunityCentres, read_community_centres
from catalog.definition import Definitions
from catalog.edition import CityNote, EditionSource, RegisterLine, read_csv
from catalog.errors import CatalogError
from catalog.form import FormSpec, read_form_spec
from catalog.history import History, Known, load_histories
from catalog.identities import IdentityTerm, expand
from catalog.indicator import Indicator, load_indicators
from catalog.measure import Measure, Measures
from catalog.monthly import MonthlyMeasure, load_monthly
from catalog.municipality import Municipality
from catalog.policy_tree import PolicyTree, read_policy_trees
from catalog.surveys import Surveys, load_surveys
from catalog.table_spec import YEARBOOK, TableSpec


@dataclass(frozen=True)
class Edition:
    """One yearbook or other document of one municipality, printed or computed, and the axes of every table in it."""

    municipality: Municipality
    source: EditionSource
    notes: tuple[CityNote, ...]
    folder: Path
    tables: tuple[TableSpec, ...]

    @cached_property
    def axes(self) -> dict[str, dict[str, list[AxisMember]]]:
        """Members by table id and axis (`row`, `column`, `note`)."""
        return {
            t.table_id: table_axes(t, self.municipality, self.source.main_fiscal_year) for t in self.tables
        }

    @cached_property
    def identity_terms(self) -> list[IdentityTerm]:
        """The terms of every identity of every table."""
        return [term for table in self.tables for term in expand(table, self.axes)]


@dataclass(frozen=True)
class Catalog:
    """Everything in `seeds/`."""

    root: Path
    municipalities: tuple[Municipality, ...]
    measures: tuple[Measure, ...]
    tables: tuple[TableSpec, ...]
    editions: tuple[Edition, ...]
    registers: dict[str, tuple[RegisterLine, ...]]
    histories: dict[str, History]
    definitions: dict[str, Definitions]
    indicators: tuple[Indicator, ...]
    column_maps: dict[str, tuple[ColumnMap, ...]]
    form: FormSpec | None
    community_centres: dict[str, CommunityCentres | None]
    policy_trees: dict[str, tuple[PolicyTree, ...]]
    surveys: Surveys
    monthly: tuple[MonthlyMeasure, ...]

    def with_delivered(self, delivered_years: Mapping[str, Iterable[int]]) -> "Catalog":
        """The same with an edition for each fiscal year that was delivered and that the city did not print.

        Args:
            delivered_years: fiscal years with deliveries by municipality code.
        """
        printed = {
            (e.municipality.municipality_code, e.source.main_fiscal_year)
            for e in self.editions
            if e.source.series == YEARBOOK
        }
        added = [
            _computed_edition(m, year, self)
            for m in self.municipalities
            for year in sorted(set(delivered_years.get(m.municipality_code, ())))
            if (m.municipality_code, year) not in printed
        ]
        return replace(self, editions=(*self.editions, *added))


def load(root: Path) -> Catalog:
    """Load `seeds/`.

    Args:
        root: the seeds folder.

    Raises:
        CatalogError: the first thing that is wrong, with file, line and what is allowed.
    """
    folders = sorted(p for p in (root / "municipalities").iterdir() if p.is_dir())
    municipalities = tuple(_municipality(folder, root) for folder in folders)
    _refuse_twice([m.municipality_code for m in municipalities], "seeds/municipalities: 自治体コード")
    tables = _tables(root)
    measures = Measures.read(root / "yearbook" / "measures.yaml", root).measures
    _check_measures(tables, {m.measure_id for m in measures})
    registers = {
        m.municipality_code: tuple(read_csv(RegisterLine, folder / "register.csv", root))
        for m, folder in zip(municipalities, folders, strict=True)
    }
    known = Known(frozenset(m.measure_id for m in measures), frozenset(t.table_no for t in tables))
    histories = load_histories(root, municipalities, known)
    definitions = {
        m.municipality_code: _definitions(folder, root)
        for m, folder in zip(municipalities, folders, strict=True)
    }
    column_maps = {
        m.municipality_code: read_column_maps(folder, root, m.deliveries)
        for m, folder in zip(municipalities, folders, strict=True)
    }
    for folder, lines in zip(folders, registers.values(), strict=True):
        _refuse_twice(
            [line.register_id for line in lines], f"seeds/municipalities/{folder.name}/register.csv: 番号"
        )
    editions = _editions(root, municipalities, tables)
    for edition in editions:
        _ = edition.identity_terms  # a reference to nowhere is a mistake in the seeds as well
    return Catalog(
        root,
        municipalities,
        measures,
        tables,
        editions,
        registers,
        histories,
        definitions,
        load_indicators(root, known.measures),
        column_maps,
        read_form_spec(root, tables),
        {
            m.municipality_code: read_community_centres(f, root)
            for m, f in zip(municipalities, folders, strict=True)
        },
        {
            m.municipality_code: read_policy_trees(f, root)
            for m, f in zip(municipalities, folders, strict=True)
        },
        load_surveys(root, municipalities, tables, editions),
        load_monthly(root, measures),
    )


def _municipality(folder: Path, root: Path) -> Municipality:
    municipality = Municipality.read(folder / "municipality.yaml", root)
    expected = f"{municipality.municipality_code}_{municipality.slug}"
    if folder.name != expected:
        raise CatalogError(
            f"seeds/municipalities/{folder.name}: フォルダーの名前を「{expected}」にしてください。"
        )
    return municipality


def _definitions(folder: Path, root: Path) -> Definitions:
    """The definitions of a municipality; without the file it has none."""
    path = folder / "definitions.yaml"
    return Definitions.read(path, root) if path.exists() else Definitions()


def _computed_edition(municipality: Municipality, year: int, catalog: Catalog) -> Edition:
    name = municipality.library_system_name_ja
    taken = {(e.municipality.municipality_code, e.source.edition) for e in catalog.editions}
    # Where another document of that year has the number, ten times it is free in every year.
    edition = (year + 1) * 10 if (municipality.municipality_code, year + 1) in taken else year + 1
    source = EditionSource(
        publisher_ja=name,
        document_ja=f"{name} 年報({year}年度、システム集計)",
        edition=edition,
        main_fiscal_year=year,
        pages={},
    )
    folder = catalog.root / "yearbook" / "published" / municipality.municipality_code / str(source.edition)
    return Edition(municipality, source, (), folder, _of_series(catalog.tables, source.series))


def _of_series(tables: tuple[TableSpec, ...], series: str) -> tuple[TableSpec, ...]:
    return tuple(table for table in tables if table.series == series)


def _tables(root: Path) -> tuple[TableSpec, ...]:
    tables = []
    for path in sorted((root / "yearbook" / "tables").glob("*.yaml")):
        spec = TableSpec.read(path, root)
        if spec.table_id != path.stem:
            raise CatalogError(
                f"seeds/yearbook/tables/{path.name}: table_id を「{path.stem}」にしてください。"
            )
        tables.append(spec)
    _refuse_twice([t.table_no for t in tables], "seeds/yearbook/tables: 表番号")
    return tuple(sorted(tables, key=lambda t: (t.sort_order, t.table_id)))


def _refuse_twice(keys: list[str], what: str) -> None:
    for key in keys:
        if keys.count(key) > 1:
            raise CatalogError(f"{what}「{key}」が二度あります。どちらかを直してください。")


def _check_measures(tables: tuple[TableSpec, ...], known: set[str]) -> None:
    for table in tables:
        nodes = [*table.rows, *table.columns]
        used = {table.measure, *(c.measure for c in table.note_cells)}
        while nodes:
            node = nodes.pop()
            used.add(node.measure)
            nodes.extend(node.children)
        for measure in sorted(used - {None} - known, key=str):
            raise CatalogError(
                f"seeds/yearbook/tables/{table.table_id}.yaml: 測定項目「{measure}」は measures.yaml にありません。"
            )


def _editions(
    root: Path, municipalities: tuple[Municipality, ...], tables: tuple[TableSpec, ...]
) -> tuple[Edition, ...]:
    by_code = {m.municipality_code: m for m in municipalities}
    editions = []
    for folder in sorted(p for p in (root / "yearbook" / "published").glob("*/*") if p.is_dir()):
        code = folder.parent.name
        if code not in by_code:
            raise CatalogError(
                f"seeds/yearbook/published/{code}: 自治体コード「{code}」は登録されていません。"
                f"seeds/municipalities/ にあるコード({'、'.join(by_code)})を使ってください。"
            )
        if not (folder / "source.yaml").exists():
            raise CatalogError(
                f"seeds/yearbook/published/{code}/{folder.name}: source.yaml がありません。加えてください。"
            )
        source = EditionSource.read(folder / "source.yaml", root)
        if folder.name != str(source.edition):
            raise CatalogError(
                f"seeds/yearbook/published/{code}/{folder.name}: edition は{source.edition}です。"
            )
        notes = tuple(read_csv(CityNote, folder / "notes.csv", root))
        printed = _of_series(tables, source.series)
        if not printed:
            raise CatalogError(
                f"seeds/yearbook/published/{code}/{folder.name}/source.yaml: series「{source.series}」の表がありません。"
                f"{'、'.join(sorted({t.series for t in tables}))} から選んでください。"
            )
        editions.append(Edition(by_code[code], source, notes, folder, printed))
    return tuple(editions)
