"""What arithmetic says of a yearbook: identities judged by table, and the lines of the register."""

from dataclasses import dataclass
from typing import Any

from dashboards.places import Yearbook
from dashboards.published import frame

IDENTITY_HEADS = ("表", "検算した恒等式", "成立", "登録済み", "不成立", "数値の欄", "検算できない欄")
REGISTER_HEADS = ("番号", "種類", "欄", "読み → 採用", "計算と理由")
REGISTER_LABELS = (1,)
REGISTER_PROSE = (2, 3, 4)
BY_IDENTITY_HEADS = ("検算する欄", "恒等式", "検算した数", "成立", "登録済み", "不成立")
FORMS_JA = {"sum": "和", "balance": "差引", "ratio": "割合", "equal": "一致"}
KINDS_JA = {"printed_violation": "印刷値の不一致", "undecided": "未決の読み", "repair": "読みの修正"}
FIELDS_JA = {"fiscal_year": "年度", "row_path": "行", "column_path": "列", "value": "値"}


@dataclass(frozen=True)
class IdentityCount:
    """How the identities of a table fared, and how many of its figures none of them protects."""

    table_id: str
    table_no: str
    title_ja: str
    run: int
    held: int
    registered: int
    violated: int
    figures: int
    unprotected: int

    def texts(self) -> tuple[str, ...]:
        numbers = (self.run, self.held, self.registered, self.violated, self.figures, self.unprotected)
        return (f"{self.table_no}　{self.title_ja}", *(f"{number:,}" for number in numbers))


def identity_counts(yearbook: Yearbook) -> list[IdentityCount]:
    """One a table of the newest yearbook, in printed order."""
    rows = frame(
        """
        with judged as (
            select table_id, count(*) as run, count(*) filter (where status = 'held') as held,
                   count(*) filter (where status = 'registered') as registered,
                   count(*) filter (where status = 'violated') as violated
            from rpt_yearbook__identities
            where municipality_code = $1 and edition = $2 and basis = 'published' group by table_id
        ),
        protected as (
            select distinct table_id, fiscal_year, row_path, column_path
            from rpt_yearbook__identity_cells
            where municipality_code = $1 and edition = $2 and basis = 'published' and is_protected
        ),
        figures as (
            select c.table_id, count(*) as figures, count(*) filter (where p.table_id is null) as unprotected
            from rpt_yearbook__cells as c
            left join protected as p using (table_id, fiscal_year, row_path, column_path)
            where c.municipality_code = $1 and c.edition = $2 and c.basis = 'published' and c.value is not null
            group by c.table_id
        )
        select t.table_id, t.table_no, t.title_ja, coalesce(run, 0) as run, coalesce(held, 0) as held,
               coalesce(registered, 0) as registered, coalesce(violated, 0) as violated,
               coalesce(figures, 0) as figures, coalesce(unprotected, 0) as unprotected
        from rpt_yearbook__tables as t
        left join judged using (table_id)
        left join figures using (table_id)
        where t.municipality_code = $1 and t.edition = $2
        order by t.sort_order, t.table_id
        """,
        yearbook.municipality_code,
        yearbook.edition,
    )
    return [IdentityCount(**row) for row in rows.iter_rows(named=True)]


def register_rows(
    yearbook: Yearbook, table_no: str | None = None, kind: str | None = None
) -> list[tuple[str, ...]]:
    """Lines of the register as texts: what the city printed wrongly first, then what is open, then repairs."""
    rows = frame(
        """
        select register_id, kind, table_no, fiscal_year, row_path, column_path, field, as_read, as_used, reason_ja
        from rpt_yearbook__register
        where municipality_code = $1 and edition = $2
          and ($3 is null or table_no = $3) and ($4 is null or kind = $4)
        order by list_position(['printed_violation', 'undecided', 'repair'], kind), position
        """,
        yearbook.municipality_code,
        yearbook.edition,
        table_no,
        kind,
    )
    return [_texts(row) for row in rows.iter_rows(named=True)]


def by_identity(yearbook: Yearbook, table_id: str) -> list[tuple[str, ...]]:
    """How each identity of a table fared over all its instances and years, told by the places it proves."""
    rows = frame(
        """
        with others as (
            select c.identity_id, string_agg(distinct t.table_no, '・') as other_tables
            from rpt_yearbook__identity_cells as c
            join rpt_yearbook__tables as t using (municipality_code, edition, table_id)
            where c.municipality_code = $1 and c.edition = $2 and c.basis = 'published' and c.table_id <> $3
            group by c.identity_id
        )
        select list(distinct row_path) as row_paths, list(distinct column_path) as column_paths,
               any_value(form) as form, coalesce(any_value(other_tables), '') as other_tables, count(*) as run,
               count(*) filter (where status = 'held') as held,
               count(*) filter (where status = 'registered') as registered,
               count(*) filter (where status = 'violated') as violated
        from rpt_yearbook__identities
        left join others using (identity_id)
        where municipality_code = $1 and edition = $2 and basis = 'published' and table_id = $3
        group by identity_id order by identity_id
        """,
        yearbook.municipality_code,
        yearbook.edition,
        table_id,
    )
    # Identities that prove the same places in the same way, such as one a year, are one line.
    counts: dict[tuple[str, str], list[int]] = {}
    for row in rows.iter_rows(named=True):
        line = counts.setdefault(_identity_name(row), [0, 0, 0, 0])
        for i, name in enumerate(("run", "held", "registered", "violated")):
            line[i] += row[name]
    return [(*name, *(f"{count:,}" for count in line)) for name, line in counts.items()]


def _identity_name(row: dict[str, Any]) -> tuple[str, str]:
    rows, columns = row["row_paths"], row["column_paths"]
    place = "行と列"
    if len(rows) == len(columns) == 1:
        place = f"{rows[0]}・{columns[0]}"
    elif len(columns) == 1:
        place = f"列 {columns[0]}"
    elif len(rows) == 1:
        place = f"行 {rows[0]}"
    other = f"（表{row['other_tables']}）" if row["other_tables"] else ""
    return (place, f"{FORMS_JA.get(row['form'], row['form'])}{other}")


def _texts(row: dict[str, str | None]) -> tuple[str, ...]:
    year = "すべての年度" if row["fiscal_year"] == "*" else f"{row['fiscal_year']}年度"
    paths = ((name, row[path]) for name, path in (("行", "row_path"), ("列", "column_path")))
    place = "　".join(f"{name} {'すべて' if path == '*' else path or ''}" for name, path in paths)
    field = FIELDS_JA.get(row["field"] or "", "")
    return (
        row["register_id"] or "",
        KINDS_JA.get(row["kind"] or "", row["kind"] or ""),
        f"{year}　{place}",
        f"{field}「{row['as_read'] or ''}」→「{row['as_used'] or ''}」",
        row["reason_ja"] or "",
    )
