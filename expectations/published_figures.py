"""What a delivery of printed figures must satisfy. Structure is ingestion's; these are domains, ranges, keys."""

import great_expectations as gx
import pandas as pd
from great_expectations.expectations.row_conditions import Column

from catalog.load import Catalog

# △ stands for minus; brackets mark provisional figures; `0*` a closed branch.
# Digits are spelt out, because \d would let full-width ones in.
NUMBER = r"(?:△ ?)?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?%?"
MARKS = ("", "-", "－", "—", "/", "0*")
WITHOUT_FIGURE = ("closed", "not_collected", "suppressed")
STATUSES = ("", "provisional", "estimate", "approximate", *WITHOUT_FIGURE)
# The counters that a yearbook writes behind a number, and the mark of an occurrence.
COUNTERS = "名|人|回|冊|部|グループ|か所|ヶ所|テーマ|点|時間|台|箱|館|分室|市町村|日間|割|タイトル|紙|か月|年生|年|歳|桁|項目"
_COUNTED = rf"(?:延べ|約|おおむね)?(?:{NUMBER})(?:{COUNTERS})?(?:程度?)?"
_VALUE = rf"^(?:{_COUNTED}|\({NUMBER}\)|●|{'|'.join(m.replace('*', chr(92) + '*') for m in MARKS if m)}|)$"
_KEY = ["municipality_code", "edition", "table_no", "fiscal_year", "row_path", "column_path"]
_PERCENT = r"\(?(?:100(?:\.0+)?|[0-9]{1,2}(?:\.[0-9]+)?)%\)?"
_DAY = r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
FIRST_YEAR, LAST_YEAR = 1926, 2125


def door_frame(cells: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """The delivered cells with the columns that conditions need.

    `is_written_freely`: text by its specification, or a misread figure that the register repairs.
    """
    text_places = _text_places(catalog)
    repaired = {
        (code, line.table_no, line.as_read)
        for code, lines in catalog.registers.items()
        for line in lines
        if (line.kind, line.field) == ("repair", "value")
    }
    rows = cells[["municipality_code", "table_no", "row_path", "column_path", "value"]].itertuples(
        index=False
    )
    return cells.assign(
        is_written_as_day=cells["as_of_date"].str.fullmatch(_DAY),
        is_written_freely=[
            (code, no, value) in repaired or bool({(no, column), (no, f"{row}|{column}")} & text_places)
            for code, no, row, column, value in rows
        ],
    )


def _text_places(catalog: Catalog) -> set[tuple[str, str]]:
    """Table number and path of each column or note cell that holds text."""
    return {
        (table.table_no, member.path)
        for edition in catalog.editions
        for table in edition.tables
        for axis in ("column", "note")
        for member in edition.axes[table.table_id][axis]
        if member.is_text
    }


def suite(catalog: Catalog) -> gx.ExpectationSuite:
    """The suite. `meta.accepted_ja` says what would be accepted, for the sentence shown to a person."""
    e = gx.expectations
    table_numbers = [t.table_no for t in catalog.tables]
    return gx.ExpectationSuite(
        "published_figures",
        expectations=[
            e.ExpectTableRowCountToBeBetween(min_value=1, meta={"accepted_ja": "1行以上の数値"}),
            e.ExpectColumnValuesToBeInSet(
                column="table_no",
                value_set=table_numbers,
                meta={"accepted_ja": f"表番号({'、'.join(table_numbers)})"},
            ),
            e.ExpectColumnValuesToBeInSet(
                column="fiscal_year",
                value_set=[str(year) for year in range(FIRST_YEAR, LAST_YEAR + 1)],
                meta={"accepted_ja": f"{FIRST_YEAR}から{LAST_YEAR}までの西暦4桁の年度"},
            ),
            e.ExpectColumnValuesToMatchRegex(
                column="as_of_date",
                regex=rf"^(?:{_DAY})?$",
                meta={"accepted_ja": "2025-03-31 の形の日付または空欄"},
            ),
            e.ExpectColumnValuesToMatchStrftimeFormat(
                column="as_of_date",
                strftime_format="%Y-%m-%d",
                row_condition=Column("is_written_as_day") == 1,
                meta={"accepted_ja": "実在する日付"},
            ),
            e.ExpectColumnValuesToMatchRegex(
                column="value",
                regex=_VALUE,
                row_condition=Column("is_written_freely") == 0,
                meta={"accepted_ja": "数値(例 3,009,606、△ 42、24.3%)か空欄・-・0*"},
            ),
            e.ExpectColumnValuesToBeInSet(
                column="value_status",
                value_set=list(STATUSES),
                meta={"accepted_ja": "、".join(STATUSES[1:]) + "か空欄"},
            ),
            e.ExpectColumnValuesToBeInSet(
                column="value_status",
                value_set=list(WITHOUT_FIGURE),
                row_condition=Column("value").is_in(list(MARKS)),
                meta={"accepted_ja": f"数値のない欄の状態({'、'.join(WITHOUT_FIGURE)})"},
            ),
            # Otherwise the figure would silently not be counted.
            e.ExpectColumnValuesToBeInSet(
                column="value",
                value_set=list(MARKS),
                row_condition=Column("value_status").is_in(list(WITHOUT_FIGURE)),
                meta={"accepted_ja": "数値のない状態の欄では空欄・-・/・0*"},
            ),
            e.ExpectColumnValuesToMatchRegex(
                column="value",
                regex=rf"^(?:[^%]*|{_PERCENT})$",
                row_condition=Column("is_written_freely") == 0,
                meta={"accepted_ja": "0%から100%"},
            ),
            e.ExpectCompoundColumnsToBeUnique(
                column_list=_KEY, meta={"accepted_ja": "表・年度・行・列の組み合わせごとに一行"}
            ),
        ],
    )
