"""What a feed layout consists of: columns with their kinds, the day that a row belongs to, rules within a row."""

from dataclasses import dataclass
from typing import Literal

# day and moment: dates and local times; library: a code of the city's libraries; word: one of a closed list;
# count: a whole number from 0; ndc: a class mark as printed; text: anything.
Kind = Literal["day", "moment", "library", "word", "count", "ndc", "text"]

KINDS_JA = {
    "day": "日付(例 2024/04/01、令和6年4月1日、R6.4.1)",
    "moment": "日時(例 2024/04/01 10:15)",
    "count": "0以上の整数",
    "library": "登録されている館の番号",
}


@dataclass(frozen=True)
class Column:
    """A column of ours. A personal one is used to count and never kept."""

    name: str
    kind: Kind
    is_required: bool = False
    words: tuple[str, ...] = ()
    is_personal: bool = False


@dataclass(frozen=True)
class Rule:
    """A statement about one row; `broken` is SQL over the typed columns."""

    code: str
    column: str
    broken: str
    reason_ja: str


@dataclass(frozen=True)
class Layout:
    """A feed layout.

    `day_column`: the day or moment on which a row counts. `is_snapshot`: the rows say how things stood on that day.
    `view`: name of the raw view.
    """

    name: str
    name_ja: str
    view: str
    columns: tuple[Column, ...]
    day_column: str
    is_snapshot: bool = False
    rules: tuple[Rule, ...] = ()

    @property
    def by_name(self) -> dict[str, Column]:
        """The columns by their names."""
        return {column.name: column for column in self.columns}

    @property
    def is_of_persons(self) -> bool:
        """Whether rows tell of a person: age and key are stamped."""
        return "patron_no" in self.by_name


SAMPLE_MARK = Column("sample_mark", "text")
PATRON_NO = Column("patron_no", "text", is_personal=True)
BIRTH_DATE = Column("birth_date", "day", is_personal=True)
AGE_YEARS = Column("age_years", "count")
RESIDENCE = Column("residence_code", "word", words=("resident", "non_resident"))
MATERIAL = Column(
    "material_code",
    "word",
    words=("book", "magazine", "cd", "cassette", "video", "dvd", "daisy", "dvd_rom"),
)
AUDIENCE = Column("audience_code", "word", words=("general", "children"))


def born_by(day: str) -> Rule:
    """Nobody is born after the day on which something is recorded of them."""
    return Rule(
        "born_later",
        "birth_date",
        f"birth_date > cast({day} as date)",
        "生年月日が記録の日より後です。記録の日までの日付にしてください",
    )
