"""Four invented tables: blocks of years, a series, a series that runs ahead, a single year."""

from collections.abc import Iterator
from decimal import Decimal

from tests.unit.warehouse.published_file import DIMENSIONS, KEY, Row, cell, heads, table

LOANS_ROWS = [
    {"path": "本館", "library_code": "01"},
    {"path": "分室/丘", "library_code": "02"},
    {"path": "分室/浜", "library_code": "03"},
    {"path": "分室計", "role": "subtotal"},
    {"path": "移動図書館"},
    {"path": "合計", "role": "total"},
]
LOANS_COLUMNS = [
    {"path": "日数"},
    {"path": "冊数/図書/一般"},
    {"path": "冊数/図書/児童"},
    {"path": "冊数/視聴覚"},
    {"path": "人数"},
    {"path": "人数(内数)", "labels": '["うち市外"]', "role": "bracket"},
    {"path": "構成比", "measure_id": "share"},
]


def _loans() -> Iterator[Row]:
    for year, factor in ((2022, 1), (2023, 10)):
        for number, row in enumerate(("本館", "分室/丘", "分室計", "合計"), 1):
            yield cell("loans", year, row, "日数", 280)
            yield cell("loans", year, row, "冊数/図書/一般", 1234 * number * factor)
            yield cell("loans", year, row, "冊数/図書/児童", -number)
            yield cell("loans", year, row, "冊数/視聴覚", number)
            yield cell("loans", year, row, "人数", 81)
    yield cell("loans", 2023, "本館", "人数(内数)", 3, value_text="(3)")
    yield cell("loans", 2022, "合計", "構成比", 100, measure="share", unit="%")
    # Closed in 2023; in 2022 there is no row for it at all.
    yield cell("loans", 2023, "分室/浜", "日数", "-")
    yield cell("loans", 2023, "分室/浜", "冊数/図書/一般", "0*")
    yield cell("loans", 2023, "注/再交付", "件数", 1500, as_of_date="2024-03-31")


def _holdings() -> Iterator[Row]:
    for year in (2021, 2022, 2023):
        yield cell("holdings", year - 1, "全館", "前年度末", year)
        yield cell("holdings", year, "全館", "年度末", year + 1, as_of_date=f"{year + 1}-03-31")


def _days() -> Iterator[Row]:
    for year in (2022, 2023, 2024):
        yield cell("days", year, "日数", "本館", year)
        yield cell("days", year, "平均/1日", "本館", Decimal("24.5"), value_text="(24.5)")


def note(table_id: str, position: int, marker: str, text: str, years: tuple[int | None, int | None]) -> Row:
    plain = {"table_id": table_id, "position": position, "marker": marker, "text_ja": text}
    return {**KEY, **plain, "fiscal_year_from": years[0], "fiscal_year_to": years[1]}


TABLES = {
    **DIMENSIONS,
    "rpt_yearbook__tables": [
        table("days", [2022, 2023, 2024], table_no="1-(3)", sort_order=130, years_layout="series", lead_years=1),
        table("holdings", [2021, 2022, 2023], table_no="1-(2)", sort_order=120, years_layout="series"),
        table("loans", [2022, 2023], chart_kind="trend"),
        table("cards", [2023], sort_order=140, years_layout="single", row_heads='["区分"]', chart_kind="none"),
    ],
    "rpt_yearbook__axis_members": [
        *heads("loans", "row", LOANS_ROWS),
        *heads("loans", "column", LOANS_COLUMNS),
        *heads("loans", "note", [{"path": "注/再交付|件数"}]),
        *heads("holdings", "row", [{"path": "全館"}]),
        *heads("holdings", "column", [{"path": "前年度末", "year_offset": -1}, {"path": "増加"}, {"path": "年度末"}]),
        *heads("days", "row", [{"path": "日数"}, {"path": "平均/1日"}]),
        *heads("days", "column", [{"path": "本館"}]),
        *heads("cards", "row", [{"path": "一般"}, {"path": "内訳/児童"}, {"path": "内訳/他"}, {"path": "内訳"}]),
        *heads("cards", "column", [{"path": "人数"}, {"path": "人数/新規"}]),
    ],
    "rpt_yearbook__shown": [
        *_loans(),
        *_holdings(),
        *_days(),
        *(cell("cards", 2023, row, "人数", 1) for row in ("一般", "内訳/児童", "内訳/他", "内訳")),
        cell("cards", 2023, "一般", "人数/新規", 1),
    ],
    "rpt_yearbook__notes": [
        note("loans", 1, "注", "再交付は{注/再交付|件数}件、取消は{注/取消|件数}件。", (None, None)),
        note("loans", 2, "※", "令和5年度から。", (2023, None)),
        note("loans", 3, "※", "令和4年度まで。", (None, 2022)),
    ],
    "rpt_yearbook__charts": [
        {**KEY, "table_id": "loans", "kind": "trend", "axis": "row", "position": 1, "path": "合計"},
        {**KEY, "table_id": "loans", "kind": "trend", "axis": "column", "position": 2, "path": "人数"},
        {**KEY, "table_id": "loans", "kind": "trend", "axis": "column", "position": 1, "path": "日数"},
    ],
}  # fmt: skip
# Nothing is counted here, so what readers see is what was printed.
TABLES["rpt_yearbook__cells"] = TABLES["rpt_yearbook__shown"]
