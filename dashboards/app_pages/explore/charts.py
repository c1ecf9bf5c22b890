"""An answer as a picture: shades, lines over time, bars. Its numbers stand in the table below it."""

from collections.abc import Sequence
from math import log10
from typing import Any

import plotly.graph_objects as go

from dashboards.app_pages.explore.figures_table import figure_ja
from dashboards.app_pages.explore.state import TIME
from dashboards.chart_marks import Mark, add_marks, numbers_at
from dashboards.cube.members import Member
from dashboards.cube.query import Answer
from dashboards.format import axis_ticks, in_man
from dashboards.theme import ACCENT, DASHES, FAINT_INK, HEAT, SYMBOLS, empty_figure, series_colour

LINES = 6
ROWS_DRAWN = 40
COLUMNS_DRAWN = 31
LABEL_LENGTH = 12
ROW_PX = 30
MARGIN_PX = 120
_WHOLE = Member("", "合計")


def drawn(answer: Answer, kind: str, marks: Sequence[Mark] = ()) -> go.Figure:
    """The picture of an answer that has figures; each mark stands at its word, which it names by key."""
    return {"trend": _trend, "heat": _heat_map, "bars": _bars}[kind](answer, marks)


def left_out_ja(answer: Answer, kind: str) -> str:
    """What readers are told where the picture does not show everything; empty where it does."""
    series = answer.columns if kind == "trend" and _time_is_rows(answer) else answer.rows
    if kind == "trend":
        return f"図は数値の大きい{LINES}本の線だけを示しています。" if len(series) > LINES else ""
    if len(answer.rows) <= ROWS_DRAWN and (kind == "bars" or len(answer.columns) <= COLUMNS_DRAWN):
        return ""
    return f"図は初めの{ROWS_DRAWN}行までを示しています。"


def alt_ja(answer: Answer, kind_ja: str) -> str:
    """What a picture shows, for those who do not see it."""
    axes = "と".join(f"「{dimension.name_ja}」" for dimension in answer.request.axes)
    return f"{answer.request.measure.name_ja}を{axes}で分けた{kind_ja}。数値は下の表にあります。"


def _time_is_rows(answer: Answer) -> bool:
    columns = answer.request.columns
    return not (columns and columns.key in TIME)


def _trend(answer: Answer, marks: Sequence[Mark]) -> go.Figure:
    over_rows = _time_is_rows(answer)
    times, series = (answer.rows, answer.columns) if over_rows else (answer.columns, answer.rows)
    lines = [
        (member, [_value(answer, time, member, over_rows) for time in times]) for member in series or [_WHOLE]
    ]
    told = sorted(lines, key=lambda line: -max(abs(v or 0) for v in line[1]))[:LINES]
    figure = empty_figure(height=360)
    names = [time.name_ja for time in times]
    for rank, (member, values) in enumerate(line for line in lines if line in told):
        figure.add_scatter(
            x=names,
            # A month without a figure is a gap, not a nought.
            y=values,
            name=member.name_ja,
            mode="lines+markers",
            line={"color": series_colour(rank), "width": 2.2, "dash": DASHES[rank % len(DASHES)]},
            marker={"symbol": SYMBOLS[rank % len(SYMBOLS)], "size": 7},
            hovertext=[
                f"{member.name_ja}　{time.name_ja}　{figure_ja(answer, *_place(time, member, over_rows))}"
                for time in times
            ],
            hoverinfo="text",
        )
    figure.update_layout(showlegend=len(told) > 1)
    figure.update_xaxes(type="category", categoryarray=names)
    known = [value for _, values in told for value in values if value is not None] or [0.0]
    ticks = axis_ticks(max(known), min(known))
    figure.update_yaxes(
        tickvals=ticks,
        ticktext=[in_man(tick) for tick in ticks],
        range=[ticks[0], ticks[-1] * (1.12 if marks else 1.04)],
        color=FAINT_INK,
    )
    add_marks(figure, [time.key for time in times], marks)
    return figure


