"""Steps of the number of partners, and bars of outsourced processing. Pure: rows in, figure out."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import plotly.graph_objects as go

from dashboards.app_pages.initiatives.data import Start
from dashboards.format import number
from dashboards.theme import ACCENT, empty_figure, series_colour


def partner_steps(starts: Sequence[Start]) -> go.Figure:
    """The number of partners as steps; a dot a month in which use began."""
    figure = empty_figure(height=300)
    months, totals = [start.month for start in starts], [start.total for start in starts]
    figure.add_scatter(
        x=months,
        y=totals,
        mode="lines+markers+text",
        line={"shape": "hv", "color": ACCENT, "width": 2},
        marker={"size": [7 + 2 * len(start.partners) for start in starts], "color": ACCENT},
        text=[str(total) for total in totals],
        textposition="top left",
        cliponaxis=False,
        hovertext=[f"{month_ja(start)}　{'、'.join(start.partners)}" for start in starts],
        hoverinfo="text",
        showlegend=False,
    )
    figure.update_xaxes(tickformat="%Y年", dtick="M12")
    figure.update_yaxes(range=[0, max(totals) * 1.15])
    return figure


def month_ja(start: Start) -> str:
    return f"{start.month.year}年{start.month.month}月"


def processing_bars(
    rows: Sequence[tuple[int, Decimal, Decimal, Decimal | None]], names: Mapping[int, str]
) -> go.Figure:
    """By year, what welfare workshops did of the processing that was outsourced."""
    figure = empty_figure(height=280)
    years = [names[year] for year, *_ in rows]
    for position, (label, values) in enumerate(
        (("装備委託", [row[1] for row in rows]), ("うち福祉施設委託", [row[2] for row in rows]))
    ):
        figure.add_bar(
            name=label,
            x=years,
            y=[float(value) for value in values],
            width=0.2,
            marker_color=series_colour(position),
            text=[number(value) for value in values],
            textposition="outside",
            cliponaxis=False,
            hovertext=[
                f"{year}　{label}　{number(value)}冊" for year, value in zip(years, values, strict=True)
            ],
            hoverinfo="text",
        )
    figure.update_layout(barmode="group")
    figure.update_xaxes(type="category")
    figure.update_yaxes(visible=False, range=[0, max(float(row[1]) for row in rows) * 1.15])
    return figure
