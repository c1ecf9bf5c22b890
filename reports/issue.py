"""One issue of a product: its files made from the published build, put into the archive and among the exports."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from reports.archive import Kept, Source, keep, read_issue
from reports.committee.export import export_pack
from reports.committee.scope import fiscal_years
from reports.export import export_tables, export_yearbook, put, put_manifest
from reports.monthly.export import export_monthly, report_path
from reports.names import read_names
from reports.same_figures import figures_hash
from warehouse.errors import UserError
from warehouse.open import Published
from warehouse.places import Places

NAMES_JA = {
    "monthly_report": "月報",
    "yearbook": "年報",
    "csv_set": "統計表(CSV)",
    "committee_pack": "委員会資料",
}
STATUS_JA = {"provisional": "速報値", "final": "確定値"}


@dataclass(frozen=True)
class Wanted:
    """An issue that is asked for.

    `about` is the first day of the month of a report or of the fiscal year of a yearbook, or the day of a meeting.
    """

    municipality_code: str
    product: str
    issue: str
    about: date


@dataclass(frozen=True)
class Issued:
    """What was issued: the files, where they are kept, and the words for people."""

    wanted: Wanted
    files: dict[str, bytes]
    kept: Kept
    title_ja: str
    build_id: str


def issue(places: Places, published: Published, wanted: Wanted, at: datetime) -> Issued:
    """Make the files of an issue, keep them in the archive and put them among the exports.

    The export services prove each PDF against the mart before there is one. What goes out is what the archive holds:
    with figures that were issued before, the files of that time.

    Args:
        places: the installation.
        published: the open build.
        wanted: what is asked for.
        at: when, with its time zone.

    Raises:
        UserError: no figures, a PDF that does not say what the mart says, or no place to write.
    """
    files, period = _MAKERS[wanted.product](published, wanted)
    build = published.build
    source = Source(
        build_id=build.build_id,
        built_at=build.built_at.isoformat(),
        inputs_hash=build.inputs_hash,
        figures_hash=figures_hash(files, build),
        status=_status(published, wanted.municipality_code, *period),
        issued_at=at.isoformat(),
    )
    kept = keep(places, wanted.municipality_code, wanted.product, wanted.issue, files, source)
    if not kept.is_new:
        files = read_issue(places, wanted.municipality_code, wanted.product, wanted.issue)
    for name, content in files.items():
        out = places.exports / wanted.municipality_code / name
        put(content, out)
        put_manifest(out, {**kept.manifest, "path": name})
    system_ja = read_names(published, wanted.municipality_code).system_ja
    title = f"{system_ja} {NAMES_JA[wanted.product]} {about_ja(wanted)}"
    return Issued(wanted, files, kept, title, build.build_id)


def about_ja(wanted: Wanted) -> str:
    """What an issue is about, in words."""
    if wanted.product == "monthly_report":
        return f"{wanted.about.year}年{wanted.about.month}月分"
    if wanted.product == "committee_pack":
        return f"{wanted.about.year}年{wanted.about.month}月{wanted.about.day}日の会議"
    return f"{wanted.about.year}年度"


def _status(published: Published, municipality_code: str, period_kind: str, period: str) -> str:
    closed = published.rows(
        "select 1 from dim_closing where municipality_code = ? and period_kind = ? and period = ? and is_latest",
        [municipality_code, period_kind, period],
    )
    return "final" if closed else "provisional"


# The files by name, and the kind and name of the period that they speak of.
Made = tuple[dict[str, bytes], tuple[str, str]]


def _monthly(published: Published, wanted: Wanted) -> Made:
    with _folder() as folder:
        out = folder / report_path(folder, wanted.municipality_code, wanted.about).name
        export_monthly(published, wanted.municipality_code, wanted.about, out)
        return _contents(folder), ("month", f"{wanted.about:%Y-%m}")


def _yearbook(published: Published, wanted: Wanted) -> Made:
    with _folder() as folder:
        out = folder / f"yearbook-{wanted.about.year}.pdf"
        export_yearbook(published, wanted.municipality_code, wanted.about.year, out)
        return _contents(folder), ("fiscal_year", str(wanted.about.year))


def _csv_set(published: Published, wanted: Wanted) -> Made:
    year = wanted.about.year
    with _folder() as folder:
        code = wanted.municipality_code
        export_tables(published, code, year, "csv", folder / f"tables-{year}.zip")
        export_tables(published, code, year, "csv-machine", folder / f"tables-{year}-machine.zip")
        return _contents(folder), ("fiscal_year", str(year))


def _committee_pack(published: Published, wanted: Wanted) -> Made:
    known = fiscal_years(published, wanted.municipality_code)
    if not known:
        raise UserError(f"自治体 {wanted.municipality_code} の数値がまだないため、委員会資料を作れません。")
    with _folder() as folder:
        out = folder / f"committee-{wanted.issue}.pdf"
        export_pack(published, wanted.municipality_code, known[-1], out)
        return _contents(folder), ("fiscal_year", str(known[-1]))


_MAKERS: Mapping[str, Callable[[Published, Wanted], Made]] = {
    "monthly_report": _monthly,
    "yearbook": _yearbook,
    "csv_set": _csv_set,
    "committee_pack": _committee_pack,
}


@contextmanager
def _folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        yield Path(name)


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
