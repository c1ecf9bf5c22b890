"""What the reader of a topic has chosen, read from the address and checked against what exists."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboards.cube.dimensions import Dimension, dimensions
from dashboards.cube.measures import Measure, dimensions_of, fiscal_years, measures
from dashboards.cube.members import Member, words_of
from dashboards.cube.request import Filter
from dashboards.places import Municipality
from dashboards.topic.catalogue import Part, Topic
from dashboards.topic.shown_figures import ShownMeasure, library_names, of_libraries, of_system
from dashboards.url_state import UrlState

ALL = Member("all", "全体")
LEVELS_JA = {"ndc1": "類（1桁）", "ndc2": "綱（2桁）", "ndc3": "目（3桁）"}
AGE = "age"


@dataclass(frozen=True)
class State:
    """The choices, what there is to choose from, and what the yearbook shows of it.

    `measure`: the quantity as the cube counts it; none where the municipality delivers nothing of it.
    """

    municipality: Municipality
    topic: Topic
    parts: Sequence[Part]
    part: Part
    names_ja: dict[str, str]
    counted: dict[str, Measure]
    system: dict[str, ShownMeasure]
    libraries: dict[str, ShownMeasure]
    years: Sequence[int]
    year: int
    delivered_years: Sequence[int]
    dimensions: dict[str, Dimension]
    months: Sequence[Member] = (ALL,)
    month: Member = ALL
    places: Sequence[Member] = (ALL,)
    place: Member = ALL
    ages: Sequence[Dimension] = ()
    age: Dimension | None = None
    classes: Sequence[Member] = (ALL,)
    ndc: Member = ALL
    levels: Sequence[Dimension] = ()
    level: Dimension | None = None

    @property
    def measure(self) -> Measure | None:
        return self.counted.get(self.part.key)

    @property
    def library_code(self) -> str | None:
        return None if self.place is ALL else self.place.key

    @property
    def chosen_ja(self) -> str:
        """Library and month in words; empty where none is chosen."""
        return "　".join(word.name_ja for word in (self.place, self.month) if word is not ALL)

    @property
    def is_delivered(self) -> bool:
        """Whether the chosen year has deliveries of the chosen quantity."""
        return self.year in self.delivered_years

    @property
    def both_delivered(self) -> bool:
        return self.is_delivered and self.year - 1 in self.delivered_years

    @property
    def weekday(self) -> Dimension | None:
        """Only days have it, so it goes with what days count."""
        measure = self.counted.get(self.part.daily or "")
        return dimensions()["weekday"] if measure and measure.in_daily else None

    def filters(self, *without: str) -> tuple[Filter, ...]:
        """Library and month, where they are chosen and not divided by."""
        chosen = {"library": self.place, "month": self.month}
        return tuple(
            (self.dimensions[key], word.key)
            for key, word in chosen.items()
            if word is not ALL and key not in without and key in self.dimensions
        )

    def address(self, **changes: str) -> dict[str, str]:
        """Parameters of a link to this page with other choices."""
        found = {
            "municipality": self.municipality.slug,
            "measure": self.part.key,
            "fiscal_year": str(self.year),
            "month": self.month.key,
            "library": self.place.key,
            "ndc": self.ndc.key,
        }
        if self.age:
            found["age"] = self.age.key
        return {key: value for key, value in {**found, **changes}.items() if value != ALL.key}


def read(url: UrlState, municipality: Municipality, topic: Topic) -> State | None:
    """The choices; None where the build holds nothing of the topic."""
    counted = {m.key: m for m in measures(municipality.code)}
    system, libraries = of_system(municipality, topic.parts), of_libraries(municipality, topic.parts)
    parts = [p for p in topic.parts if p.key in counted or p.key in system or p.key in libraries]
    if not parts:
        return None
    names = {p.key: _name(p, counted, system, libraries) for p in parts}
    part = url.pick("measure", "項目", parts, lambda p: (p.key,), parts[0])
    measure = counted.get(part.key)
    delivered = fiscal_years(municipality.code, measure) if measure else []
    shown = [found[part.key].years for found in (system, libraries) if part.key in found]
    years = sorted({*delivered, *(year for found in shown for year in found)}, reverse=True)
    if not years:
        return None
    year = url.pick("fiscal_year", "年度", years, lambda y: (str(y),), (delivered or years[:1])[-1])
    dimensions = {d.key: d for d in dimensions_of(municipality.code, measure)} if measure else {}
    state = State(
        municipality,
        topic,
        parts,
        part,
        names,
        counted,
        system,
        libraries,
        years,
        year,
        delivered,
        dimensions,
    )
    return _divided(url, state)


def _divided(url: UrlState, state: State) -> State:
    """The choices that only deliveries allow, and the library, which the yearbook prints too."""
    code, measure = state.municipality.code, state.measure
    words = words_of(code, measure, _worded(state)) if measure else {}
    places = [ALL, *(words.get("library") or _printed_places(state))]
    place = url.pick("library", "館", places, lambda m: (m.key,), ALL)
    months = [ALL, *(words.get("month", ()) if state.is_delivered else ())]
    month = url.pick("month", "月", months, lambda m: (m.key,), ALL)
    ages = [d for d in state.dimensions.values() if d.kind == AGE]
    age = url.pick("age", "年齢層", ages, lambda d: (d.key,), ages[0]) if ages else None
    levels = [d for key, d in state.dimensions.items() if key in LEVELS_JA]
    if not levels:
        return replace(state, places=places, place=place, months=months, month=month, ages=ages, age=age)
    classes = [ALL, *words.get("ndc1", ()), *words.get("ndc2", ())]
    ndc = url.pick("ndc", "分類", classes, lambda m: (m.key,), ALL)
    # Below a class its divisions are shown, below a division its sections.
    finer = levels if ndc is ALL else levels[len(ndc.key) :]
    level = url.pick("level", "分類の細かさ", finer, lambda d: (d.key,), finer[0])
    return replace(
        state,
        places=places,
        place=place,
        months=months,
        month=month,
        ages=ages,
        age=age,
        classes=classes,
        ndc=ndc,
        levels=finer,
        level=level,
    )


def _worded(state: State) -> list[Dimension]:
    return [state.dimensions[key] for key in ("library", "month", "ndc1", "ndc2") if key in state.dimensions]


def _printed_places(state: State) -> list[Member]:
    shown = state.libraries.get(state.part.key)
    codes = {figure.library_code for figure in shown.figures} if shown else set()
    return [
        Member(code, name) for code, name in library_names(state.municipality.code).items() if code in codes
    ]


def _name(
    part: Part,
    counted: dict[str, Measure],
    system: dict[str, ShownMeasure],
    libraries: dict[str, ShownMeasure],
) -> str:
    if part.key in counted:
        return counted[part.key].name_ja
    return (system.get(part.key) or libraries[part.key]).name_ja
