"""What the reconciliation found, and the parts that a computed figure was made of."""

from dataclasses import dataclass
from typing import Any

from dashboards.cube.measures import COUNTED_JA
from dashboards.format import number as written
from dashboards.places import Municipality
from dashboards.published import frame

KINDS_JA = {"events": "業務システムの記録", "forms": "月報"}
STATUSES_JA = {"equal": "一致", "different": "不一致", "not_computable": "集計できない"}
SUMMARY_HEADS = ("根拠", "公表値のある欄", "一致", "不一致", "一致の割合", "集計できない欄")
TABLE_HEADS = ("表", "公表値のある欄", "一致", "不一致", "集計できない欄")
PLACE_HEADS = ("欄", "年度", "集計値", "公表値", "差", "結果", "理由")

_COUNTS = (
    "count(*) as compared, count(*) filter (where status = 'equal') as equal,"
    " count(*) filter (where status = 'different') as different,"
    " count(*) filter (where status = 'not_computable') as not_computable"
)


@dataclass(frozen=True)
class Counts:
    """How many published figures there are to compare with, and how they fared."""

    key: str
    name_ja: str
    compared: int
    equal: int
    different: int
    not_computable: int

    @property
    def share(self) -> str:
        """Share of agreement where there are both figures, never rounded up to all."""
        both = self.equal + self.different
        if not both:
            return "－"
        thousandths = self.equal * 1000 // both
        return f"{thousandths / 10:.1f}%"


def fiscal_years(municipality: Municipality) -> list[int]:
    """Years with figures to compare, newest first."""
    rows = frame(
        "select distinct fiscal_year from rpt_yearbook__reconciliation where municipality_code = ?"
        " and status <> 'not_computable' order by fiscal_year desc",
        municipality.code,
    )
    return rows["fiscal_year"].to_list()


def by_kind(municipality: Municipality) -> list[Counts]:
    """All, then events and forms apart."""
    rows = frame(
        f"select basis_kind, {_COUNTS} from rpt_yearbook__reconciliation where municipality_code = ?"
        " group by basis_kind order by basis_kind",
        municipality.code,
    )
    found = [Counts(kind, KINDS_JA.get(kind, kind), *counts) for kind, *counts in rows.iter_rows()]
    names = ("compared", "equal", "different", "not_computable")
    return [Counts("all", "すべて", *(sum(getattr(c, name) for c in found) for name in names)), *found]


def by_table(municipality: Municipality) -> list[Counts]:
    """One a table, in printed order."""
    rows = frame(
        f"""
        with counted as (
            select table_id, any_value(table_no) as table_no, {_COUNTS} from rpt_yearbook__reconciliation
            where municipality_code = $1 group by table_id
        ),
        titles as (
            select table_id, any_value(title_ja) as title_ja, any_value(sort_order) as sort_order
            from rpt_yearbook__tables where municipality_code = $1 group by table_id
        )
        select table_id, table_no || '　' || title_ja, compared, equal, different, not_computable
        from counted join titles using (table_id) order by sort_order, table_id
        """,
        municipality.code,
    )
    return [Counts(*row) for row in rows.iter_rows()]


def places(municipality: Municipality, table_id: str | None, *, only_open: bool) -> list[dict[str, Any]]:
    """Compared places of a table, or of all; with `only_open` those that differ or could not be computed."""
    rows = frame(
        """
        select r.edition, r.table_id, r.table_no, r.fiscal_year, r.row_path, r.column_path, r.measure, r.computed_value,
               r.published_value, r.difference, r.status, r.reason_ja, m.decimals
        from rpt_yearbook__reconciliation as r left join dim_measure as m on m.measure_id = r.measure
        where r.municipality_code = $1 and ($2 is null or r.table_id = $2) and (not $3 or r.status <> 'equal')
        order by r.table_no, r.fiscal_year, r.row_path, r.column_path
        """,
        municipality.code,
        table_id,
        only_open,
    )
    return rows.to_dicts()


def computed_places(found: list[dict[str, Any]], fiscal_year: int) -> list[dict[str, Any]]:
    """Those of the places that have a computed figure of the year, those that differ first."""
    of_year = [p for p in found if p["fiscal_year"] == fiscal_year and p["computed_value"] is not None]
    return sorted(of_year, key=lambda place: place["status"] != "different")


def place_key(place: dict[str, Any]) -> str:
    """What names a place in an address."""
    return "|".join((place["table_id"], place["row_path"], place["column_path"]))


def place_name(place: dict[str, Any]) -> str:
    """What readers call a place."""
    return f"{place['table_no']}　{place['row_path']}・{place['column_path']}"


def quantity_name(quantity: str, name_ja: str) -> str:
    """What readers call a quantity."""
    return COUNTED_JA.get(quantity, name_ja)


def texts(place: dict[str, Any]) -> tuple[str, ...]:
    """A compared place as a row of the table."""
    return (
        place_name(place),
        str(place["fiscal_year"]),
        *(
            number(place[name], place["decimals"])
            for name in ("computed_value", "published_value", "difference")
        ),
        STATUSES_JA[place["status"]],
        place["reason_ja"] or "",
    )


def number(value: Any, decimals: int | None) -> str:
    """A figure of a compared place; nothing where there is none."""
    return "" if value is None else written(value, decimals or 0)
