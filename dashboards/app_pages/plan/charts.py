"""Pictures of a plan: projects by goal and grade, target against actual."""

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboards.theme import INK, MUTED, RULE, SERIES, empty_figure, ink_on, series_colour
from warehouse.plan_tables import NO_VALUE, figure
from warehouse.plans import PlanYear, Row
from warehouse.text_table import TextTable

_PATTERNS = ("", "/", ".", "x", "-")


def by_grade(counts: TextTable) -> go.Figure:
    """A bar a goal, divided by grade; the line of totals at the end of the table is left out."""
    goals = counts.rows[:-1]
    picture = empty_figure(height=90 + 46 * len(goals))
    grades = counts.heads[1:-1]
    for position, grade in enumerate(grades):
        is_last = position == len(grades) - 1
        values = [int(row[position + 1]) for row in goals]
        colour = MUTED if is_last else series_colour(position)
        pattern = "" if is_last else _PATTERNS[position % len(_PATTERNS)]
        picture.add_bar(
            # Names are in the table below: beside the bars they would leave no room on a telephone.
            y=[f"目標{row[0].split()[0]}" for row in goals],
            customdata=[row[0] for row in goals],
            x=values,
            name=grade,
            orientation="h",
            # Thin enough for the figure that stands on it.
            marker={"color": colour, "pattern": {"shape": pattern, "solidity": 0.15}},
            text=[str(value) if value else "" for value in values],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"color": INK if pattern else ink_on(colour)},
            hovertemplate="%{customdata}<br>" + grade + " %{x}事業<extra></extra>",
        )
    picture.update_layout(barmode="stack", showlegend=True, legend_traceorder="normal")
    picture.update_yaxes(autorange="reversed", type="category", showgrid=False)
    picture.update_xaxes(title_text="事業の数", dtick=2, showgrid=True, gridcolor=RULE)
    return picture


def target_and_actual(plan: PlanYear, values: Sequence[Row]) -> go.Figure:
    """Actuals as bars with their figures, targets as marks joined by a dashed line; a year without one is a gap."""
    years = [plan.year_name(value["fiscal_year"]) for value in values]
    picture = empty_figure(height=280)
    picture.add_bar(
        x=years,
        y=_numbers(values, "actual"),
        name="実績",
        width=0.45,
        # Light enough for the figures that stand on it.
        marker_color=SERIES[3],
        text=_texts(values, "actual"),
        textposition="inside",
        insidetextanchor="start",
        textfont={"color": INK},
        hovertext=[f"{y}　実績 {figure(v, 'actual')}" for y, v in zip(years, values, strict=True)],
        hoverinfo="text",
    )
    picture.add_scatter(
        x=years,
        y=_numbers(values, "target"),
        name="目標",
        mode="lines+markers+text",
        line={"color": SERIES[1], "width": 2, "dash": "dash"},
        marker={"symbol": "diamond", "size": 9},
        text=_texts(values, "target"),
        textposition="top center",
        cliponaxis=False,
        hovertext=[f"{y}　目標 {figure(v, 'target')}" for y, v in zip(years, values, strict=True)],
        hoverinfo="text",
    )
    known = [n for key in ("target", "actual") for n in _numbers(values, key) if n is not None]
    picture.update_xaxes(type="category", categoryarray=years)
    picture.update_yaxes(visible=False, range=[min(0.0, *known), max(known) * 1.16])
    picture.update_layout(showlegend=True, margin={"t": 40})
    return picture


def _numbers(values: Sequence[Row], key: str) -> list[float | None]:
    return [None if value[key] is None else float(value[key]) for value in values]


def _texts(values: Sequence[Row], key: str) -> list[str]:
    return ["" if (text := figure(value, key)) == NO_VALUE else text for value in values]
