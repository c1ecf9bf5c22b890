"""The tables of the monthly report as texts: the same on paper and on the page."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from reports.committee.grid import Column, Grid
from reports.committee.headlines import change
from reports.monthly.figures import Figure, Month
from warehouse.format import STATUS_JA, number

NONE, UNFINISHED = "－", "※"
ALL_JA = "全館"
FINAL_JA = "確定値"
PER_DAY_DECIMALS = 1
MEASURES_ABREAST = 6
MONTHS_OF_YEAR = (*range(4, 13), *range(1, 4))
STATES_JA = {"accepted": "有効", "partly_superseded": "一部を後の納品に置き換え"}
_SHORT = ("当月", "前年同月", "増減", "増減率", "年度累計", "前年度累計", "増減率", "開館1日")


def status_ja(month: Month) -> str:
    """How final the figures are, in a word."""
    return FINAL_JA if month.is_final else STATUS_JA["provisional"]


def report_tables(month: Month) -> dict[str, list[Grid]]:
    """The tables under the title of their part: all libraries and their months, each library, the deliveries."""
    parts = {
        f"{ALL_JA}の数値": [_all_libraries(month), _by_month(month)],
        "館ごとの数値": [*_side_by_side(month), *_each_measure(month)],
        "もとにした納品": [_deliveries(month)],
    }
    found = {title: [table for table in tables if table.rows] for title, tables in parts.items()}
    return {title: tables for title, tables in found.items() if tables}


def _all_libraries(month: Month) -> Grid:
    together = [figures[-1] for figures in month.by_measure() if not figures[-1].library_code]
    return Grid(
        "当月・前年同月・年度累計",
        (Column("項目（単位）", "prose"), *(Column(head, "figure") for head in _SHORT)),
        tuple((f"{figure.name_ja}（{figure.unit_ja}）", *_texts(figure)) for figure in together),
        notes=tuple(remarks(month)),
    )


def _side_by_side(month: Month) -> Iterator[Grid]:
    """The month of every library, some measures a table."""
    measures = [figures for figures in month.by_measure() if any(f.library_code for f in figures)]
    names = {f.library_code: f.library_ja or ALL_JA for figures in measures for f in figures}
    order = [*(code for code in _library_order(month) if code in names), *([""] if "" in names else [])]
    for start in range(0, len(measures), MEASURES_ABREAST):
        some = measures[start : start + MEASURES_ABREAST]
        texts = [
            {f.library_code: _marked(f.value, f.decimals, f.is_complete) for f in figures} for figures in some
        ]
        yield Grid(
            f"館別の当月の数値（{start // MEASURES_ABREAST + 1}）",
            (
                Column("館", "prose"),
                *(Column(f"{figures[0].name_ja}（{figures[0].unit_ja}）", "figure") for figures in some),
            ),
            tuple((names[code], *(text.get(code, NONE) for text in texts)) for code in order),
        )


def _each_measure(month: Month) -> Iterator[Grid]:
    """Every library against last year, a table a measure."""
    for figures in month.by_measure():
        if any(figure.library_code for figure in figures):
            is_divided = any(figure.per_open_day is not None for figure in figures)
            heads = _SHORT if is_divided else _SHORT[:-1]
            yield Grid(
                f"{figures[0].name_ja}（{figures[0].unit_ja}）",
                (Column("館", "prose"), *(Column(head, "figure") for head in heads)),
                tuple((figure.library_ja or ALL_JA, *_texts(figure)[: len(heads)]) for figure in figures),
            )


def _by_month(month: Month) -> Grid:
    """The numbers of the picture: the months of this fiscal year and of the one before."""
    texts = {
        (each.fiscal_year, each.month.month): _marked(each.value, each.decimals, each.is_complete)
        for each in month.drawn
    }
    shown = [n for n in MONTHS_OF_YEAR if any(n == found for _, found in texts)]
    columns = (Column("年度", "label"), *(Column(f"{n}月", "figure") for n in shown))
    rows = tuple(
        (month.years_ja[year], *(texts.get((year, n), NONE) for n in shown))
        for year in (month.fiscal_year, month.fiscal_year - 1)
        if any(year == found for found, _ in texts)
    )
    return Grid(drawn_ja(month), columns, rows)


def drawn_ja(month: Month) -> str:
    """What the picture of the months shows."""
    return f"月ごとの{month.drawn[0].name_ja}（{ALL_JA}）" if month.drawn else ""


def _deliveries(month: Month) -> Grid:
    return Grid(
        "当月の日を伝える納品",
        (
            Column("ファイル", "prose"),
            Column("当月の期間", "prose"),
            Column("日数", "figure"),
            Column("行", "figure"),
            Column("状態", "label"),
        ),
        tuple(
            (
                each.file_name,
                f"{each.first_day}から{each.last_day}",
                str(each.days),
                f"{each.rows:,}",
                STATES_JA.get(each.state, each.state) + ("（見本）" if each.is_sample else ""),
            )
            for each in month.deliveries
        ),
        notes=("行は、当月のほかも含むファイル全体の数。",),
    )


def _texts(figure: Figure) -> tuple[str, ...]:
    """A line: the month, last year's and the change, the year so far and last year's, for each day open."""
    decimals = figure.decimals
    return (
        _marked(figure.value, decimals, figure.is_complete),
        _marked(figure.last_year_value, decimals, figure.is_last_year_complete),
        *_change(
            figure.value, figure.last_year_value, decimals, (figure.is_complete, figure.is_last_year_complete)
        ),
        _marked(figure.running_value, decimals, figure.is_running_complete),
        _marked(figure.last_year_running_value, decimals, figure.is_last_year_running_complete),
        _change(
            figure.running_value,
            figure.last_year_running_value,
            decimals,
            (figure.is_running_complete, figure.is_last_year_running_complete),
        )[1],
        _marked(figure.per_open_day, PER_DAY_DECIMALS),
    )


def _marked(value: Decimal | None, decimals: int, is_complete: bool | None = True) -> str:
    return NONE if value is None else number(value, decimals) + ("" if is_complete else UNFINISHED)


def _change(
    now: Decimal | None, before: Decimal | None, decimals: int, complete: Sequence[bool | None]
) -> tuple[str, str]:
    """Only whole months are compared."""
    if now is None or before is None or not all(complete):
        return NONE, NONE
    difference, rate = change(now, before, decimals)
    return difference, rate


def _library_order(month: Month) -> list[str]:
    """Libraries in the order of the municipality: that of the measure with most of them."""
    longest = max(month.by_measure(), key=len)
    others = (f.library_code for f in month.figures)
    return list(dict.fromkeys(code for code in (*(f.library_code for f in longest), *others) if code))


def remarks(month: Month) -> Iterator[str]:
    """What readers must know of the figures, as sentences."""
    if month.is_sample:
        yield "見本：自動生成した見本データによる数値を含む。実際の業務の記録ではない。"
    if month.is_final:
        yield "確定値：この月は締められている。"
    else:
        yield "速報値：この月はまだ締められておらず、後の納品で変わることがある。"
    yield from _unfinished(month)
    yield (
        f"「{NONE}」は、納品がないか、そろっていないため比べられないことを表す。"
        "年度累計は4月からの合計で、4月からのどの月も納品のあるものだけを示す。"
    )
    yield f"「開館1日」は開館日1日あたりの数。{ALL_JA}では、館ごとの開館日数の和で割った数。"
    unknown = [f for f in month.figures if not f.library_code and f.unknown_value]
    if unknown:
        listed = "、".join(f"{f.name_ja}{number(f.unknown_value, f.decimals)}{f.unit_ja}" for f in unknown)
        yield f"区分が分からないため、数値に入れていないもの：{listed}。"


def _unfinished(month: Month) -> Iterator[str]:
    """Until which day, and which libraries are missing."""
    days: dict[str, list[str]] = {}
    missing: list[str] = []
    for figures in month.by_measure():
        last = figures[-1]
        if any(not f.is_complete and f.value is not None for f in figures):
            until = last.delivered_until
            if until is None:
                days.setdefault("月の初めの日の納品がない", []).append(last.name_ja)
            elif until < _last_day(month):
                days.setdefault(f"{until.month}月{until.day}日までの納品による", []).append(last.name_ja)
        if last.libraries_missing:
            missing.append(f"{last.name_ja}（{last.libraries_missing}館）")
    flags = [
        (f.is_complete, f.is_last_year_complete, f.is_running_complete, f.is_last_year_running_complete)
        for f in month.figures
    ]
    if any(flag is False for each in flags for flag in each):
        yield f"「{UNFINISHED}」は、納品のそろっていない月の数値と、そのような月を含む累計。前年とは比べない。"
    for sentence, names in days.items():
        yield f"{sentence}項目：{'、'.join(names)}。"
    if month.absent_ja:
        yield f"当月の納品がまだない項目：{'、'.join(month.absent_ja)}。"
    if missing:
        yield f"数値の届いていない館のある項目：{'、'.join(missing)}。"


def _last_day(month: Month) -> date:
    first = month.month
    following = first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)
    return following - timedelta(days=1)
