"""Mail over TLS with a real server: proved who it is, logged in, and kept until it is handed in."""

import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from reports.mail_server import MailServer
from reports.outbox import Attachment, Letter, lay_down, send_all, waiting
from tests.unit.reports.mail_desk import HOST, PASSWORD, USER, Desk, mail_desk
from warehouse.japan import JAPAN
from warehouse.places import Places

AT = datetime(2026, 4, 3, 6, tzinfo=JAPAN)
LETTER = Letter(
    "砂丘市立図書館 月報", "月報をお送りします。\n", (Attachment("monthly.pdf", b"%PDF-1.7 \xff"),)
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with mail_desk(tmp_path_factory.mktemp("desk")) as desk:
        yield desk


@pytest.fixture
def places(tmp_path: Path, desk: Desk) -> Places:
    desk.taken.clear()
    desk.refuses.clear()
    return Places(tmp_path / "var")


def server(desk: Desk) -> MailServer:
    return MailServer(HOST, desk.port, "starttls", "nenpo@example.jp", USER, desk.password_file, desk.ca_file)


def test_a_letter_arrives_as_it_was_written(places: Places, desk: Desk) -> None:
    lay_down(places, "nenpo@example.jp", "a@example.jp", LETTER, AT)
    assert stat.S_IMODE(places.outbox.stat().st_mode) == 0o700
    assert send_all(places, server(desk)).sent == 1
    [(address, message)] = desk.taken
    assert (address, message["From"], message["Subject"]) == (
        "a@example.jp",
        "nenpo@example.jp",
        LETTER.subject_ja,
    )
    body = message.get_body()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == LETTER.text_ja
    [file] = message.iter_attachments()
    assert (file.get_filename(), file.get_content()) == ("monthly.pdf", b"%PDF-1.7 \xff")
    assert waiting(places) == 0


def test_tls_from_the_first_byte(places: Places, tmp_path: Path) -> None:
    with mail_desk(tmp_path, "implicit") as other:
        lay_down(places, "nenpo@example.jp", "a@example.jp", LETTER, AT)
        assert send_all(places, replace(server(other), tls="implicit")).sent == 1


def test_a_server_that_cannot_prove_who_it_is_gets_nothing(
    places: Places, desk: Desk, tmp_path: Path
) -> None:
    lay_down(places, "nenpo@example.jp", "a@example.jp", LETTER, AT)
    found = send_all(places, replace(server(desk), ca_file=None))
    assert (found.sent, found.waiting) == (0, 1)
    assert "証明書を確かめられない" in str(found.why_ja)
    with mail_desk(tmp_path, host_in_certificate="mail.example.jp") as other:
        assert "証明書を確かめられない" in str(send_all(places, server(other)).why_ja)
        assert not other.taken
    assert not desk.taken


def test_a_server_without_tls_gets_nothing(places: Places, desk: Desk, tmp_path: Path) -> None:
    lay_down(places, "nenpo@example.jp", "a@example.jp", LETTER, AT)
    with mail_desk(tmp_path, "implicit") as other:
        found = send_all(places, replace(server(other), tls="implicit", port=desk.port))
    assert (found.sent, found.waiting, desk.taken) == (0, 1, [])


@pytest.mark.parametrize("mode", [0o640, 0o604])
def test_a_password_that_others_may_read_is_not_used(
    places: Places, desk: Desk, tmp_path: Path, mode: int
) -> None:
    lay_down(places, "nenpo@example.jp", "a@example.jp", LETTER, AT)
    open_to_all = tmp_path / "password"
    open_to_all.write_text(PASSWORD, encoding="utf-8")
    open_to_all.chmod(mode)
    found = send_all(places, replace(server(desk), password_file=open_to_all))
    assert "chmod 600" in str(found.why_ja)
    assert PASSWORD not in str(found.why_ja)
    assert waiting(places) == 1


def test_a_wrong_password_is_told_without_the_password(places: Places, desk: Desk, tmp_path: Path) -> None:
    lay_down(places, "nenpo@example.jp", "a@example.jp", LETTER, AT)
    wrong = tmp_path / "password"
    wrong.touch(mode=0o600)
    for said, written in (("ログインできません", "not-the-password"), ("半角", "まちがい")):
        wrong.write_text(written, encoding="utf-8")
        found = send_all(places, replace(server(desk), password_file=wrong))
        assert said in str(found.why_ja)
        assert written not in str(found.why_ja)


def test_mail_waits_for_a_server_that_is_away(places: Places, desk: Desk) -> None:
    for name in ("a", "b"):
        lay_down(places, "nenpo@example.jp", f"{name}@example.jp", LETTER, AT)
    away = send_all(places, replace(server(desk), port=1))
    assert (away.sent, away.waiting) == (0, 2)
    assert "渡せませんでした" in str(away.why_ja)
    assert send_all(places, server(desk)).sent == 2
    assert sorted(address for address, _ in desk.taken) == ["a@example.jp", "b@example.jp"]
    assert send_all(places, server(desk)).sent == 0


@pytest.mark.parametrize(("code", "kept"), [(450, (1, 0)), (550, (0, 1))])
def test_one_address_that_is_refused_does_not_hold_up_another(
    places: Places, desk: Desk, code: int, kept: tuple[int, int]
) -> None:
    desk.refuses["a@example.jp"] = code
    for name in ("a", "b"):
        lay_down(places, "nenpo@example.jp", f"{name}@example.jp", LETTER, AT)
    found = send_all(places, server(desk))
    assert (found.sent, found.waiting, found.refused) == (1, *kept)
    assert "宛先を受け付けません" in str(found.failure_ja)
    assert "a@example.jp" not in str(found.failure_ja)
    assert len(list(places.refused_mail.glob("*.eml"))) == found.refused
    assert send_all(places, server(desk)).refused == 0, "it is asked once"


def test_the_same_letter_is_laid_down_once(places: Places) -> None:
    for _ in range(2):
        lay_down(places, "nenpo@example.jp", "a@example.jp", LETTER, AT)
    assert waiting(places) == 1
