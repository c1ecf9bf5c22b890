"""What a file says besides which build it is from: two builds with the same figures say the same."""

from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

from pypdf import PdfReader

from reports.table_page import stamp
from reports.verify import SPACE
from warehouse.open import Build


def figures_hash(files: Mapping[str, bytes], build: Build) -> str:
    """Hash of all that the files say, without the stamp of the build and the moment of writing.

    Args:
        files: PDF, ZIP or text files by name.
        build: the one that they were made from.
    """
    digest = sha256()
    for name, content in sorted(files.items()):
        digest.update(f"{name}\0".encode())
        for part in _said(name, content):
            digest.update(sha256(_without_stamp(part, build)).digest())
    return digest.hexdigest()


def _said(name: str, content: bytes) -> list[bytes]:
    if name.endswith(".pdf"):
        return [page.extract_text().encode() for page in PdfReader(BytesIO(content)).pages]
    if name.endswith(".zip"):
        with ZipFile(BytesIO(content)) as packed:
            return [part for entry in packed.namelist() for part in (entry.encode(), packed.read(entry))]
    return [content]


def _without_stamp(part: bytes, build: Build) -> bytes:
    # Lines break in the stamp where the page is narrow.
    text = SPACE.sub("", part.decode("utf-8", "surrogateescape"))
    for mark in (stamp(build), build.build_id):
        text = text.replace(SPACE.sub("", mark), "")
    return text.encode("utf-8", "surrogateescape")
