"""The one typeface of the printed documents, taken from an installed package so that no machine's own fonts matter."""

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from warehouse.errors import UserError

FAMILY = "IPAexGothic"
FONT_FILE = "ipaexg.ttf"
FONT_PACKAGE = "matplotlib_fontja"


@dataclass(frozen=True)
class Font:
    """A font file that exists."""

    family: str
    path: Path

    @property
    def folder(self) -> Path:
        """Where Typst and the chart renderer look for it."""
        return self.path.parent


def find_font(font_dir: Path | None = None) -> Font:
    """The Japanese font, from `font_dir` or from the installed package.

    Typst leaves out what it has no glyph for and succeeds, so the file is asked for before anything is set.

    Raises:
        UserError: when the font is not there.
    """
    folder = font_dir or _package_folder()
    path = None if folder is None else folder / FONT_FILE
    if path is None or not path.is_file():
        raise UserError(
            f"日本語フォント {FAMILY}（{FONT_FILE}）が{'' if path is None else f' {path.parent} に'}ないため、"
            f"PDFを作れません。パッケージ {FONT_PACKAGE.replace('_', '-')} を入れ直してください。"
        )
    return Font(FAMILY, path)


def _package_folder() -> Path | None:
    # Importing the package would import matplotlib, which nothing here needs: its place is enough.
    spec = find_spec(FONT_PACKAGE)
    places = [] if spec is None else list(spec.submodule_search_locations or [])
    return Path(places[0]) / "fonts" if places else None
