"""A PDF that cannot be made says so itself, since a download that fails has no words."""

import io
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from dashboards.downloads import NO_PDF_JA, pdf_or_words
from warehouse.errors import UserError
from warehouse.open import Build

BUILD = Build("20250401T000000-00000000", datetime(2025, 4, 1, tzinfo=UTC), "")


def test_a_pdf_that_can_be_made_is_given_as_it_is() -> None:
    assert pdf_or_words(lambda: b"%PDF", "月報", "見本図書館", BUILD) == b"%PDF"


def test_one_that_cannot_be_made_says_what_to_do_and_the_log_why(caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> bytes:
        raise UserError("書体に「〓」がありません。")

    (page,) = PdfReader(io.BytesIO(pdf_or_words(fail, "月報", "見本図書館", BUILD))).pages
    assert NO_PDF_JA in "".join(page.extract_text().split())
    assert "no PDF of 月報" in caplog.text
    assert "書体に「〓」がありません。" in caplog.text
