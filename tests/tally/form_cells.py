"""Tables that the monthly forms give: months made into a year, then the totals that print adds."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path

from tests.tally.delivered import LIBRARIES, POPULATION
from tests.tally.figures import Figures, per
from tests.tally.form_sheets import Forms, Line, read_forms

Grid = dict[tuple[str, str], Decimal]

# How things stand at the end of the last month that says so; all others are what happened, and add up.
STANDING_SHEETS = ("1-(1)", "1-(2)", "2-(3)", "3-(2)")
STANDING_COLUMNS = {
    "6-(1)": ("登録者",),
    "6-(2)": ("登録者",),
    "8-(5)-ア": ("1館当たりの冊数", "1館当たりのセット数"),
}
GRIDS = (
    *STANDING_SHEETS, *STANDING_COLUMNS, "5-(1)", "5-(2)-ア", "5-(2)-イ", "5-(3)", "7-(1)", "8-(3)-ミニ", "8-(4)-ア",
    "9", "11-(2)", "12-(1)", "14",
)  # fmt: skip
LISTS_WITH_MARKS = ("8-(3)", "8-(3)-分室", "8-(5)-イ")
LISTS_WITH_NUMBERS = ("8-(1)", "8-(4)-イ", "11-(1)")
FORM_TABLES = (*GRIDS, *LISTS_WITH_MARKS, *LISTS_WITH_NUMBERS)


def tally_forms(files: Iterable[Path], fiscal_year: int) -> Figures:
    """Value by place, of the tables that forms give."""
    forms = read_forms(files)
    figures = Figures()
    for table in GRIDS:
        grid = _year(forms, table)
        if table in TOTALS:
            TOTALS[table](grid)
        if table == "1-(1)":
            _money(grid, fiscal_year)
        for (row, column), value in grid.items():
            figures.put(table, fiscal_year, row, column, value)
    for table in LISTS_WITH_MARKS:
        _marks(forms, table, fiscal_year, figures)
    for table in LISTS_WITH_NUMBERS:
        _numbers(forms, table, fiscal_year, figures)
    return figures


def _year(forms: Forms, table: str) -> Grid:
    grid: Grid = {}
    for entry in forms.of(table):
        place = (entry.row, entry.column)
        stands = table in STANDING_SHEETS or entry.column in STANDING_COLUMNS.get(table, ())
        grid[place] = entry.value if stands else grid.get(place, Decimal(0)) + entry.value
    return grid


def _add(grid: Grid, into: Callable[[str, str], Iterable[tuple[str, str]]]) -> None:
    """Add every cell to the totals that it belongs to; a total of nothing does not come into being."""
    for (row, column), value in list(grid.items()):
        for total in into(row, column):
            grid[total] = grid.get(total, Decimal(0)) + value


def _both(name: str) -> Callable[[Grid], None]:
    """A total column and a total row."""
    return lambda grid: _add(grid, lambda row, column: [(row, name), (name, column), (name, name)])


def _last_column(name: str) -> Callable[[Grid], None]:
    return lambda grid: _add(grid, lambda row, column: [(row, name)])


def _questions(grid: Grid) -> None:
    """Referrals and copies are no questions."""
    _add(grid, lambda row, column: [("計", column)])
    asked = ("所蔵調査", "調査相談", "他機関へ依頼調査")
    _add(grid, lambda row, column: [(row, "計")] if column in asked else [])


def _partners(grid: Grid) -> None:
    _add(grid, lambda row, column: [(row, f"{column.partition('/')[0]}/計"), (row, "合計")])


def _viewers(grid: Grid) -> None:
    _add(grid, lambda row, column: [(f"{row.rpartition('/')[0]}/計", column), ("合計", column)])
    _add(grid, lambda row, column: [(row, "合計")])


def _story_times(grid: Grid) -> None:
    _add(grid, lambda row, column: [(f"計/{row.partition('/')[2]}", column)])
    _add(grid, lambda row, column: [(row, "計")])


def _staff(grid: Grid) -> None:
    staff = ("内訳/正規職員", "内訳/会計年度任用職員A", "内訳/会計年度任用職員B")
    _add(grid, lambda row, column: [(row, "職員数")] if column in staff else [])
    # The brackets beside a number say how many of them have another post as well.
    brackets = ("職員数(内数)", "内訳/正規職員(内数)")
    _add(grid, lambda row, column: [(row, b) for b in brackets if column.endswith("うち兼務等")])


TOTALS: dict[str, Callable[[Grid], None]] = {
    "1-(2)": _staff,
    "3-(2)": _last_column("合計"),
    "5-(1)": _questions,
    "5-(2)-ア": _both("合計"),
    "5-(2)-イ": _both("合計"),
    "5-(3)": _partners,
    "7-(1)": _viewers,
    "8-(3)-ミニ": _last_column("計"),
    "8-(4)-ア": _story_times,
    "9": lambda grid: _add(grid, lambda row, column: [("計", column)]),
    "12-(1)": _both("計"),
    "14": _last_column("合計"),
}


def _money(grid: Grid, fiscal_year: int) -> None:
    persons = POPULATION[fiscal_year]
    for (row, column), value in list(grid.items()):
        grid[row, column.replace("決算額", "人口1人あたり")] = per(value, persons, 1)
    grid["全館", "人口"] = Decimal(persons)


def _marks(forms: Forms, table: str, fiscal_year: int, figures: Figures) -> None:
    """A mark is one time held."""
    held = dict.fromkeys((f"開催館/{library}" for library in LIBRARIES.values()), 0)
    for number, line in enumerate(_numbered(forms, table), 1):
        for column in held.keys() & line.cells.keys():
            figures.put(table, fiscal_year, f"{number:03}", column, 1)
            held[column] += 1
    totals = {column: times for column, times in held.items() if times} | {"合計": sum(held.values())}
    if table != "8-(5)-イ":
        totals["うち連携"] = sum("連携先等" in line.cells for line in forms.lines_of(table))
    for column, value in totals.items():
        figures.put(table, fiscal_year, "計", column, value)


def _numbers(forms: Forms, table: str, fiscal_year: int, figures: Figures) -> None:
    for number, line in enumerate(_numbered(forms, table), 1):
        for column, text in line.cells.items():
            if column != "掲載順" and text.isdecimal():
                figures.put(table, fiscal_year, f"{number:03}", column, int(text))


def _numbered(forms: Forms, table: str) -> list[Line]:
    """The lines under their numbers; those without one come after, month by month."""
    return sorted(forms.lines_of(table), key=lambda line: int(line.cells.get("掲載順", 10**9)))
