"""What the schedules and `nenpo run-due` have in common: to issue what is due, tell whom it concerns, and go on."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

from catalog.errors import CatalogError
from catalog.municipality import Municipality
from catalog.operation import Mail, Operation
from dagster_project.due import Due, about, due_between
from dagster_project.installation import Installation
from dagster_project.schedule_memory import BUILD, recall, remember
from lending_rules.open_days import Calendar, open_days
from lending_rules.rulebook import read_rulebook
from reports.issue import Issued, Wanted, issue
from reports.letters import build_failure_letter, failure_letter, issue_letter
from reports.mail_server import MailServer
from reports.outbox import Delivery, Letter, lay_down, send_all, waiting
from warehouse.errors import UserError
from warehouse.open import open_published
from warehouse.places import Places
from warehouse.records import SAYING
from warehouse.run_log import note_run

# What came due while the machine was off, or failed, is tried again for so long.
CATCH_UP = timedelta(days=7)
_LOCK_SECONDS = 300


def calendars(installation: Installation, operation: Operation) -> dict[str, Calendar]:
    """The open days of each municipality that issues something.

    Raises:
        CatalogError: a rulebook cannot be read, or has no library of the name.
    """
    found = {}
    root = Path(installation.seeds)
    for city in operation.municipalities:
        folder = next((root / "municipalities").glob(f"{city.municipality_code}_*"), None)
        book = None if folder is None else read_rulebook(folder, root)
        closed = [(days.first, days.last) for days in city.closed_days]
        found[city.municipality_code] = open_days(book, city.calendar_library, closed)
    return found


def outstanding(installation: Installation, at: datetime) -> list[Due]:
    """What has come due up to a moment and has not been issued."""
    operation = installation.operation()
    issued = recall(installation.places).issued
    due = due_between(at - CATCH_UP, at, operation, calendars(installation, operation))
    return [each for each in due if each.key not in issued]


def issue_due(installation: Installation, due: Due, at: datetime) -> Issued:
    """Issue one product: archive, exports, mail; a failure, whatever it is, is told to its recipients once.

    Raises:
        UserError: it could not be made.
    """
    places = installation.places
    operation = installation.operation()
    wanted = Wanted(due.municipality_code, due.product, due.issue, about(due.product, due.issue))
    with _one_at_a_time(places):
        memory = recall(places)
        try:
            issued = _made(installation, wanted, at)
        except Exception as error:
            if memory.first_told(due.key, at):
                letter = failure_letter(wanted, _city_ja(installation, due.municipality_code))
                _post(places, operation, _recipients(operation, due), letter, at)
                remember(places, memory)
            note_run(places, job=due.product, outcome="failed", sentence_ja=said(error), at=at)
            raise
        if issued.kept.is_new or due.key not in memory.issued:
            letter = issue_letter(issued, operation.mail.attached_megabytes if operation.mail else 0)
            _post(places, operation, _recipients(operation, due), letter, at)
        memory.note_issued(due.key, at)
        remember(places, memory)
    note_run(
        places,
        job=due.product,
        outcome="ok" if issued.kept.is_new else "nothing",
        sentence_ja=issued_ja(issued),
        at=at,
        build_id=issued.build_id,
        counts={"files": len(issued.files), "bytes": sum(map(len, issued.files.values()))},
    )
    return issued


def issued_ja(issued: Issued) -> str:
    """What became of it, in one sentence."""
    if issued.kept.is_new:
        return f"{issued.title_ja}を発行し、保管庫に第{issued.kept.manifest['revision']}版として入れました。"
    return f"{issued.title_ja}は同じ数値ですでに発行しています。"


def said(error: Exception) -> str:
    """What an error says to an administrator: our own sentences, of others only where to look."""
    if type(error).__name__ in SAYING:
        return str(error)
    return "予期しない誤りが起きました。var/logs の記録を確かめてください。"


def tell_of_build(installation: Installation, at: datetime, failure_ja: str | None) -> None:
    """Tell everybody who gets anything that the nightly build failed, once until one succeeds again.

    Args:
        installation: seeds and state.
        at: when it ended.
        failure_ja: None after a build that succeeded or had nothing to do.
    """
    places = installation.places
    operation = installation.operation()
    with _one_at_a_time(places):
        memory = recall(places)
        if failure_ja is None:
            memory.told.pop(BUILD, None)
        elif memory.first_told(BUILD, at):
            everybody = (
                address
                for city in operation.municipalities
                for product in city.products
                for address in city.addresses(product)
            )
            _post(places, operation, tuple(dict.fromkeys(everybody)), build_failure_letter(), at)
        remember(places, memory)


def send_waiting(installation: Installation, at: datetime) -> Delivery:
    """Hand in the mail that waits; without a server nothing is ever laid down."""
    places = installation.places
    mail = installation.operation().mail
    if mail is None or not waiting(places):
        return Delivery(0, waiting(places))
    with _one_at_a_time(places):
        done = send_all(places, _server(mail))
    note_run(
        places,
        job="mail",
        outcome="failed" if done.why_ja else "ok",
        sentence_ja=done.failure_ja or f"メールを{done.sent}通送りました。",
        at=at,
        counts={"sent": done.sent, "waiting": done.waiting, "refused": done.refused},
    )
    return done


def _made(installation: Installation, wanted: Wanted, at: datetime) -> Issued:
    published = open_published(installation.places.var)
    try:
        return issue(installation.places, published, wanted, at)
    finally:
        published.close()


def _city_ja(installation: Installation, code: str) -> str:
    """The name of its library system; the code where not even that can be read."""
    root = Path(installation.seeds)
    for folder in (root / "municipalities").glob(f"{code}_*"):
        with suppress(CatalogError):
            return Municipality.read(folder / "municipality.yaml", root).library_system_name_ja
    return code


def _recipients(operation: Operation, due: Due) -> tuple[str, ...]:
    found = (city for city in operation.municipalities if city.municipality_code == due.municipality_code)
    return next((city.addresses(due.product) for city in found), ())


def _post(
    places: Places, operation: Operation, addresses: tuple[str, ...], letter: Letter, at: datetime
) -> None:
    if operation.mail is not None:
        for address in addresses:
            lay_down(places, operation.mail.sender, address, letter, at)


def _server(mail: Mail) -> MailServer:
    return MailServer(
        host=mail.host,
        port=mail.port,
        tls=mail.tls,
        sender=mail.sender,
        user=mail.user,
        password_file=Path(mail.password_file) if mail.password_file else None,
        ca_file=Path(mail.ca_file) if mail.ca_file else None,
    )


@contextmanager
def _one_at_a_time(places: Places) -> Iterator[None]:
    """Be the one process that issues; wait for another."""
    places.issue_lock.parent.mkdir(parents=True, exist_ok=True)
    with places.issue_lock.open("w") as handle:
        for _ in range(_LOCK_SECONDS):
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                time.sleep(1)
        else:
            raise UserError("別の発行がまだ動いています。終わってからもう一度実行してください。")
        yield
