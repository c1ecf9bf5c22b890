"""What a reader may take away from a page: tables, figures of the mart, charts. Each knows how to become a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

import polars as pl

from reports.charts import ChartData, PictureFormat, picture
from reports.fonts import find_font
from reports.old_encoding import lost_in_old_encoding
from reports.page_parts import Part, TitledChart
from reports.table_page import stamp, table_page
from reports.text_frames import text_frame
from warehouse.figures import Figures
from warehouse.format import fiscal_year_names
from warehouse.open import Published
from warehouse.printed_table import PrintedTable
from warehouse.text_table import TextTable

if TYPE_CHECKING:
    from reports.frame_files import FrameFormat

F = TypeVar("F")


@dataclass(frozen=True)
class Offered(Generic[F]):
    """A format as readers choose it: its name, how the file's name ends, its kind for the browser."""

    format_: F
    label_ja: str
    ending: str
    mime: str


@dataclass(frozen=True)
class File:
    """A file that is made when somebody asks for it."""

    label_ja: str
    ending: str
    mime: str
    make: Callable[[], bytes]


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TABLE_FORMATS: "tuple[Offered[FrameFormat], ...]" = (
    Offered("xlsx", "Excel", ".xlsx", _XLSX),
    Offered("csv", "CSV（Excel用）", "_excel.csv", "text/csv"),
    Offered("csv-machine", "CSV（機械判読用）", "_machine.csv", "text/csv"),
    Offered("csv-cp932", "CSV（CP932）", "_cp932.csv", "text/csv"),
    Offered("parquet", "Parquet", ".parquet", "application/vnd.apache.parquet"),
)
PICTURE_FORMATS: tuple[Offered[PictureFormat], ...] = (
    Offered("svg", "SVG", ".svg", "image/svg+xml"),
    Offered("png", "PNG", ".png", "image/png"),
)


@dataclass(frozen=True)
class Origin:
    """Where the figures of a page come from: the build, and lines for people."""

    published: Published
    notes: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        return (*self.notes, stamp(self.published.build))


class Takeaway(Protocol):
    """One of the things that a page shows."""

    @property
    def title_ja(self) -> str:
        """What readers call it."""

    def files(self, origin: Origin) -> list[File]:
        """What it can become."""

    def lost(self) -> str:
        """Characters that its file in the old encoding replaces."""

    def part(self, origin: Origin) -> Part | None:
        """What of it stands in the PDF of the page."""


@dataclass(frozen=True)
class FrameTakeaway:
    """Figures of the mart, more than the page shows: no part of its PDF."""

    title_ja: str
    frame: pl.DataFrame
    heads: tuple[str, ...]

    def files(self, origin: Origin) -> list[File]:
        return _files(TABLE_FORMATS, self.content, origin)

    def content(self, format_: "FrameFormat", origin: Origin) -> bytes:
        # The libraries of a format are loaded when somebody asks for it.
        from reports.frame_files import frame_file

        built_at = origin.published.build.built_at
        return frame_file(self.frame, self.heads, format_, self.title_ja, built_at, origin.lines).content

    def lost(self) -> str:
        texts = self.frame.select(pl.col(pl.String).fill_null("")).rows()
        return _lost(*self.heads, *("".join(row) for row in texts))

    def part(self, origin: Origin) -> Part | None:
        return None


@dataclass(frozen=True)
class TextTakeaway:
    """A plain table; of a long one the page and its PDF show the first rows alone."""

    table: TextTable
    rows_shown: int

    @property
    def title_ja(self) -> str:
        return self.table.title_ja

    def files(self, origin: Origin) -> list[File]:
        return _files(TABLE_FORMATS, self._content, origin)

    def _content(self, format_: "FrameFormat", origin: Origin) -> bytes:
        frame = text_frame(self.table)
        return FrameTakeaway(self.title_ja, frame, tuple(frame.columns)).content(format_, origin)

    def lost(self) -> str:
        return _lost(*self.table.heads, *("".join(row) for row in self.table.rows))

    def part(self, origin: Origin) -> Part | None:
        table = self.table
        return TextTable(table.title_ja, table.heads, table.kinds, table.rows[: self.rows_shown])


@dataclass(frozen=True)
class PrintedTakeaway:
    """A table of a yearbook as the page shows it."""

    municipality_code: str
    edition: int
    table: PrintedTable
    figures: Figures

    @property
    def title_ja(self) -> str:
        return f"{self.table.info.table_no}　{self.table.info.title_ja}"

    def files(self, origin: Origin) -> list[File]:
        return _files(TABLE_FORMATS, self._content, origin)

    def _content(self, format_: "FrameFormat", origin: Origin) -> bytes:
        from reports.table_files import edition_table_file

        info, year = self.table.info, self.table.fiscal_year
        place = (self.municipality_code, self.edition, info, year)
        return edition_table_file(origin.published, *place, format_, self.figures).content

    def lost(self) -> str:
        heads = [head.text for line in self.table.header for head in line]
        cells = [cell.text for row in self.table.rows for cell in row.cells]
        return _lost(self.title_ja, self.table.source, *self.table.notes, *heads, *cells)

    def part(self, origin: Origin) -> Part | None:
        years = sorted({row.fiscal_year for row in self.table.rows}) or [self.table.fiscal_year]
        published = origin.published
        return table_page(self.table, years, published.build, fiscal_year_names(published))


@dataclass(frozen=True)
class ChartTakeaway:
    """A chart of the page, drawn for paper from the same numbers."""

    title_ja: str
    data: ChartData

    def files(self, origin: Origin) -> list[File]:
        return _files(PICTURE_FORMATS, self._content, origin)

    def _content(self, format_: PictureFormat, origin: Origin) -> bytes:
        unit = f"（単位：{self.data.unit_ja}）" if self.data.unit_ja else ""
        return picture(self.data, find_font(), format_, (f"{self.title_ja}{unit}", *origin.lines))

    def lost(self) -> str:
        return ""

    def part(self, origin: Origin) -> Part | None:
        return TitledChart(self.title_ja, self.data)


def _files(
    formats: Sequence[Offered[F]], content: Callable[[F, Origin], bytes], origin: Origin
) -> list[File]:
    return [File(o.label_ja, o.ending, o.mime, partial(content, o.format_, origin)) for o in formats]


def _lost(*texts: str) -> str:
    return "・".join(char for char, _ in lost_in_old_encoding("".join(texts)))
