"""Sending mail: always over TLS with a verified certificate; the password is read from its file and told to nobody."""

import os
import smtplib
import ssl
import stat
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Literal

from warehouse.errors import UserError

TIMEOUT_SECONDS = 30
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class RecipientRefusedError(UserError):
    """The server takes no mail for this address; it may take other mail.

    `for_good` says whether it will not take it later either (RFC 5321, 4.2.1: a reply of 500 or above).
    """

    def __init__(self, sentence_ja: str, *, for_good: bool) -> None:
        super().__init__(sentence_ja)
        self.for_good = for_good


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed in, and how to log in there."""

    host: str
    port: int
    tls: Literal["starttls", "implicit"]
    sender: str
    user: str | None = None
    password_file: Path | None = None
    ca_file: Path | None = None


def send(server: MailServer, message: EmailMessage) -> None:
    """Hand in one message.

    Raises:
        RecipientRefusedError: it takes no mail for that address.
        UserError: the server is not there, cannot prove who it is, or takes no mail from us; one sentence without
            addresses or secrets.
    """
    context = _verifying(server)
    password = _password(server)
    try:
        with _connected(server, context) as connection:
            if server.user is not None and password is not None:
                connection.login(server.user, password)
            connection.send_message(message)
    except ssl.SSLCertVerificationError as error:
        # Its text would say more; what matters is that nothing was sent.
        raise UserError(
            f"メールサーバー {server.host} の証明書を確かめられないため、送りませんでした。ca_file を確かめてください。"
        ) from error
    except smtplib.SMTPAuthenticationError:
        # The server's answer may repeat what it was told.
        raise UserError(
            f"メールサーバー {server.host} にログインできません。user と password_file を確かめてください。"
        ) from None
    except smtplib.SMTPRecipientsRefused as error:
        # Its text names the address.
        raise RecipientRefusedError(
            f"メールサーバー {server.host} が宛先を受け付けません。recipients を確かめてください。",
            for_good=all(code >= 500 for code, _ in error.recipients.values()),
        ) from None
    except (smtplib.SMTPException, OSError) as error:
        raise UserError(
            f"メールサーバー {server.host} に渡せませんでした。host、port、tls とネットワークを確かめてください。"
        ) from error


def _connected(server: MailServer, context: ssl.SSLContext) -> smtplib.SMTP:
    if server.tls == "implicit":
        return smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT_SECONDS, context=context)
    connection = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT_SECONDS)
    try:
        # A server that offers no TLS ends it here, before anything is said.
        connection.starttls(context=context)
    except BaseException:
        connection.close()
        raise
    return connection


def _verifying(server: MailServer) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=None if server.ca_file is None else str(server.ca_file))
    except (OSError, ssl.SSLError) as error:
        raise UserError("ca_file の証明書を読めません。PEM形式のファイルを置いてください。") from error


def _password(server: MailServer) -> str | None:
    """The first line of its file, which nobody but its owner may read."""
    if server.password_file is None:
        return None
    try:
        found = server.password_file.stat()
        if found.st_mode & _OTHERS or found.st_uid != os.geteuid():
            raise UserError(
                f"{server.password_file} をほかの人が読めます。所有者だけが読めるように(chmod 600)してください。"
            )
        password = next(iter(server.password_file.read_text(encoding="utf-8").splitlines()), "")
    except OSError as error:
        raise UserError(
            f"password_file の {server.password_file} を読めません。置き場所と権限を確かめてください。"
        ) from error
    if not (password.isascii() and (server.user or "").isascii()):
        # The protocol's own error would quote it.
        raise UserError("メールの user と password_file の合言葉に使えるのは半角の英数字と記号です。")
    return password
