"""Yearly forms of a municipality: what is asked, what is answered, and what is missing."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from warehouse.errors import UserError
from warehouse.format import STATUS_JA as FIGURE_STATUS_JA
from warehouse.format import number
from warehouse.open import Published

KIND_JA = {"calculated": "計算", "entered": "毎年記入", "carried_over": "引継ぎ"}
STATUS_JA = {
    "calculated": "計算値",
    "entered": "記入",
    "carried_over": "引継ぎ",
    "missing": "未記入",
    "not_computable": "計算できない",
}
WITHOUT_ANSWER = ("missing", "not_computable")
# Both sheets of a workbook and the page say it.
NOT_OFFICIAL_JA = (
    "公式の調査票ではありません。配置・項目番号・文言は公式の様式と照合していません。"
    "提出の前に記入要領で定義を確かめてください。"
)


@dataclass(frozen=True)
class SurveyAnswer:
    """An item of a form with its answer, empty where there is none."""

    item_no: str
    group_ja: str
    name_ja: str
    unit_ja: str
    decimals: int
    kind: str
    status: str
    is_required: bool
    is_text: bool
    value: Decimal | None
    value_text: str | None
    value_status: str | None
    from_fiscal_year: int | None
    definition_ja: str
    check_ja: str | None
    trace_ja: str
    query_sql: str | None

    @property
    def is_missing(self) -> bool:
        """Whether the form is incomplete for want of it."""
        return self.is_required and self.status in WITHOUT_ANSWER

    @property
    def shown(self) -> str:
        """The answer as people read it."""
        return self.value_text or (number(self.value, self.decimals) if self.value is not None else "")

    @property
    def status_ja(self) -> str:
        """Where the answer comes from; the year it stems from when it is carried over, its state when it may change."""
        text = STATUS_JA[self.status]
        if self.status == "carried_over":
            return f"{text}({self.from_fiscal_year}年度から)"
        if self.value_status and self.value_status in FIGURE_STATUS_JA:
            return f"{text}({FIGURE_STATUS_JA[self.value_status]})"
        return f"{text}(必須)" if self.is_missing else text


@dataclass(frozen=True)
class SurveyForm:
    """A form as it is laid out for a municipality and fiscal year."""

    form_id: str
    name_ja: str
    body_ja: str
    period_ja: str
    verified_ja: tuple[str, ...]
    unverified_ja: tuple[str, ...]
    source_ja: str
    municipality_code: str
    municipality_ja: str
    slug: str
    fiscal_year: int
    answers: tuple[SurveyAnswer, ...]

    @cached_property
    def missing(self) -> tuple[SurveyAnswer, ...]:
        """Required items without an answer."""
        return tuple(answer for answer in self.answers if answer.is_missing)

    @cached_property
    def required(self) -> int:
        """How many items are required."""
        return sum(answer.is_required for answer in self.answers)

    @cached_property
    def counts(self) -> Counter[str]:
        """Items by status."""
        return Counter(answer.status for answer in self.answers)


def survey_years(published: Published, municipality_code: str) -> dict[str, list[int]]:
    """Fiscal years that each form is laid out for, the newest first, by form in the order of the seeds."""
    rows = published.rows(
        "select form_id, fiscal_year from rpt_survey__cells join dim_survey using (form_id)"
        " where municipality_code = ? group by form_id, fiscal_year, dim_survey.position"
        " order by dim_survey.position, fiscal_year desc",
        [municipality_code],
    )
    years: dict[str, list[int]] = {}
    for form_id, fiscal_year in rows:
        years.setdefault(form_id, []).append(fiscal_year)
    return years


def survey_form(published: Published, municipality_code: str, form_id: str, fiscal_year: int) -> SurveyForm:
    """A form with every item asked.

    Raises:
        UserError: no such form, or it is not laid out for that year; the sentence lists those there are.
    """
    years = survey_years(published, municipality_code)
    if form_id not in years:
        known = "、".join(years) or "(なし)"
        raise UserError(f"様式「{form_id}」はありません。{known} から選んでください。")
    if fiscal_year not in years[form_id]:
        known = "、".join(map(str, years[form_id]))
        raise UserError(f"様式「{form_id}」に{fiscal_year}年度はありません。{known}年度から選んでください。")
    ((name, body, period, verified, unverified, source, name_ja, slug),) = published.rows(
        "select s.name_ja, body_ja, period_ja, verified_ja, unverified_ja, source_ja, m.name_ja, m.slug"
        " from dim_survey as s cross join dim_municipality as m where form_id = ? and municipality_code = ?",
        [form_id, municipality_code],
    )
    answers = published.rows(
        "select item_no, i.group_ja, i.name_ja, i.unit_ja, i.decimals, c.kind, c.status, c.is_required,"
        " i.answer = 'text', c.value, c.value_text, c.value_status, c.from_fiscal_year, c.definition_ja, i.check_ja,"
        " c.trace_ja, c.query_sql"
        " from rpt_survey__cells as c join dim_survey_item as i using (form_id, item_no)"
        " where municipality_code = ? and form_id = ? and fiscal_year = ?"
        " and make_date(c.fiscal_year + 1, 3, 31) between i.valid_from and coalesce(i.valid_to, date '9999-12-31')"
        " order by c.position",
        [municipality_code, form_id, fiscal_year],
    )
    return SurveyForm(
        form_id,
        name,
        body,
        period,
        tuple(verified.split("\n")),
        tuple(unverified.split("\n")),
        source,
        municipality_code,
        name_ja,
        slug,
        fiscal_year,
        tuple(SurveyAnswer(*row) for row in answers),
    )
