"""What a delivery of printed figures must satisfy. Structure is ingestion's; these are domains, ranges, keys."""

import great_expectations as gx
import pandas as pd

from catalog.load import Catalog

# △ stands for minus; brackets mark provisional figures; `0*` a closed branch.
# Digits are spelt out, because \d would let full-width ones in.
NUMBER = r"(△ ?)?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]+)?%?"
MARKS = ("", "-", "－", "—", "/", "0*")
WITHOUT_FIGURE = ("closed", "not_collected", "suppressed")
STATUSES = ("", "provisional", "estimate", "approximate", *WITHOUT_FIGURE)
# The counters that a yearbook writes behind a number, and the mark of an occurrence.
COUNTERS = "名|人|回|冊|部|グループ|か所|テーマ|点|時間|台|箱"
_COUNTED = rf"(延べ)?({NUMBER})({COUNTERS})?"
_VALUE = rf"^({_COUNTED}|\(({NUMBER})\)|●|{'|'.join(m.replace('*', chr(92) + '*') for m in MARKS if m)}|)$"
_KEY = ["municipality_code", "edition", "table_no", "fiscal_year", "row_path", "column_path"]
FIRST_YEAR, LAST_YEAR = 1926, 2125


def door_frame(cells: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """The delivered cells with the parsed columns that ranges need, and what the specifications say is text."""
    places = zip(cells["table_no"], cells["row_path"], cells["column_path"], strict=True)
    text_places = _text_places(catalog)
    percent = cells["value"].str.replace(",", "").str.extract(r"^\(?([0-9.]+)%", expand=False)
    return cells.assign(
        percent=pd.to_numeric(percent, errors="coerce"),
        year=pd.to_numeric(cells["fiscal_year"], errors="coerce"),
        is_mark=cells["value"].isin(MARKS),
        is_text=[
            (no, column) in text_places or (no, f"{row}|{column}") in text_places
            for no, row, column in places
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
            e.ExpectColumnValuesToMatchRegex(
                column="fiscal_year", regex=r"^[0-9]{4}$", meta={"accepted_ja": "西暦4桁の年度"}
            ),
            e.ExpectColumnValuesToBeBetween(
                column="year", min_value=FIRST_YEAR, max_value=LAST_YEAR, meta={"accepted_ja": "実在する年度"}
            ),
            e.ExpectColumnValuesToMatchRegex(
                column="as_of_date",
                regex=r"^([0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?$",
                meta={"accepted_ja": "2025-03-31 の形の日付または空欄"},
            ),
            e.ExpectColumnValuesToMatchStrftimeFormat(
                column="as_of_date",
                strftime_format="%Y-%m-%d",
                row_condition='as_of_date != ""',
                condition_parser="pandas",
                meta={"accepted_ja": "実在する日付"},
            ),
            e.ExpectColumnValuesToMatchRegex(
                column="value",
                regex=_VALUE,
                row_condition="is_text == False",
                condition_parser="pandas",
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
                row_condition="is_mark == True",
                condition_parser="pandas",
                meta={"accepted_ja": f"数値のない欄の状態({'、'.join(WITHOUT_FIGURE)})"},
            ),
            e.ExpectColumnValuesToBeBetween(
                column="percent", min_value=0, max_value=100, meta={"accepted_ja": "0%から100%"}
            ),
            e.ExpectCompoundColumnsToBeUnique(
                column_list=_KEY, meta={"accepted_ja": "表・年度・行・列の組み合わせごとに一行"}
            ),
        ],
    )
