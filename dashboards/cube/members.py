"""The words of a dimension in the order of print, with the names that readers see."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from dashboards.cube.dimensions import UNKNOWN_KEY, Dimension
from dashboards.cube.measures import Measure
from dashboards.places import fiscal_year_names
from dashboards.published import frame


@dataclass(frozen=True)
class Member:
    """A word: what names it in an address and in the cube, and what readers call it."""

    key: str
    name_ja: str


_LIBRARIES = """
select library_code, arg_max(name_ja, valid_from) from dim_library
where municipality_code = $1
  -- Named as of the last day that has figures.
  and valid_from <= (select make_date(max(fiscal_year) + 1, 3, 31) from fct_cube where municipality_code = $1)
group by library_code order by any_value(position)
"""
_GROUPS = """
select split_part(yearbook_path, '/', 1) as path, path from dim_library where municipality_code = $1
group by path order by min(position)
"""
_PLACES = """
with libraries as (
    select yearbook_path, min(position) as position from dim_library where municipality_code = $1 group by yearbook_path
)
select code, name_ja from (
    select yearbook_path as code, replace(yearbook_path, '/', '　') as name_ja, position from libraries
    union all select code, name_ja, 1000 + position from dim_word where dimension = 'place'
) order by position, code
"""
_CLASSES = "select ndc_code, ndc_code || '　' || name_ja from dim_ndc where level = $1 order by ndc_code"
# The classification is published to two digits; a third one is named by the division that it belongs to.
_SECTIONS = """
select c.ndc_section, c.ndc_section || '　（' || any_value(coalesce(n.name_ja, '')) || '）'
from fct_cube as c left join dim_ndc as n on n.ndc_code = c.ndc_division and n.level = 2
where c.municipality_code = $1 and c.ndc_section is not null
group by c.ndc_section order by c.ndc_section
"""
_AGE_GROUPS = (
    "select age_group_code, name_ja from dim_age_group where age_group_code <> 'unknown' order by group_key"
)
_BANDS = "select cast(age_from as varchar), band_name_ja from dim_age_band where scheme_id = $1 order by sort_order"
_FORM = """
select member, replace(replace(member, '/', '　'), '|', '・') from fct_reported_figures
where municipality_code = $1 group by member order by min(table_id), member
"""
_WORDS = "select code, name_ja from dim_word where dimension = $1 order by position"
_WEEKDAYS = "月火水木金土日"
_MONTHS = (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)


def members(dimension: Dimension, municipality_code: str) -> list[Member]:
    """All words of a dimension, the one for what is not known last."""
    found = _SPECIAL.get(dimension.key, _worded)(dimension, municipality_code)
    return [*(Member(key, name) for key, name in found), Member(UNKNOWN_KEY, dimension.missing_ja)]


def present(dimension: Dimension, municipality_code: str, keys: Collection[str]) -> tuple[Member, ...]:
    """The words of these keys in the order of print; what the catalogue does not name stands under its code."""
    *known, unknown = members(dimension, municipality_code)
    named = {member.key for member in known}
    others = sorted(key for key in keys if key not in named and key != UNKNOWN_KEY)
    last = [unknown] if UNKNOWN_KEY in keys else []
    return (*(m for m in known if m.key in keys), *(Member(key, key) for key in others), *last)


def words_of(
    municipality_code: str, measure: Measure, asked: Sequence[Dimension]
) -> dict[str, tuple[Member, ...]]:
    """The words that a measure has figures of, by dimension."""
    found = {
        d.key: tuple(members(d, municipality_code)[:-1]) for d in asked if not measure.in_cube or d.is_of_days
    }
    of_cube = [d for d in asked if d.key not in found]
    if of_cube:
        lists = ", ".join(
            f"list(distinct coalesce(cast({d.expression} as varchar), '{UNKNOWN_KEY}')) as {d.key}"
            for d in of_cube
        )
        sql = f"select {lists} from fct_cube where municipality_code = ? and quantity = ?"
        keys = frame(sql, municipality_code, measure.key).row(0, named=True)
        found |= {d.key: present(d, municipality_code, keys[d.key]) for d in of_cube}
    return found


Pairs = list[tuple[str, str]]


def _asked(sql: str, *parameters: object) -> Pairs:
    return [(str(key), name) for key, name in frame(sql, *parameters).iter_rows()]


def _worded(dimension: Dimension, municipality_code: str) -> Pairs:
    if dimension.kind == "age":
        return _asked(_BANDS, dimension.key.removeprefix("age_"))
    return _asked(_WORDS, dimension.key)


def _of_place(sql: str) -> Callable[[Dimension, str], Pairs]:
    return lambda _, municipality_code: _asked(sql, municipality_code)


def _of_level(level: int) -> Callable[[Dimension, str], Pairs]:
    return lambda _dimension, _code: _asked(_CLASSES, level)


_SPECIAL: dict[str, Callable[[Dimension, str], Pairs]] = {
    "fiscal_year": lambda _dimension, _code: [
        (str(year), name) for year, name in sorted(fiscal_year_names().items())
    ],
    "month": lambda _dimension, _code: [(str(month), f"{month}月") for month in _MONTHS],
    "weekday": lambda _dimension, _code: [(str(day), f"{name}曜日") for day, name in enumerate(_WEEKDAYS, 1)],
    "library": _of_place(_LIBRARIES),
    "library_group": _of_place(_GROUPS),
    "place": _of_place(_PLACES),
    "place_kind": lambda _dimension, _code: [
        *_asked(_WORDS, "place_kind"),
        *_asked(_WORDS, "place"),
    ],
    "ndc1": _of_level(1),
    "ndc2": _of_level(2),
    "ndc3": _of_place(_SECTIONS),
    "age_group": lambda _dimension, _code: _asked(_AGE_GROUPS),
    "member": _of_place(_FORM),
}
