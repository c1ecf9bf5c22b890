"""Centres and figures as rows of text."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from dashboards.app_pages.community_centres.data import Figure
from dashboards.format import change, number

CENTRE_HEADS = ("番号", "名称", "区", "所在地", "ある建物・場所")
CENTRE_LABELS = (1, 2, 4)
CENTRE_PROSE = (3,)
YEAR_HEADS = ("事業", "数えるもの", "当年度", "前年度", "増減（計算）", "印刷の増減", "計算と印刷")
YEAR_LABELS = (1, 6)
SHARE_HEADS = ("事業", "割合", "当年度", "前年度", "増減（計算）")
SHARE_LABELS = (1,)
SINGLE_HEADS = ("事業", "数えるもの", "年度", "数値")
SINGLE_LABELS = (1,)
PERCENT = "%"
STATUS_JA = {"approximate": "約"}
AGREES_JA = {True: "一致", False: "不一致", None: ""}


def centre_row(centre: dict[str, Any]) -> tuple[str, ...]:
    branch = centre["parent_name_ja"] is not None
    return (
        centre["centre_no"] or "分館",
        f"　└ {centre['name_ja']}（{centre['parent_name_ja']}の分館）" if branch else centre["name_ja"],
        centre["ward_ja"] or "",
        centre["address_ja"],
        centre["housed_in_ja"] or "",
    )


def year_rows(figures: Iterable[Figure]) -> list[tuple[str, ...]]:
    """Figures with the year before. A year before in brackets is computed from the printed change."""
    return [
        (
            figure.place_ja,
            figure.head_ja,
            _with_unit(figure.now, figure),
            _with_unit(figure.before, figure)
            if figure.printed_before is not None
            else f"（{_with_unit(figure.before, figure)}）",
            ""
            if figure.printed_before is None
            else change(figure.now, figure.printed_before, figure.decimals),
            "" if figure.printed_change is None else number(figure.printed_change, figure.decimals),
            AGREES_JA[figure.agrees],
        )
        for figure in figures
        if figure.before is not None and figure.unit_ja != PERCENT
    ]


def share_rows(figures: Iterable[Figure]) -> list[tuple[str, ...]]:
    """Shares, with the year before where it is printed."""
    return [
        (
            figure.title_ja,
            figure.row_path if "年度" in figure.column_path else figure.column_path,
            _with_unit(figure.now, figure),
            "印刷なし" if figure.printed_before is None else _with_unit(figure.printed_before, figure),
            _points(figure),
        )
        for figure in figures
        if figure.unit_ja == PERCENT
    ]


def agreement_ja(figures: Iterable[Figure]) -> str:
    """How many of the printed changes are the difference of the two printed years."""
    judged = [figure.agrees for figure in figures if figure.agrees is not None]
    if not judged:
        return ""
    return f"両年度とともに増減が印刷されている{len(judged)}件のうち、{judged.count(True)}件が計算と一致。"


def single_rows(figures: Iterable[Figure]) -> list[tuple[str, ...]]:
    """Figures that the report gives for one year alone."""
    return [
        (
            figure.place_ja,
            figure.column_path.replace("/", "　"),
            str(figure.fiscal_year),
            f"{STATUS_JA.get(figure.value_status, '')}{_with_unit(figure.now, figure)}",
        )
        for figure in figures
        if figure.before is None and figure.unit_ja != PERCENT
    ]


def _with_unit(value: Decimal | None, figure: Figure) -> str:
    return f"{number(value, figure.decimals)}{figure.unit_ja}"


def _points(figure: Figure) -> str:
    """A share changes by points; a percentage of percentages would mislead."""
    if figure.printed_before is None:
        return ""
    difference = figure.now - figure.printed_before
    return f"{'+' if difference > 0 else ''}{number(difference, figure.decimals)}ポイント"
