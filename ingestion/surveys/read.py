"""A filled yearly form, read by the texts of its heads: what staff entered, and what it rests on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from catalog.load import Catalog
from catalog.municipality import Municipality
from catalog.survey import Survey, SurveyItem
from catalog.survey_answers import refused, text_refused
from ingestion.errors import DeliveryError
from ingestion.forms.page import Page
from ingestion.forms.values import number, shown
from ingestion.readings import folded
from ingestion.workbook import opened

# As `reports/survey_workbook.py` writes them.
ANSWERS = "調査票"
COVER_HEADS = ("様式", "自治体コード", "年度")
ANSWER_HEADS = (
    "項目番号", "区分", "項目", "単位", "回答", "回答のしかた", "状態", "根拠", "定義", "記入欄", "記入の根拠",
)  # fmt: skip
_CORNER, _ENTRY, _SOURCE = "項目番号", "記入欄", "記入の根拠"


@dataclass(frozen=True)
class SurveyReading:
    """What a workbook enters: value and source by item number."""

    municipality: Municipality
    form: Survey
    fiscal_year: int
    entered: dict[str, tuple[str, str]]


def read_survey(path: Path, shown_as: str, catalog: Catalog) -> SurveyReading:
    """Read a filled form.

    Args:
        path: the workbook.
        shown_as: its name for people.
        catalog: the forms and the cities.

    Raises:
        DeliveryError: another form, city or year than there is, an unknown or doubled item, a value that the item does
            not take, a value without its source, or a formula; with sheet, cell and what is accepted.
    """
    with opened(path, shown_as) as workbook:
        if ANSWERS not in workbook.sheetnames:
            raise DeliveryError(
                f"{shown_as}: シート「{ANSWERS}」がありません。nenpo survey export で作ったファイルを使ってください。"
            )
        page = Page.of(workbook[ANSWERS], shown_as)
    municipality, form, fiscal_year = _cover(page, catalog)
    entered = dict(_entered(page, form.items_of(fiscal_year)))
    if not entered:
        raise DeliveryError(
            f"{page.where}: 「{_ENTRY}」に何も書かれていません。答えを書いてから取り込んでください。"
        )
    return SurveyReading(municipality, form, fiscal_year, entered)


def _cover(page: Page, catalog: Catalog) -> tuple[Municipality, Survey, int]:
    said, at = {}, {}
    for head in COVER_HEADS:
        row, column = page.corner(head)
        said[head], at[head] = page.cells.get((row, column + 1), ""), page.at(row, column + 1)
    forms = {form.form_id: form for form in catalog.surveys.forms}
    cities = {city.municipality_code: city for city in catalog.municipalities}
    form = forms.get(said["様式"])
    if form is None:
        raise _unknown(at["様式"], said["様式"], forms)
    code = folded(said["自治体コード"])
    if code not in cities:
        raise _unknown(at["自治体コード"], said["自治体コード"], cities)
    year = folded(said["年度"])
    if not (year.isdecimal() and form.items_of(int(year))):
        raise DeliveryError(
            f"{at['年度']}: 「{shown(said['年度'])}」はこの様式が調べる年度ではありません。"
            f"{form.first_fiscal_year}年度から{form.every_years}年ごとの年度にしてください。"
        )
    return cities[code], form, int(year)


def _entered(page: Page, items: dict[str, SurveyItem]) -> Iterator[tuple[str, tuple[str, str]]]:
    corner = page.corner(_CORNER)
    columns = page.column_heads(*corner, list(ANSWER_HEADS))
    rows: dict[str, int] = {}
    for row, column in page.cells:
        if row > corner[0] and column not in columns.values():
            raise DeliveryError(
                f"{page.at(row, column)}: 見出しのない欄に値「{shown(page.cells[row, column])}」があります。"
                "見出しのある欄に移すか、空欄にしてください。"
            )
    for row in sorted({row for row, _ in page.cells if row > corner[0]}):
        written, source = (page.cells.get((row, columns[head]), "") for head in (_ENTRY, _SOURCE))
        item_no = folded(page.cells.get((row, corner[1]), ""))
        if item_no not in items:
            raise _unknown(page.at(row, corner[1]), item_no, items)
        if item_no in rows:
            raise DeliveryError(
                f"{page.at(row, corner[1])}: 項目「{item_no}」は{rows[item_no]}行目にもあります。一つにしてください。"
            )
        rows[item_no] = row
        if written or source:
            at, source_at = page.at(row, columns[_ENTRY]), page.at(row, columns[_SOURCE])
            yield item_no, (_value(written, items[item_no], at), _source(source, source_at))


def _value(written: str, item: SurveyItem, at: str) -> str:
    # A number may be written full width or with separators; it is kept plain.
    value = number(written, item.decimals, at) if item.answer == "number" and written else written
    if accepted := refused(item, value):
        raise DeliveryError(
            f"{at}: 「{shown(written)}」は使えません(項目{item.item_no})。使える値: {accepted}。"
        )
    return value


def _source(written: str, at: str) -> str:
    if accepted := text_refused(written):
        raise DeliveryError(
            f"{at}: 「{shown(written)}」は使えません。答えの出どころを書いてください。使える値: {accepted}。"
        )
    return written


def _unknown(at: str, said: str, known: Iterable[str]) -> DeliveryError:
    return DeliveryError(f"{at}: 「{shown(said)}」はありません。使える値: {'、'.join(known)}。")
