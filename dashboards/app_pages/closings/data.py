"""Closed months and years, and what moved after they were closed."""

from typing import Any

from dashboards.app_pages.reconciliation.data import number
from dashboards.format import date_ja
from dashboards.places import Municipality
from dashboards.published import frame

CLOSING_HEADS = ("期間", "版", "確定した行為", "確定した日", "確定した欄", "その後")
MOVED_HEADS = ("期間と版", "欄", "年度", "確定した値", "数え直した値", "採用", "理由")
STATES_JA = {"pending": "未採用", "adopted": "次の版に採用"}


def period_ja(kind: str, period: str) -> str:
    """What readers call a period."""
    if kind == "fiscal_year":
        return f"{period}年度"
    year, month = period.split("-")
    return f"{year}年{int(month)}月"


def closings(municipality: Municipality) -> list[tuple[str, ...]]:
    """Each closing as a row of the table, years before months, the newest first."""
    rows = frame(
        """
        select c.period_kind, c.period, c.revision, c.is_latest, c.act_ja,
            cast(timezone('Asia/Tokyo', timezone('UTC', c.closed_at)) as date) as closed_on, c.cells, c.is_unchanged,
            count(r.municipality_code) as moved
        from dim_closing as c
        left join rpt_final__restatements as r using (municipality_code, period_kind, period, revision)
        where c.municipality_code = $1
        group by all order by c.period_kind, c.period desc, c.revision desc
        """,
        municipality.code,
    )
    return [_closing(row) for row in rows.to_dicts()]


def _closing(row: dict[str, Any]) -> tuple[str, ...]:
    if not row["is_latest"]:
        since = f"{row['moved']:,}個の数値を次の版で改めた"
    elif row["moved"]:
        since = f"{row['moved']:,}個の数値が動いた（未採用）"
    else:
        since = "変わりなし" if row["is_unchanged"] else "納品か定義が変わったが、数値は動いていない"
    return (
        period_ja(row["period_kind"], row["period"]),
        f"第{row['revision']}版",
        row["act_ja"],
        date_ja(row["closed_on"]),
        f"{row['cells']:,}",
        since,
    )


def moved(municipality: Municipality) -> list[tuple[str, ...]]:
    """Each figure that moved as a row of the table, what is not adopted first."""
    rows = frame(
        """
        select r.*, m.decimals from rpt_final__restatements as r left join dim_measure as m using (measure_id)
        where r.municipality_code = $1
        order by r.state = 'adopted', r.period_kind, r.period desc, r.revision desc, r.table_no, r.row_path, r.column_path
        """,
        municipality.code,
    )
    return [
        (
            f"{period_ja(row['period_kind'], row['period'])} 第{row['revision']}版",
            f"{row['table_no'] or '月次報告'}　{row['row_path']}・{row['column_path']}",
            str(row["fiscal_year"]),
            row["frozen_text"] or number(row["frozen_value"], _decimals(row)),
            row["recomputed_text"] or number(row["recomputed_value"], _decimals(row)),
            STATES_JA[row["state"]],
            row["why_ja"],
        )
        for row in rows.to_dicts()
    ]


def _decimals(row: dict[str, Any]) -> int:
    """A figure for each day open has one decimal, whatever it counts."""
    return (
        1
        if row["period_kind"] == "month" and row["column_path"].endswith("日あたり")
        else row["decimals"] or 0
    )
