"""The rules and libraries of one municipality, read from its seeds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from catalog.municipality import Municipality
from lending_rules.model import Library, LibraryFile, LibraryName, Rule, RuleFile
from lending_rules.words import folded

FOLDER = "lending_rules"
LIBRARIES = "libraries.yaml"


@dataclass(frozen=True)
class Rulebook:
    """Everything that the texts of a municipality say.

    `system_ja`: the name of its library service, named where the texts are silent.
    """

    code: str
    slug: str
    name_ja: str
    system_ja: str
    rules: tuple[Rule, ...]
    libraries: tuple[Library, ...]
    _by_question: Mapping[str, tuple[Rule, ...]] = field(init=False, repr=False)
    _by_name: Mapping[str, Library] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        names = dict.fromkeys(question for rule in self.rules for question in rule.questions)
        index = {name: tuple(rule for rule in self.rules if name in rule.questions) for name in names}
        object.__setattr__(self, "_by_question", index)
        object.__setattr__(
            self, "_by_name", {name: lib for lib in self.libraries for name in (lib.name, *lib.names)}
        )

    def rules_for(self, question: str) -> tuple[Rule, ...]:
        """Rules that serve a question, in the order of the files, of every date."""
        return self._by_question.get(question, ())

    def library(self, name: str) -> Library | None:
        """The library of a folded name."""
        return self._by_name.get(name)

    def library_or_name(self, name: str) -> Library:
        """The library of a folded name; where the texts list none, one of which they say nothing."""
        return self._by_name.get(name) or Library(name=name, names=(name,), periods=())

    def library_name(self, name: str) -> str | None:
        """The short name of a library that the texts name; where they list none, any printed name is taken."""
        if not self.libraries:
            return name
        library = self._by_name.get(name)
        return library.name if library is not None else None


def in_force(rule: Rule, day: date) -> bool:
    """Whether a rule counts on a day."""
    return rule.in_force_from <= day and (rule.repealed_on is None or day < rule.repealed_on)


def standing(library: Library, day: date) -> LibraryName | None:
    """Name and parent of a library on a day; None when it does not exist in law."""
    for period in library.periods:
        if period.from_ <= day and (period.to is None or day <= period.to):
            return period
    return None


def read_rulebook(folder: Path, root: Path) -> Rulebook | None:
    """The rulebook of a municipality's folder; None when it holds no rules.

    Args:
        folder: `seeds/municipalities/<code>_<slug>`.
        root: the seeds folder.

    Raises:
        CatalogError: for a file that cannot be read, with file, line and what would be accepted.
    """
    rules_folder = folder / FOLDER
    if not rules_folder.is_dir():
        return None
    city = Municipality.read(folder / "municipality.yaml", root)
    files = sorted(path for path in rules_folder.glob("*.yaml") if path.name != LIBRARIES)
    rules = tuple(rule for path in files for rule in RuleFile.read(path, root).rules)
    listed = rules_folder / LIBRARIES
    libraries = LibraryFile.read(listed, root).libraries if listed.exists() else ()
    return Rulebook(
        city.municipality_code, folded(city.slug), city.name_ja, city.library_system_name_ja, rules, libraries
    )


def read_rulebooks(root: Path) -> dict[str, Rulebook]:
    """Every rulebook below a seeds folder, by slug."""
    books = (
        read_rulebook(folder, root)
        for folder in sorted((root / "municipalities").iterdir())
        if folder.is_dir()
    )
    return {book.slug: book for book in books if book is not None}