def _place(time: Member, member: Member, over_rows: bool) -> tuple[str | None, str | None]:
    key = member.key or None
    return (time.key, key) if over_rows else (key, time.key)


def _value(answer: Answer, time: Member, member: Member, over_rows: bool) -> float | None:
    return answer.value(*_place(time, member, over_rows))


def _heat_map(answer: Answer, marks: Sequence[Mark]) -> go.Figure:
    rows, columns = answer.rows[:ROWS_DRAWN], answer.columns[:COLUMNS_DRAWN]
    figure = empty_figure(height=MARGIN_PX + ROW_PX * len(rows))
    figure.add_heatmap(
        x=_unlike(columns),
        y=_unlike(rows),
        # Counts differ by thousands of times: shades follow the number of digits, the cells show the numbers.
        z=[[_shade(answer.value(r.key, k.key)) for k in columns] for r in rows],
        customdata=[[answer.value(r.key, k.key) for k in columns] for r in rows],
        text=[[figure_ja(answer, r.key, k.key) for k in columns] for r in rows],
        texttemplate="%{text}" if len(columns) <= 13 else "",
        hovertext=[
            [f"{r.name_ja} × {k.name_ja}　{figure_ja(answer, r.key, k.key)}" for k in columns] for r in rows
        ],
        hoverinfo="text",
        colorscale=[list(stop) for stop in HEAT],
        showscale=False,
        xgap=1,
        ygap=1,
    )
    figure.update_xaxes(side="top", tickangle=-35, showline=False, type="category")
    figure.update_yaxes(autorange="reversed", showgrid=False, showline=False, type="category")
    if _time_is_rows(answer):
        figure.update_yaxes(**_ticks(rows, marks))
    else:
        figure.update_xaxes(**_ticks(columns, marks))
    return figure


def _shade(value: float | None) -> float | None:
    return None if value is None else log10(max(value, 0) + 1)


def _bars(answer: Answer, marks: Sequence[Mark]) -> go.Figure:
    rows = answer.rows[:ROWS_DRAWN]
    # Ends of years do not add up: the newest one stands for the row.
    column = None if not answer.request.columns or answer.has_row_totals else answer.columns[-1].key
    values = [answer.value(row.key, column) for row in rows]
    known = [value for value in values if value is not None]
    figure = empty_figure(height=60 + ROW_PX * len(rows))
    figure.add_bar(
        y=_unlike(rows),
        x=values,
        orientation="h",
        marker_color=ACCENT,
        text=[figure_ja(answer, row.key, column) for row in rows],
        textposition="outside",
        cliponaxis=False,
        hoverinfo="skip",
    )
    figure.update_yaxes(autorange="reversed", type="category", showgrid=False, **_ticks(rows, marks))
    figure.update_xaxes(visible=False, range=[min((0.0, *known)) * 1.15, max((1.0, *known)) * 1.2])
    return figure


def _ticks(members: Sequence[Member], marks: Sequence[Mark]) -> dict[str, Any]:
    """The words of an axis, each with the numbers of its marks."""
    names = _unlike(members)
    numbers = [numbers_at(member.key, marks) for member in members]
    if not any(numbers):
        return {}
    texts = [f"{name}　{number}" if number else name for name, number in zip(names, numbers, strict=True)]
    return {"tickvals": names, "ticktext": texts}


def _unlike(members: Sequence[Member]) -> list[str]:
    """Names short enough for a telephone; two words of one name would be one place of an axis."""
    names = [
        m.name_ja if len(m.name_ja) <= LABEL_LENGTH else f"{m.name_ja[: LABEL_LENGTH - 1]}…" for m in members
    ]
    return [
        name if names.count(name) == 1 else f"{name}（{m.key}）"
        for m, name in zip(members, names, strict=True)
    ]
