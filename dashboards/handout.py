"""Shows the tables and charts of a page, and remembers them for the downloads at its end."""

from collections.abc import Collection, Iterable, Mapping, Sequence

import plotly.graph_objects as go
import polars as pl
import streamlit as st

from dashboards import dbt_docs, table_html
from dashboards.chart_numbers import numbers_of
from dashboards.downloads import offer
from dashboards.places import Municipality, Yearbook
from dashboards.published import frame, published
from dashboards.simple_table import simple_table
from dashboards.takeaways import (
    ChartTakeaway,
    FrameTakeaway,
    Origin,
    PrintedTakeaway,
    Takeaway,
    TextTakeaway,
)
from dashboards.theme import CHART_CONFIG
from warehouse.figures import Figures
from warehouse.printed_table import PrintedTable
from warehouse.text_table import Kind, TextTable

# What the figures of a printed table are read from.
_TABLES = {Figures.COMPUTED: "rpt_yearbook__shown", Figures.PUBLISHED: "rpt_yearbook__cells"}


class Handout:
    """What a page shows, in its order; `name` begins the names of its files and is ASCII."""

    def __init__(self, municipality: Municipality, name: str, title_ja: str) -> None:
        self._municipality = municipality
        self._name = f"{municipality.slug}_{name}"
        self._title_ja = title_ja
        self._taken: list[Takeaway] = []

    def table(
        self,
        title_ja: str,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        labels: Collection[int] = (),
        prose: Collection[int] = (),
        caption: bool = True,
        links: Mapping[str, str] | None = None,
        *,
        rows_shown: int | None = None,
    ) -> None:
        """A plain table, as `simple_table` sets it; of a long one the first rows, while its files hold all."""
        st.html(simple_table(title_ja, heads, rows[:rows_shown], labels, prose, caption, links))
        kinds: tuple[Kind, ...] = tuple(
            "prose" if place in prose else "label" if place in labels or place == 0 else "figure"
            for place in range(len(heads))
        )
        table = TextTable(title_ja, tuple(heads), kinds, tuple(map(tuple, rows)))
        self._taken.append(TextTakeaway(table, len(rows) if rows_shown is None else rows_shown))

    def printed(
        self,
        yearbook: Yearbook,
        table: PrintedTable,
        year_ja: str,
        figures: Figures,
        highlighted: Collection[str] = (),
    ) -> None:
        """A table of a yearbook, as printed."""
        origin = dbt_docs.origins_html([_TABLES[figures]])
        st.html(table_html.render(table, year_ja, highlighted, origin))
        self._taken.append(PrintedTakeaway(yearbook.municipality_code, yearbook.edition, table, figures))

    def chart(self, figure: go.Figure, title_ja: str, *, key: str, alt: str, unit_ja: str = "") -> None:
        """A chart; `title_ja` is what it is called where it stands alone."""
        st.plotly_chart(figure, config=CHART_CONFIG, theme=None, key=key, alt=alt)
        data = numbers_of(figure, title_ja, unit_ja)
        if data is not None:
            self._taken.append(ChartTakeaway(title_ja, data))

    def figures(self, title_ja: str, found: pl.DataFrame, heads: Sequence[str]) -> None:
        """Figures of the mart that are to be had beside what the page shows."""
        self._taken.append(FrameTakeaway(title_ja, found, tuple(heads)))

    def take(self, shown: Takeaway) -> None:
        """What the page has shown in a way of its own."""
        self._taken.append(shown)

    def offer(self, notes: Iterable[str], *, is_sample: bool = False) -> None:
        """The downloads; `notes` say where the figures come from, and a file of sample figures is called one."""
        said = (*(["見本データによる数値を含む。"] if is_sample else []), *filter(None, notes))
        offer(
            self._taken,
            Origin(published(), said),
            name=f"{self._name}{'_sample' if is_sample else ''}",
            title_ja=self._title_ja,
            publisher_ja=self._municipality.library_system_name_ja,
        )


def counts_sample(municipality: Municipality) -> bool:
    """Whether any computed figure rests on a generated delivery."""
    rows = frame(
        "select coalesce(bool_or(is_sample), false) as found from fct_cube where municipality_code = ?",
        municipality.code,
    )
    return bool(rows["found"][0])
