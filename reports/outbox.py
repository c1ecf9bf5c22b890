"""Mail on its way: laid down before it is sent, so that a server that is away loses none."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from reports.export import put
from reports.mail_server import MailServer, RecipientRefusedError, send
from warehouse.errors import UserError
from warehouse.places import Places

ENDING = ".eml"


@dataclass(frozen=True)
class Attachment:
    """A file of a message."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Letter:
    """What is told to somebody, in Japanese."""

    subject_ja: str
    text_ja: str
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True)
class Delivery:
    """How many messages were handed in, how many wait, how many were laid aside, and why (one Japanese sentence)."""

    sent: int
    waiting: int
    why_ja: str | None = None
    refused: int = 0

    @property
    def failure_ja(self) -> str | None:
        """Why not all is well, and what becomes of the messages."""
        if self.why_ja is None:
            return None
        refused = f"送れない{self.refused}通を var/outbox/refused に移しました。" if self.refused else ""
        waiting = f"{self.waiting}通は次の機会に送ります。" if self.waiting else ""
        return self.why_ja + refused + waiting


def lay_down(places: Places, sender: str, address: str, letter: Letter, at: datetime) -> None:
    """Put a letter to one address into the outbox; the same letter at the same moment is there once.

    Raises:
        UserError: no place to write.
    """
    name = sha256(f"{address}\0{letter.subject_ja}\0{letter.text_ja}".encode()).hexdigest()[:16]
    domain = sender.rpartition("@")[2]
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = address
    message["Subject"] = letter.subject_ja
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{at:%Y%m%dT%H%M%S}.{name}@{domain}>"
    message.set_content(letter.text_ja, charset="utf-8")
    for file in letter.attachments:
        message.add_attachment(
            file.content, maintype="application", subtype=_subtype(file.name), filename=file.name
        )
    path = places.outbox / f"{at:%Y%m%dT%H%M%S}-{name}{ENDING}"
    places.outbox.mkdir(parents=True, exist_ok=True)
    # Addresses are nobody else's business.
    places.outbox.chmod(0o700)
    put(bytes(message), path)


def send_all(places: Places, server: MailServer) -> Delivery:
    """Hand in what lies in the outbox, the oldest first; what cannot be sent stays for the next time.

    A message whose address is refused for good is laid aside: asking each night would hide other failures.
    """
    sent, refused, why = 0, 0, None
    for path in sorted(places.outbox.glob(f"*{ENDING}")):
        message = message_from_bytes(path.read_bytes(), policy=SMTP)
        assert isinstance(message, EmailMessage)
        try:
            send(server, message)
        except RecipientRefusedError as error:
            why = str(error)
            if error.for_good:
                places.refused_mail.mkdir(exist_ok=True)
                path.rename(places.refused_mail / path.name)
                refused += 1
            continue
        except UserError as error:
            # The next message would wait for the same server as long.
            why = str(error)
            break
        path.unlink()
        sent += 1
    return Delivery(sent, waiting(places), why, refused)


def waiting(places: Places) -> int:
    """How many messages are yet to be sent."""
    return len(list(places.outbox.glob(f"*{ENDING}")))


def _subtype(name: str) -> str:
    return {"pdf": "pdf", "zip": "zip"}.get(name.rpartition(".")[2], "octet-stream")
