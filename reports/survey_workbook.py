"""A yearly form as an Excel workbook: answers with cells to enter others, and where each answer comes from."""

from datetime import UTC, datetime
from io import BytesIO

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from reports.excel_sheet import for_paper
from reports.excel_styles import FONT
from warehouse.surveys import KIND_JA, NOT_OFFICIAL_JA, SurveyAnswer, SurveyForm

ANSWERS, ORIGINS = "調査票", "定義と出所"
DRAFT_JA = "未完成"
# Who reads a filled form finds the fields by these texts (`ingestion/surveys/read.py`).
COVER_HEADS = ("様式", "自治体コード", "年度")
ANSWER_HEADS = (
    "項目番号", "区分", "項目", "単位", "回答", "回答のしかた", "状態", "根拠", "定義", "記入欄", "記入の根拠",
)  # fmt: skip
_ORIGIN_HEADS = ("項目番号", "項目", "定義", "公式の記入要領で確認すること", "根拠", "照会文(SQL)")
_HOW_JA = (
    "黄色の「記入欄」に答えを、「記入の根拠」にその出どころを書いてください。空欄は、いまの回答のままにします。"
    "記入欄に書いた答えは、計算値や引き継いだ回答より優先します。"
)
_ANSWER_WIDTHS = (10, 16, 30, 8, 18, 12, 22, 44, 36, 18, 30)
_ORIGIN_WIDTHS = (10, 30, 40, 40, 60, 80)


def survey_workbook(form: SurveyForm, built_at: datetime, *, draft: bool) -> bytes:
    """The workbook; equal bytes for equal answers of one build.

    Args:
        form: the form with its answers.
        built_at: when the build was made; the file's own date.
        draft: whether every sheet is to say that it is not complete.
    """
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = Workbook(buffer, {**options, "default_format_properties": dict(FONT)})
    title = f"{form.name_ja}　{form.municipality_ja}　{form.fiscal_year}年度"
    workbook.set_properties({"title": title, "created": built_at.astimezone(UTC).replace(tzinfo=None)})
    formats = _formats(workbook)
    first = workbook.add_worksheet(ANSWERS)
    line = _top(first, title, form, formats, draft=draft)
    _answers(first, line, form, formats)
    second = workbook.add_worksheet(ORIGINS)
    line = _notes(second, _top(second, title, form, formats, draft=draft), form, formats)
    _origins(second, line, form, formats)
    workbook.close()
    return buffer.getvalue()


def _formats(workbook: Workbook) -> dict[str, Format]:
    grid = {"border": 1, "valign": "top", "text_wrap": True}
    looks = {
        "title": {"bold": True, "font_size": 14},
        "draft": {"bold": True, "font_size": 14, "font_color": "#B00020"},
        "note": {"font_color": "#555555"},
        "head": {**grid, "bold": True, "bg_color": "#E8ECEF"},
        "text": grid,
        "missing": {**grid, "bg_color": "#FBE3E4"},
        "entry": {**grid, "bg_color": "#FFF9D6", "locked": False},
    }
    return {name: workbook.add_format(look) for name, look in looks.items()} | {
        f"figure {decimals}": workbook.add_format({**grid, "num_format": _number_look(decimals)})
        for decimals in range(5)
    }


def _number_look(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _top(sheet: Worksheet, title: str, form: SurveyForm, formats: dict[str, Format], *, draft: bool) -> int:
    """Title, state, whose form it is; the next free line."""
    sheet.write_string(0, 0, title, formats["title"])
    state = f"【{DRAFT_JA}】必須項目{form.required}件のうち{len(form.missing)}件が埋まっていません。"
    sheet.write_string(1, 0, state if draft else "", formats["draft"])
    values = (form.form_id, form.municipality_code, str(form.fiscal_year))
    for line, (head, value) in enumerate(zip(COVER_HEADS, values, strict=True), 2):
        sheet.write_string(line, 0, head, formats["head"])
        sheet.write_string(line, 1, value, formats["text"])
    line = 2 + len(COVER_HEADS)
    sheet.write_string(line, 0, NOT_OFFICIAL_JA, formats["note"])
    foot = f"{DRAFT_JA} {title}" if draft else title
    for_paper(sheet, foot)
    if draft:
        sheet.set_header(f"&C&16{DRAFT_JA}")
    return line + 1


def _notes(sheet: Worksheet, line: int, form: SurveyForm, formats: dict[str, Format]) -> int:
    """What was held against what, and what was not; the line after a free one."""
    notes = [
        form.period_ja,
        *(f"確かめたこと: {text}" for text in form.verified_ja),
        *(f"確かめていないこと: {text}" for text in form.unverified_ja),
        f"項目の選び方: {form.source_ja}",
    ]
    for row, note in enumerate(notes, line):
        sheet.write_string(row, 0, note, formats["note"])
    return line + len(notes) + 1


def _answers(sheet: Worksheet, line: int, form: SurveyForm, formats: dict[str, Format]) -> None:
    sheet.write_string(line, 0, _HOW_JA, formats["note"])
    line += 1
    _heads(sheet, line, ANSWER_HEADS, _ANSWER_WIDTHS, formats)
    sheet.freeze_panes(line + 1, 0)
    for row, answer in enumerate(form.answers, line + 1):
        texts = (answer.item_no, answer.group_ja, answer.name_ja, answer.unit_ja)
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, formats["text"])
        _value(sheet, row, 4, answer, formats, "missing" if answer.is_missing else "text")
        others = (KIND_JA[answer.kind], answer.status_ja, answer.trace_ja, answer.definition_ja)
        for column, text in enumerate(others, 5):
            sheet.write_string(row, column, text, formats["text"])
        sheet.write_blank(row, 9, None, formats["entry"])
        sheet.write_blank(row, 10, None, formats["entry"])
    sheet.protect(options={"format_columns": True, "format_rows": True})


def _value(
    sheet: Worksheet, row: int, column: int, answer: SurveyAnswer, formats: dict[str, Format], look: str
) -> None:
    if answer.value is not None:
        sheet.write_number(row, column, float(answer.value), formats[f"figure {answer.decimals}"])
    else:
        sheet.write_string(row, column, answer.value_text or "", formats[look])


def _origins(sheet: Worksheet, line: int, form: SurveyForm, formats: dict[str, Format]) -> None:
    _heads(sheet, line, _ORIGIN_HEADS, _ORIGIN_WIDTHS, formats)
    for row, answer in enumerate(form.answers, line + 1):
        texts = (
            answer.item_no,
            answer.name_ja,
            answer.definition_ja,
            answer.check_ja or "",
            answer.trace_ja,
            answer.query_sql or "",
        )
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, formats["text"])


def _heads(
    sheet: Worksheet, line: int, heads: tuple[str, ...], widths: tuple[int, ...], formats: dict[str, Format]
) -> None:
    for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.write_string(line, column, head, formats["head"])
        sheet.set_column(column, column, width)
    sheet.repeat_rows(line)
