"""A year of facts under the rules in force and a draft: worked out once for a build, a year, rules and a draft."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Lock

import polars as pl
import streamlit as st

from dashboards.app_pages.draft.data import evaluated
from dashboards.published import frame, published
from lending_rules.model import Rule
from lending_rules.rulebook import Rulebook
from lending_rules.shelf import fingerprint
from lending_rules.what_if import asked_for_year
from warehouse.open import Published
from warehouse.what_if import DRAFT, IN_FORCE, delivered_years, effects

_KEPT = 8
_FACTS = ("fct_checkout_situations", "fct_due_dates", "fct_overdue_spells", "fct_reservation_situations")
_SCHEMA = {
    "measure": pl.String,
    "rule_id": pl.String,
    "article": pl.String,
    "days_moved": pl.Int64,
    "library_path": pl.String,
    "age_group_code": pl.String,
    "month_date": pl.Date,
    IN_FORCE: pl.Int64,
    DRAFT: pl.Int64,
}


@dataclass(frozen=True)
class Key:
    """What the figures depend on. `rules`: the content of the files in force; `draft`: its text."""

    build_id: str
    municipality_code: str
    fiscal_year: int
    rules: str
    draft: str


@dataclass
class _Kept:
    """Figures of all sessions, the ones used last at the end."""

    found: dict[Key, pl.DataFrame] = field(default_factory=dict)
    one_at_a_time: Lock = field(default_factory=Lock)


# A function cached by Streamlit could not tell how far it is.
@st.cache_resource(show_spinner=False)
def _kept() -> _Kept:
    return _Kept()


def key_of(book: Rulebook, folder: Path, fiscal_year: int, draft: str) -> Key:
    return Key(published().build.build_id, book.code, fiscal_year, fingerprint(folder), draft)


def year_effects(
    key: Key, book: Rulebook, rules: tuple[Rule, ...], told: Callable[[int, int], None]
) -> pl.DataFrame:
    """The figures of `warehouse.what_if.effects`, a row a figure.

    Args:
        key: what they depend on.
        book: the rules in force.
        rules: of the draft; none without one.
        told: hears how far it is.

    Raises:
        UserError: the draft cannot be worked out.
    """
    kept = _kept()
    with kept.one_at_a_time:
        found = kept.found.pop(key, None)
        if found is None:
            asked = asked_for_year(book, key.fiscal_year, rules)
            with evaluated() if rules else nullcontext(), published().scratch() as connection:
                figures = effects(connection, asked, key.municipality_code, key.fiscal_year, told=told)
            found = pl.DataFrame([asdict(figure) for figure in figures], schema=_SCHEMA)
        kept.found[key] = found
        for old in list(kept.found)[:-_KEPT]:
            del kept.found[old]
    return found


def years(book: Rulebook) -> list[int]:
    """Fiscal years with deliveries, newest first."""
    build = published()
    return _years(build.build.build_id, book.code, build)


@st.cache_data(show_spinner=False, max_entries=100)
def _years(build_id: str, municipality_code: str, _build: Published) -> list[int]:
    return delivered_years(_build, municipality_code)[::-1]


def is_sample(book: Rulebook, fiscal_year: int) -> bool:
    """Whether any of the year's facts were generated."""
    facts = " union all ".join(
        f"select is_sample from {fact} where municipality_code = $1 and fiscal_year = $2" for fact in _FACTS
    )
    found = frame(
        f"select coalesce(bool_or(is_sample), false) as found from ({facts})", book.code, fiscal_year
    )
    return bool(found["found"][0])


def group_names(book: Rulebook, by: str) -> dict[str, str]:
    """Names by what the figures call them, in the order of readers; months have none but their own."""
    if by == "library":
        # As the yearbook prints them, by their place in its tables.
        rows = frame(
            "select yearbook_path, replace(yearbook_path, '/', '　') as name_ja from dim_library"
            " where municipality_code = ? and yearbook_path is not null"
            " group by all order by min(position), yearbook_path",
            book.code,
        )
    elif by == "age_group":
        rows = frame("select age_group_code, name_ja from dim_age_group order by group_key = 0, group_key")
    else:
        return {}
    return dict(rows.iter_rows())


def figures_csv(found: pl.DataFrame, book: Rulebook, fiscal_year: int) -> bytes:
    """Every figure, as Excel opens it without a question: UTF-8 with BOM, CRLF."""
    source = "見本データ" if is_sample(book, fiscal_year) else f"{book.system_ja}の納品データ"
    told = found.select(
        pl.lit(book.code).alias("municipality_code"),
        pl.lit(fiscal_year).alias("fiscal_year"),
        *_SCHEMA,
        pl.lit(f"{source}から集計").alias("source"),
    )
    return told.write_csv(include_bom=True, line_terminator="\r\n").encode("utf-8")
