"""What one computed figure was made of: counted records, months of the form, or the figures of an identity."""

from dataclasses import dataclass
from typing import Any

from dashboards.places import Municipality
from dashboards.published import frame

# Dimension of a condition: what readers call it, and where the cube holds it.
_DIMENSIONS = {
    "library": ("館", "library_path"),
    "place": ("受付場所", "place"),
    "place_kind": ("受付場所の種類", "place_kind"),
    "ndc": ("分類", "coalesce(ndc_section, ndc_division, ndc_class)"),
    "audience": ("対象", "audience_code"),
    "material": ("資料種別", "material_code"),
    "material_group": ("資料の区分", "material_group"),
    "genre": ("音楽区分", "genre_code"),
    "section": ("配架場所", "section_code"),
    "age_band": ("年齢", "age_group_code"),
    "residence": ("居住区分", "residence_code"),
    "borrower": ("利用者区分", "borrower_code"),
    "way": ("受入・除籍の区分", "way"),
    "channel": ("受付方法", "channel_code"),
    "month": ("月", "cast(month(month_date) as varchar)"),
}
# Where a class begins as one of the words does, it counts.
_BEGINS = "ndc"
_ROLES_JA = {"numerator": "分子", "denominator": "分母"}
_SIGNS_JA = {1: "足す", -1: "引く"}
_KEY = "municipality_code = $1 and edition = $2 and table_id = $3 and row_path = $4 and column_path = $5"
_NAMES = """
select dimension, code, name_ja from dim_word
union all select 'age_band', age_group_code, name_ja from dim_age_group
union all select 'ndc', ndc_code, ndc_code || ' ' || name_ja from dim_ndc
"""

Part = tuple[int, str, float]  # month, library or place, figure


@dataclass(frozen=True)
class Condition:
    """A dimension by which a figure is counted, with its words."""

    dimension: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Term:
    """A figure that went into a calculated one."""

    role_ja: str
    place_ja: str
    fiscal_year: int
    value: float


def conditions(municipality: Municipality, place: dict[str, Any]) -> tuple[str, list[Condition]] | None:
    """Quantity and conditions by which a compared place is counted; None where it is not counted from records."""
    rows = frame(
        f"select quantity, dimension, words from rpt_yearbook__cell_conditions where {_KEY} and fiscal_year = $6"
        " order by dimension",
        *_key(municipality, place),
        place["fiscal_year"],
    )
    if rows.is_empty():
        return None
    found = [Condition(name, tuple(words)) for _, name, words in rows.iter_rows() if name is not None]
    return rows["quantity"][0], found


def conditions_ja(found: list[Condition]) -> str:
    """The conditions for readers: 館 中央図書館、対象 児童."""
    names = {(dimension, code): name for dimension, code, name in frame(_NAMES).iter_rows()}
    said = []
    for one in found:
        words = [word for word in one.words if not (one.dimension == _BEGINS and _is_within(word, one.words))]
        shown = "・".join(names.get((one.dimension, word), word) for word in words)
        said.append(f"{_DIMENSIONS[one.dimension][0]} {shown}")
    return "、".join(said)


def _is_within(word: str, words: tuple[str, ...]) -> bool:
    """Whether a class is part of another one of the words."""
    return any(word != other and word.startswith(other) for other in words)


def counted(
    municipality: Municipality, fiscal_year: int, quantity: str, found: list[Condition]
) -> list[Part]:
    """The records of the cube that fit all conditions, by month and library."""
    fits = [
        f"len(list_filter(cast(${n} as varchar[]), lambda word: starts_with({_DIMENSIONS[one.dimension][1]}, word))) > 0"
        if one.dimension == _BEGINS
        else f"list_contains(cast(${n} as varchar[]), {_DIMENSIONS[one.dimension][1]})"
        for n, one in enumerate(found, 4)
    ]
    rows = frame(
        "select month(month_date) as month, coalesce(library_path, place, '全館') as part,"
        " cast(sum(value) as double) as value from fct_cube"
        f" where {' and '.join(('municipality_code = $1 and fiscal_year = $2 and quantity = $3', *fits))}"
        " group by all order by min(month_date), part",
        municipality.code,
        fiscal_year,
        quantity,
        *(list(one.words) for one in found),
    )
    return list(rows.iter_rows())


def reported(municipality: Municipality, place: dict[str, Any]) -> list[Part]:
    """What the monthly forms say in this very place, by month."""
    rows = frame(
        """
        select month(month_date) as month, coalesce(library_path, '全館') as part, cast(sum(value) as double) as value
        from (
            select municipality_code, table_id, row_path, column_path, fiscal_year, month_date, library_path, value
            from fct_reported_figures
            union all
            select municipality_code, table_id, row_path, column_path, fiscal_year, month_date, null, value
            from fct_events where value is not null
        )
        where municipality_code = $1 and table_id = $2 and row_path = $3 and column_path = $4 and fiscal_year = $5
        group by all order by min(month_date), part
        """,
        municipality.code,
        place["table_id"],
        place["row_path"],
        place["column_path"],
        place["fiscal_year"],
    )
    return list(rows.iter_rows())


def terms(municipality: Municipality, place: dict[str, Any]) -> list[Term]:
    """The figures that an identity made this one of; of a ratio its numerator and denominator."""
    rows = frame(
        f"""
        select d.role, d.times, t.table_no || '　' || d.term_row_path || '・' || d.term_column_path as place_ja,
               d.term_fiscal_year, cast(coalesce(d.term_value, 1) as double) as value
        from (select * from rpt_yearbook__derived_terms where {_KEY} and fiscal_year = $6) as d
        join (select distinct table_id, table_no from rpt_yearbook__tables) as t on t.table_id = d.term_table_id
        order by d.pair_no, d.role desc, d.times desc, d.term_table_id, d.term_row_path, d.term_column_path
        """,
        *_key(municipality, place),
        place["fiscal_year"],
    )
    return [
        Term(_ROLES_JA.get(role) or _SIGNS_JA.get(times, str(times)), name, year, value)
        for role, times, name, year, value in rows.iter_rows()
    ]


def _key(municipality: Municipality, place: dict[str, Any]) -> tuple[Any, ...]:
    return (
        municipality.code,
        place["edition"],
        place["table_id"],
        place["row_path"],
        place["column_path"],
    )
