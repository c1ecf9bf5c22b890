"""Figures of the yearbook as its tables show them: of the whole system, of a library, of each library, year by year."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dashboards.places import Municipality
from dashboards.published import frame
from dashboards.topic.catalogue import Part

_BASES_JA = {"published": "公表値", "derived": "公表値からの計算", "computed": "集計値"}
SAMPLE_JA = "見本"
_ABOUT = ("measure_id", "name_ja", "unit_ja", "decimals", "table_id", "table_no", "edition")
# Where several tables give a figure, the one with most years is taken.
_SQL = """
with found as (
    select l.measure_id, l.edition, l.table_id, l.table_no, l.fiscal_year, l.library_code, l.value, l.basis
    from rpt_yearbook__located as l join dim_edition as e using (municipality_code, edition)
    where l.municipality_code = $1 and list_contains(cast($2 as integer[]), l.edition)
      and list_contains(cast($3 as varchar[]), l.measure_id) and l.place_kind = $4
      and l.is_shown and l.conditions = '' and l.of_measure_id is null and l.ndc_code is null and l.value is not null
      -- A table may run ahead of its yearbook, with a budget for one.
      and l.fiscal_year <= e.main_fiscal_year
),
tables as (
    select measure_id, edition, table_id from found group by measure_id, edition, table_id
    qualify row_number() over (
        partition by measure_id order by count(distinct fiscal_year) desc, edition desc, min(table_no), table_id
    ) = 1
),
samples as (
    select quantity, fiscal_year, bool_or(is_sample) as is_sample from fct_cube where municipality_code = $1 group by all
)
select f.measure_id, m.name_ja, m.unit_ja, m.decimals, f.table_id, f.table_no, f.edition, f.fiscal_year,
       f.library_code, f.value, f.basis, coalesce(f.basis = 'computed' and s.is_sample, false) as is_sample
from found as f
join tables using (measure_id, edition, table_id)
join dim_measure as m on m.measure_id = f.measure_id
left join samples as s on s.quantity = coalesce(m.quantity, m.measure_id) and s.fiscal_year = f.fiscal_year
order by f.fiscal_year
"""


@dataclass(frozen=True)
class ShownFigure:
    """A figure of a fiscal year; `library_code` is empty where it is of the whole system."""

    fiscal_year: int
    library_code: str | None
    value: Decimal
    basis: str
    is_sample: bool

    @property
    def basis_ja(self) -> str:
        return SAMPLE_JA if self.is_sample else _BASES_JA[self.basis]


@dataclass(frozen=True)
class ShownMeasure:
    """A measure and all its figures, oldest first."""

    measure_id: str
    name_ja: str
    unit_ja: str
    decimals: int
    table_id: str
    table_no: str
    edition: int
    figures: tuple[ShownFigure, ...]

    def at(self, fiscal_year: int, library_code: str | None = None) -> ShownFigure | None:
        """The figure of a year, of the whole system or of a library."""
        places = ((f.fiscal_year, f.library_code) for f in self.figures)
        return next(
            (
                f
                for f, place in zip(self.figures, places, strict=True)
                if place == (fiscal_year, library_code)
            ),
            None,
        )

    @property
    def years(self) -> list[int]:
        return sorted({figure.fiscal_year for figure in self.figures})


def of_system(municipality: Municipality, parts: Sequence[Part]) -> dict[str, ShownMeasure]:
    """Figures of the whole system, by the key of the part."""
    return _shown(municipality, parts, "all")


def of_libraries(municipality: Municipality, parts: Sequence[Part]) -> dict[str, ShownMeasure]:
    """Figures of each library, by the key of the part."""
    return _shown(municipality, parts, "library")


def _shown(municipality: Municipality, parts: Sequence[Part], place_kind: str) -> dict[str, ShownMeasure]:
    keys = {part.printed: part.key for part in parts if part.printed}
    editions = [yearbook.edition for yearbook in municipality.yearbooks]
    rows = frame(_SQL, municipality.code, editions, list(keys), place_kind)
    found: dict[str, ShownMeasure] = {}
    for (measure_id,), group in rows.group_by(["measure_id"], maintain_order=True):
        about = group.row(0, named=True)
        figures = group.select("fiscal_year", "library_code", "value", "basis", "is_sample").iter_rows()
        found[keys[str(measure_id)]] = ShownMeasure(
            **{name: about[name] for name in _ABOUT},
            figures=tuple(ShownFigure(*figure) for figure in figures),
        )
    return found


def library_names(municipality_code: str) -> dict[str, str]:
    """The libraries in the order of print, by their latest names."""
    sql = (
        "select library_code, arg_max(name_ja, valid_from) from dim_library where municipality_code = ?"
        " group by library_code order by any_value(position)"
    )
    return dict(frame(sql, municipality_code).iter_rows())
