"""Everything that the reader of the page has chosen, read from the address and checked against what exists."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlencode

from dashboards.cube.dimensions import Dimension
from dashboards.cube.measures import (
    OPEN_DAYS,
    Measure,
    dimensions_of,
    fiscal_years,
    go_together,
    measures,
)
from dashboards.cube.members import Member, words_of
from dashboards.cube.request import Filter, Request
from dashboards.places import Municipality
from dashboards.url_state import UrlState

# A step of the way down: the word of its row, and of its column where a cell was followed.
Step = tuple[Filter, ...]
TIME = ("fiscal_year", "month")
PICTURES_JA = {"trend": "推移", "heat": "ヒートマップ", "bars": "棒グラフ"}
COUNTINGS_JA = {"sum": "合計", "open_day": "開館1日1館あたり"}
NO_COLUMNS = "none"
ALL = "all"
WHERE = "where_"
LONGEST_WAY = 1000


@dataclass(frozen=True)
class State:
    """The choices, and what there is to choose from."""

    municipality: Municipality
    measures: Sequence[Measure]
    measure: Measure
    years: Sequence[int]
    first: int
    last: int
    dimensions: Sequence[Dimension]
    words: Mapping[str, Sequence[Member]]
    rows: Dimension
    column_options: Sequence[Dimension | None]
    columns: Dimension | None
    steps: tuple[Step, ...]
    chosen: tuple[Filter, ...]
    countings: Sequence[str]
    counting: str
    pictures: Sequence[str]
    picture: str

    @property
    def filters(self) -> tuple[Filter, ...]:
        return (*self.chosen, *(one for step in self.steps for one in step))

    @property
    def request(self) -> Request:
        years = tuple(year for year in self.years if self.first <= year <= self.last)
        per_open_day = self.counting == "open_day"
        return Request(
            self.municipality.code, self.measure, years, self.rows, self.columns, self.filters, per_open_day
        )

    def word_ja(self, dimension: Dimension, key: str) -> str:
        """What readers call a word of a filter."""
        return next(member.name_ja for member in self.words[dimension.key] if member.key == key)

    def address(self, rows: Dimension, columns: Dimension | None, steps: Sequence[Step]) -> str:
        """A link to the page with other axes and another way down; everything else stays."""
        parameters = {
            "municipality": self.municipality.slug,
            "measure": self.measure.key,
            "from": self.first,
            "to": self.last,
            "rows": rows.key,
            "columns": columns.key if columns else NO_COLUMNS,
            **({"counting": self.counting} if len(self.countings) > 1 else {}),
            **{f"{WHERE}{dimension.key}": key for dimension, key in self.chosen},
            **({"way": way_text(steps)} if steps else {}),
        }
        return f"explore?{urlencode(parameters)}"


def read(url: UrlState, municipality: Municipality) -> State | None:
    """The choices; None where the chosen measure has no year that can be given."""
    code = municipality.code
    found = measures(code)
    measure = url.pick("measure", "数値", found, lambda m: (m.key,), found[0])
    years = fiscal_years(code, measure)
    if not years:
        return None
    last = url.pick("to", "終わりの年度", years, lambda y: (str(y),), years[-1])
    first = url.pick("from", "始めの年度", [y for y in years if y <= last], lambda y: (str(y),), last)
    dimensions = dimensions_of(code, measure)
    by_key = {dimension.key: dimension for dimension in dimensions}
    words = words_of(code, measure, dimensions)
    rows = url.pick(
        "rows", "行", dimensions, lambda d: (d.key,), by_key.get("library_group", by_key["fiscal_year"])
    )
    others: list[Dimension | None] = [
        None,
        *(d for d in dimensions if d != rows and go_together(measure, (rows, d))),
    ]
    usual = by_key.get("month") if rows.key != "month" else None
    columns = url.pick("columns", "列", others, lambda d: (d.key if d else NO_COLUMNS,), usual)
    used = [d for d in (rows, columns) if d]
    reader = _Reader(measure, by_key, words, used)
    no_steps: tuple[Step, ...] = ()
    steps = url.parse("way", "絞り込みの道筋", reader.steps, no_steps)
    chosen = []
    for dimension in dimensions:
        key = url.parse(f"{WHERE}{dimension.key}", dimension.name_ja, reader.word_of(dimension), None)
        if key:
            chosen.append((dimension, key))
    countings = _countings(found, measure, by_key)
    counting = countings[0]
    if len(countings) > 1:
        counting = url.pick("counting", "数え方", countings, lambda c: (c,), counting)
    pictures = _pictures(rows, columns)
    picture = url.pick("picture", "図", pictures, lambda p: (p,), pictures[0])
    return State(
        municipality, found, measure, years, first, last, dimensions, words, rows, others, columns,
        steps, tuple(chosen), countings, counting, pictures, picture,
    )  # fmt: skip


class _Reader:
    """Reads filters from the address; a word that does not exist, or twice the same dimension, is none."""

    def __init__(
        self,
        measure: Measure,
        dimensions: Mapping[str, Dimension],
        words: Mapping[str, Sequence[Member]],
        used: list[Dimension],
    ) -> None:
        self._measure = measure
        self._dimensions = dimensions
        self._words = words
        self._axes = tuple(used)
        self._filtered: list[Dimension] = []

    def steps(self, text: str) -> tuple[Step, ...]:
        if len(text) > LONGEST_WAY:
            raise ValueError("way")
        before = list(self._filtered)
        try:
            return tuple(tuple(self._filter(one) for one in step.split(",")) for step in text.split(";"))
        except ValueError:
            self._filtered = before
            raise

    def word_of(self, dimension: Dimension) -> Callable[[str], str | None]:
        return lambda text: None if text == ALL else self._checked(dimension, text)[1]

    def _filter(self, text: str) -> Filter:
        key, _, word = text.partition(".")
        if key not in self._dimensions:
            raise ValueError("dimension")
        return self._checked(self._dimensions[key], unquote(word))

    def _checked(self, dimension: Dimension, word: str) -> Filter:
        known = any(member.key == word for member in self._words[dimension.key])
        fits = go_together(self._measure, (*self._axes, *self._filtered, dimension))
        if not known or not fits or dimension in self._filtered:
            raise ValueError("word")
        self._filtered.append(dimension)
        return dimension, word


def way_text(steps: Sequence[Step]) -> str:
    """The way down as it stands in the address."""
    return ";".join(",".join(f"{d.key}.{quote(word, safe='')}" for d, word in step) for step in steps)


def _countings(found: Sequence[Measure], measure: Measure, dimensions: Mapping[str, Dimension]) -> list[str]:
    """Per open day only what adds up in libraries whose open days are known."""
    known = any(m.key == OPEN_DAYS for m in found)
    offered = known and measure.can_be_per_open_day and "library" in dimensions
    return list(COUNTINGS_JA) if offered else ["sum"]


def _pictures(rows: Dimension, columns: Dimension | None) -> list[str]:
    """Those that suit the axes, the best first."""
    over_time = any(d.key in TIME for d in (rows, columns) if d)
    return [
        *(["trend"] if over_time else []),
        *(["heat"] if columns else []),
        "bars",
    ]
