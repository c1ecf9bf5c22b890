"""Bars of a what-if: one figure along libraries, age groups or months, rules in force and draft side by side."""

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboards.app_pages.draft.year_tables import Series
from dashboards.format import axis_ticks, in_man
from dashboards.theme import FAINT_INK, INK, PAPER, RULE, SERIES, empty_figure
from warehouse.what_if import DRAFT, IN_FORCE

_LOOK = {IN_FORCE: (SERIES[0], ""), DRAFT: (SERIES[1], "/")}
_BAR_PX, _MARGIN_PX = 16, 90


def bars(names: Sequence[str], shown: Sequence[Series]) -> go.Figure:
    """The first group on top; the pattern tells the sides apart on a grey print as well."""
    figure = empty_figure(height=_MARGIN_PX + len(names) * (_BAR_PX * len(shown) + 8))
    for one in shown:
        colour, pattern = _LOOK[one.side]
        figure.add_bar(
            orientation="h",
            y=list(names),
            x=list(one.values),
            name=one.name_ja,
            marker={
                "color": colour,
                "pattern": {"shape": pattern, "fgcolor": PAPER, "fillmode": "overlay", "size": 5},
            },
            hovertemplate="%{y}<br>" + one.name_ja + " %{x:,}<extra></extra>",
        )
    ticks = axis_ticks(max(max(one.values) for one in shown))
    figure.update_layout(barmode="group", showlegend=True, bargap=0.3)
    figure.update_xaxes(
        tickvals=ticks, ticktext=[in_man(t) for t in ticks], showgrid=True, gridcolor=RULE, color=FAINT_INK
    )
    figure.update_yaxes(autorange="reversed", showgrid=False, color=INK, type="category")
    return figure
