"""A chapter that is made for the pack: its data, and what of it must be found in the PDF again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reports.chart_style import WIDTH_PT
from reports.charts import ChartData, draw
from reports.committee.grid import Grid, Piece
from reports.fonts import Font


@dataclass(frozen=True)
class Chapter:
    """What the template sets, and the texts to be found again in their order."""

    data: dict[str, Any]
    pieces: tuple[Piece, ...]
    tables: int
    figures: int


def grid_chapter(title: str, grids: Sequence[Grid], charts: Sequence[dict[str, Any]] = ()) -> Chapter:
    """Tables made for the pack, then charts."""
    data = {"kind": "grids", "title": title, "grids": [g.data() for g in grids], "charts": list(charts)}
    pieces = (("見出し", title), *(piece for grid in grids for piece in grid.pieces()))
    return Chapter(data, pieces, len(grids), sum(grid.figures for grid in grids))


def picture(caption: str, drawn: ChartData, font: Font, notes: Sequence[str] = ()) -> dict[str, Any]:
    """A chart with its figures in words for those who cannot see it."""
    unit = f"（単位：{drawn.unit_ja}）" if drawn.unit_ja else ""
    words = "、".join(
        f"{name}：" + " ".join(f"{m.category} {m.value:,.10g}" for m in drawn.marks if m.series == name)
        for name in drawn.series
    )
    return {
        "svg": draw(drawn, font),
        "width": WIDTH_PT,
        "caption": f"図　{caption}{unit}",
        "alt": f"{caption}。{words}",
        "notes": list(notes),
    }
