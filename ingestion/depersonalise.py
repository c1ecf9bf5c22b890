"""The person leaves here: yearly keys instead of numbers, completed years instead of a birth date.

A yearly secret joins what counting needs (how many readers, what somebody has out) within one fiscal year of one
municipality; when it is destroyed, nobody can be found again by a number, and the figures stay as they are.
"""

import os
import re
import secrets
from pathlib import Path

from ingestion.disk import to_disk
from ingestion.errors import DeliveryError

_DESTROYED = b"destroyed\n"
# What else lies there is a mark of destruction, or the noise of one that was cut off.
_SECRET = re.compile(rb"[0-9a-f]{64}\n")


def key_file(var: Path, municipality_code: str, fiscal_year: int) -> Path:
    """Where the secret of a fiscal year lies."""
    return var / "keys" / f"{municipality_code}-{fiscal_year}.key"


def secret(var: Path, municipality_code: str, fiscal_year: int) -> str:
    """The secret of a fiscal year, made when it is first needed.

    Raises:
        DeliveryError: it was destroyed.
    """
    path = key_file(var, municipality_code, fiscal_year)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        partial = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
            handle.write(secrets.token_hex(32) + "\n")
            handle.flush()
            os.fsync(handle.fileno())
        try:
            # Whoever is first wins; a second process takes the first one's.
            path.hardlink_to(partial)
        except FileExistsError:
            pass
        finally:
            partial.unlink()
        # Rows that were joined by it must not outlive it in a power failure.
        to_disk(path.parent)
    text = path.read_bytes()
    if not _SECRET.fullmatch(text):
        raise DeliveryError(
            f"{fiscal_year}年度の照合用の鍵は破棄されています。"
            "利用者番号のある納品はもう取り込めません。利用者番号と取引番号を除いて渡してください。"
        )
    return text.decode("ascii").strip()


def destroy(var: Path, municipality_code: str, fiscal_year: int) -> bool:
    """Destroy the secret of a fiscal year for good; whether there was one."""
    path = key_file(var, municipality_code, fiscal_year)
    existed = path.exists() and path.read_bytes() != _DESTROYED
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if existed:
        # Overwritten before it is replaced, for what a file system may still hold.
        with path.open("r+b") as handle:
            handle.write(os.urandom(path.stat().st_size))
            handle.flush()
            os.fsync(handle.fileno())
    partial = path.with_name(path.name + ".partial")
    partial.touch(mode=0o600)
    partial.write_bytes(_DESTROYED)
    to_disk(partial)
    partial.replace(path)
    to_disk(path.parent)
    return existed


def fiscal_year_sql(day: str) -> str:
    """Fiscal year (calendar year of 1 April) of a date in SQL."""
    return f"(year({day}) - (month({day}) < 4)::integer)"


def age_sql(birth: str, day: str) -> str:
    """Completed years on a day, in SQL; somebody born on 29 February completes one on 1 March."""

    def number(of: str) -> str:
        return f"(year({of}) * 10000 + month({of}) * 100 + day({of}))"

    return f"cast(({number(day)} - {number(birth)}) // 10000 as smallint)"


def key_sql(parts: str, day: str, secret_by_year: dict[int, str]) -> str:
    """A number that stands for a text within the fiscal year of a day, in SQL; null for null."""
    cases = " ".join(f"when {year} then '{text}'" for year, text in secret_by_year.items())
    return f"md5_number_lower((case {fiscal_year_sql(day)} {cases} end) || {parts})"
