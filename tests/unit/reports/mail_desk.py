"""A real mail server on this machine: TLS with a certificate of its own authority, and a log-in."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any, Literal

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from tests.pages.serving import free_port

USER, PASSWORD = "nenpo", "a-secret-of-the-desk"
HOST = "127.0.0.1"


@dataclass
class Desk:
    """What the server took, by address, and where it is."""

    port: int
    ca_file: Path
    password_file: Path
    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    refuses: dict[str, int] = field(default_factory=dict)
    """The code with which it refuses an address."""

    def subjects(self, address: str) -> list[str]:
        """What somebody got, in its order."""
        return [str(message["Subject"]) for to, message in self.taken if to == address]


class _Handler:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address in self._desk.refuses:
            return f"{self._desk.refuses[address]} not this address"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        message = message_from_bytes(envelope.content, policy=SMTP)
        assert isinstance(message, EmailMessage)
        self._desk.taken += [(address, message) for address in envelope.rcpt_tos]
        return "250 OK"


@contextmanager
def mail_desk(
    folder: Path, tls: Literal["starttls", "implicit"] = "starttls", host_in_certificate: str = HOST
) -> Iterator[Desk]:
    """A server that takes mail until the end of the block."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(host_in_certificate).configure_cert(context)
    folder.mkdir(parents=True, exist_ok=True)
    ca_file, password_file = folder / "ca.pem", folder / "password"
    authority.cert_pem.write_to_path(ca_file)
    password_file.write_text(PASSWORD + "\n", encoding="utf-8")
    password_file.chmod(0o600)
    desk = Desk(free_port(), ca_file, password_file)

    def log_in(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        known = (data.login.decode(), data.password.decode()) == (USER, PASSWORD)
        return AuthResult(success=known, handled=False)

    how: dict[str, Any] = (
        {"ssl_context": context} if tls == "implicit" else {"tls_context": context, "require_starttls": True}
    )
    controller = Controller(
        _Handler(desk),
        hostname=HOST,
        port=desk.port,
        authenticator=log_in,
        auth_required=True,
        auth_require_tls=tls == "starttls",
        **how,
    )
    controller.start()
    try:
        yield desk
    finally:
        controller.stop()
