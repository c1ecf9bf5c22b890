"""A monthly form as a Parquet file of the raw layer: a row a figure, or a row a field of an entry."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ingestion.forms.read import FormReading
from ingestion.parquet_file import delivery_id, partial_path

FEED = "monthly_form"
SCHEMA = pa.schema(
    [
        ("municipality_code", pa.string()),
        ("delivery_id", pa.string()),
        ("row_number", pa.int64()),
        ("month_date", pa.date32()),
        ("is_entry", pa.bool_()),
        ("table_id", pa.string()),
        ("row_path", pa.string()),
        ("column_path", pa.string()),
        ("entry_row", pa.int32()),
        ("entry_no", pa.int32()),
        ("value", pa.string()),
        ("is_sample", pa.bool_()),
    ]
)


def write_form(var: Path, form: FormReading) -> tuple[Path, int]:
    """Write what a form says.

    Returns:
        The file, still under a passing name, and its number of rows.
    """
    partial = partial_path(var, form.municipality_code, FEED, form.content_hash)
    constants = {
        "municipality_code": form.municipality_code,
        "delivery_id": delivery_id(form.municipality_code, FEED, form.content_hash),
        "month_date": form.month_date,
        "is_sample": form.is_sample,
    }
    # An entry is told by the row on which it stands; its number in the yearbook may be open.
    said = [
        *({"is_entry": False, "entry_row": None, "entry_no": None, **figure} for figure in form.figures),
        *({"is_entry": True, "row_path": None, **entry} for entry in form.entries),
    ]
    rows = [{**constants, "row_number": number, **one} for number, one in enumerate(said, 1)]
    rows = [{**row, "value": None if row["value"] is None else str(row["value"])} for row in rows]
    pq.write_table(pa.Table.from_pylist(rows, schema=SCHEMA), partial, compression="zstd")
    return partial, len(rows)
