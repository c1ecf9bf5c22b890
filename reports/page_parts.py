"""What a page of the dashboards hands over for its PDF."""

from dataclasses import dataclass

from reports.charts import ChartData
from reports.table_page import TablePage
from warehouse.text_table import TextTable


@dataclass(frozen=True)
class TitledChart:
    """A chart with what it shows in words."""

    title_ja: str
    data: ChartData


Part = TextTable | TablePage | TitledChart


@dataclass(frozen=True)
class Page:
    """What is set: parts in their order, then lines of notes, sources among them."""

    title_ja: str
    publisher_ja: str
    parts: tuple[Part, ...]
    notes: tuple[str, ...]
