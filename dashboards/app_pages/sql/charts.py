"""A chart of the shown rows of a result: bars, lines or dots."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import plotly.graph_objects as go
import polars as pl

from dashboards.app_pages.sql.results import ROWS_SHOWN
from dashboards.format import axis_ticks, in_man
from dashboards.theme import DASHES, SYMBOLS, empty_figure, series_colour
from warehouse.errors import UserError

Kind = Literal["none", "bar", "line", "scatter"]
KINDS_JA: dict[Kind, str] = {"none": "なし", "bar": "棒", "line": "折れ線", "scatter": "散布図"}
SERIES_TOLD_APART = 6
PATTERNS = ("", "/", ".", "x", "-", "+")


@dataclass(frozen=True)
class Wanted:
    """What is drawn; without `series` all rows are one."""

    kind: Kind
    x: str
    y: str
    series: str | None

    @property
    def title_ja(self) -> str:
        by = f"、{self.series}ごと" if self.series else ""
        return f"{self.x}と{self.y}の{KINDS_JA[self.kind]}{by}"


def numeric(frame: pl.DataFrame) -> list[str]:
    """Columns whose values have a height."""
    return [name for name, type_ in frame.schema.items() if type_.is_numeric()]


def picture(frame: pl.DataFrame, wanted: Wanted) -> go.Figure:
    """The chart of the rows that the table shows.

    Raises:
        UserError: these rows give no honest chart of that kind.
    """
    measures_x = wanted.kind == "scatter" and wanted.x in numeric(frame)
    heights = [wanted.y, *([wanted.x] if measures_x else [])]
    # Nought divided by nought has no height.
    rows = frame.head(ROWS_SHOWN).filter(
        pl.col(wanted.x).is_not_null(), pl.all_horizontal(pl.col(heights).cast(pl.Float64).is_finite())
    )
    if rows.is_empty():
        raise UserError("図に描ける値がありません。横軸と縦軸を選び直してください。")
    groups = _groups(rows, wanted)
    figure = empty_figure(height=380)
    for place, (name, group) in enumerate(groups):
        x = _floats(group, wanted.x) if measures_x else _texts(group, wanted.x)
        _add(figure, wanted.kind, place, name, x, _floats(group, wanted.y))
    figure.update_layout(showlegend=wanted.series is not None, barmode="group", hovermode="closest")
    if measures_x:
        _ticks(figure.update_xaxes, _floats(rows, wanted.x))
    else:
        places = list(dict.fromkeys(_texts(rows, wanted.x)))
        figure.update_xaxes(type="category", categoryorder="array", categoryarray=places)
    figure.update_xaxes(title=wanted.x)
    figure.update_yaxes(title=wanted.y)
    _ticks(figure.update_yaxes, _floats(rows, wanted.y))
    return figure


def _groups(rows: pl.DataFrame, wanted: Wanted) -> list[tuple[str, pl.DataFrame]]:
    keys = [wanted.x, *([wanted.series] if wanted.series else [])]
    if wanted.kind != "scatter" and rows.select(keys).is_duplicated().any():
        raise UserError(
            "横軸の同じ値が複数の行にあるため、棒と折れ線は描けません。系列を選ぶか、SQLで合計してください。"
        )
    if wanted.series is None:
        return [(wanted.y, rows)]
    groups = rows.partition_by(wanted.series, maintain_order=True)
    if len(groups) > SERIES_TOLD_APART:
        raise UserError(
            f"系列が{len(groups)}あり、見分けられる{SERIES_TOLD_APART}を超えます。SQLで絞ってください。"
        )
    return [(str(group[wanted.series][0]), group) for group in groups]


def _add(
    figure: go.Figure, kind: Kind, place: int, name: str, x: Sequence[float] | Sequence[str], y: list[float]
) -> None:
    colour = series_colour(place)
    if kind == "bar":
        # A pattern keeps neighbours apart where the print is grey.
        marker = {"color": colour, "pattern": {"shape": PATTERNS[place], "fgcolor": "#ffffff", "size": 6}}
        figure.add_bar(x=x, y=y, name=name, marker=marker, hovertemplate="%{x}　%{y:,}<extra></extra>")
        return
    figure.add_scatter(
        x=x,
        y=y,
        name=name,
        mode="markers" if kind == "scatter" else "lines+markers",
        line={"color": colour, "dash": DASHES[place]},
        marker={"color": colour, "symbol": SYMBOLS[place], "size": 7},
        hovertemplate="%{x}　%{y:,}<extra></extra>",
    )


def _floats(rows: pl.DataFrame, column: str) -> list[float]:
    return rows[column].cast(pl.Float64).to_list()


def _texts(rows: pl.DataFrame, column: str) -> list[str]:
    return [str(value) for value in rows[column].to_list()]


def _ticks(update: Callable[..., go.Figure], values: list[float]) -> None:
    ticks = axis_ticks(max(values), min(values))
    update(tickvals=ticks, ticktext=[in_man(tick) for tick in ticks])
