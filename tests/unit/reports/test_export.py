"""What stops an export, and what is left then."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from reports import export
from reports.document import Document
from reports.fonts import find_font
from warehouse.errors import UserError

NOBODY: Any = None


def test_a_missing_font_stops_the_export_and_keeps_the_old_file(tmp_path: Path) -> None:
    out = tmp_path / "yearbook.pdf"
    out.write_bytes(b"old")
    with pytest.raises(UserError, match="フォント") as raised:
        export.export_yearbook(NOBODY, "00000", 2024, out, font_dir=tmp_path)
    assert str(tmp_path) in str(raised.value)
    assert out.read_bytes() == b"old"


def test_a_font_package_that_is_gone_stops_the_export(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.fonts.FONT_PACKAGE", "no_such_package")
    with pytest.raises(UserError, match="no-such-package"):
        find_font()


@pytest.fixture
def proved(monkeypatch: pytest.MonkeyPatch) -> None:
    """An export whose PDF is whatever; only the writing is real."""
    monkeypatch.setattr(export, "find_edition", lambda *_: SimpleNamespace(edition=2025))
    monkeypatch.setattr(export, "yearbook_document", lambda *_: Document({}, ()))
    monkeypatch.setattr(export, "typeset", lambda *_: b"%PDF new")
    monkeypatch.setattr(export, "verify", lambda *_: 1)


@pytest.mark.usefixtures("proved")
def test_the_file_is_replaced_whole_and_nothing_else_stays(tmp_path: Path) -> None:
    out = tmp_path / "exports" / "yearbook.pdf"
    build = SimpleNamespace(build_id="b1", built_at=None)
    result = export.export_yearbook(SimpleNamespace(build=build), "00000", 2024, out)  # type: ignore[arg-type]
    assert out.read_bytes() == b"%PDF new"
    assert [path.name for path in out.parent.iterdir()] == ["yearbook.pdf"]
    assert (result.pages, result.size_bytes, result.build_id) == (1, 8, "b1")


@pytest.mark.usefixtures("proved")
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    out = tmp_path / "file" / "yearbook.pdf"
    build = SimpleNamespace(build_id="b1", built_at=None)
    with pytest.raises(UserError, match="書き込めません"):
        export.export_yearbook(SimpleNamespace(build=build), "00000", 2024, out)  # type: ignore[arg-type]


@pytest.mark.usefixtures("proved")
def test_a_pdf_that_is_not_proved_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise UserError("違う")

    monkeypatch.setattr(export, "verify", refuse)
    build = SimpleNamespace(build_id="b1", built_at=None)
    with pytest.raises(UserError):
        export.export_yearbook(SimpleNamespace(build=build), "00000", 2024, tmp_path / "a.pdf")  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
