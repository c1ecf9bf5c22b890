"""A small city for simulated nights: its calendar, its operation, its deliveries, and somebody who runs what is due."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from catalog.operation import PRODUCTS, operation_path
from dagster_project.installation import Installation
from dagster_project.run_due import RunDue, run_due
from dagster_project.schedules import issues
from dagster_project.up_to_date import note_up_to_date, up_to_date
from reports.archive import issues as archived
from tests.conftest import run_nenpo
from tests.deliveries_tree import LOAN, VISIT, deliver, delivering_seeds
from tests.seeds_tree import CODE, MUNICIPALITY
from tests.unit.lending_rules.small_books import CALENDAR, LIBRARIES
from tests.unit.reports.mail_desk import HOST, USER, Desk
from warehouse.errors import UserError
from warehouse.japan import JAPAN
from warehouse.manifest import current_manifest

MONDAY = date(2024, 7, 1)
CHIEF, COMMITTEE = "chief@example.jp", "committee@example.jp"

_OPERATION = """\
first_month: 2024-04-01
monthly_report: {{at: "06:00", open_day: 3}}
yearbook: {{at: "06:10", month: 7, open_day: 4}}
csv_set: {{at: "06:20", month: 7, open_day: 4}}
committee_pack: {{at: "06:30", days_before: 14}}
mail: {{host: {host}, port: {port}, tls: starttls, sender: nenpo@example.jp, user: {user}, password_file: {password}, ca_file: {ca}}}
municipalities:
  - municipality_code: "{code}"
    calendar_library: 本館
    committee_dates: [2024-07-20]
    recipients:
      - {{product: monthly_report, addresses: [{chief}]}}
      - {{product: yearbook, addresses: [{chief}]}}
      - {{product: csv_set, addresses: [{chief}]}}
      - {{product: committee_pack, addresses: [{chief}, {committee}]}}
"""


def seeds_of_the_week(folder: Path) -> Path:
    """The tiny seeds with deliveries, and a calendar by which Mondays are closed."""
    seeds = delivering_seeds(folder)
    rules = (seeds / MUNICIPALITY).parent / "lending_rules"
    rules.mkdir()
    (rules / "libraries.yaml").write_text(LIBRARIES, encoding="utf-8")
    (rules / "calendar.yaml").write_text(CALENDAR, encoding="utf-8")
    return seeds


def visits(folder: Path, name: str, month: date) -> None:
    """Visits of each day of a month."""
    days = [month + timedelta(days=n) for n in range(28)]
    deliver(folder / name, "visits", [VISIT | {"date": f"{day:%Y/%m/%d}"} for day in days])


def loans(folder: Path, name: str, month: date, number: int) -> None:
    """So many loans of a month, each of another item."""
    rows = [
        LOAN
        | {
            "checkout_at": f"{month + timedelta(days=n % 28):%Y/%m/%d} 10:15",
            "item_no": f"{n:07d}",
            "transaction_no": f"T{n}",
            "returned_date": "",
        }
        for n in range(number)
    ]
    deliver(folder / name, "loans", rows)


@dataclass
class Week:
    """An installation whose nights are run one after the other, with a clock of the test's own."""

    installation: Installation
    builds: int = 0
    fails: bool = False
    asked: list[str] = field(default_factory=list)
    """What the schedules asked for, with the moment."""

    def mails_by(self, desk: Desk, *, away: bool = False) -> None:
        """Hand in mail at this server, or where none is."""
        text = _OPERATION.format(
            host=HOST,
            port=1 if away else desk.port,
            user=USER,
            password=desk.password_file,
            ca=desk.ca_file,
            code=CODE,
            chief=CHIEF,
            committee=COMMITTEE,
        )
        operation_path(Path(self.installation.seeds)).write_text(text, encoding="utf-8")

    def at(self, day: int, clock: str) -> RunDue:
        """Run what is due on a day of the week (0 is Monday), after hearing what the schedules would ask for."""
        at = datetime.fromisoformat(f"{MONDAY + timedelta(days=day)}T{clock}").replace(tzinfo=JAPAN)
        for product in PRODUCTS:
            found = issues(self.installation, product, at)
            for request in found if isinstance(found, list) else ():
                self.asked.append(f"{at:%a %H:%M} {product} {request.partition_key}")
        return run_due(self.installation, at, self._build)

    def _build(self) -> tuple[str, bool]:
        if self.fails:
            raise UserError("作成を中止しました(公開中のデータはそのままです)。")
        if build_id := up_to_date(self.installation):
            note_up_to_date(self.installation.places)
            return build_id, False
        self.builds += 1
        build(Path(self.installation.seeds), self.installation.places.var)
        manifest = current_manifest(self.installation.places)
        assert manifest is not None
        return str(manifest["build_id"]), True

    @property
    def archive(self) -> list[str]:
        """What the archive holds."""
        return [
            f"{m['product']} {m['issue']} r{m['revision']} {m['status']} {m['issued_at'][:16]}"
            for m in archived(self.installation.places)
        ]


def build(seeds: Path, var: Path) -> None:
    """Build as the nightly schedule does, in a process of its own."""
    done = run_nenpo("build", "--no-pdf", var=var, seeds=seeds)
    assert done.returncode == 0, done.stderr


def figures(installation: Installation) -> dict[str, Any]:
    """Rows and content hash of every published table that is no journal of deliveries."""
    manifest = current_manifest(installation.places)
    assert manifest is not None
    return {table: content for table, content in manifest["tables"].items() if not content.get("journal")}
