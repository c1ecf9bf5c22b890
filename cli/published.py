"""What the reading commands share: the open build and the names people use for a municipality."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

from cli.installed import installed_places
from warehouse.errors import UserError
from warehouse.open import Published, open_published


@contextmanager
def published_build() -> Iterator[Published]:
    """The current build, closed afterwards."""
    published = open_published(installed_places().var)
    try:
        yield published
    finally:
        published.close()


def municipality_code(published: Published, name: str) -> str:
    """The code of a municipality given by code, slug or Japanese name.

    Raises:
        UserError: no such municipality; the sentence lists those there are.
    """
    found = published.rows(
        "select municipality_code, slug, name_ja from dim_municipality order by municipality_code"
    )
    for code, slug, name_ja in found:
        if name in (code, slug, name_ja):
            return str(code)
    known = "、".join(f"{slug}({name_ja})" for _, slug, name_ja in found)
    raise UserError(f"自治体「{name}」は登録されていません。{known} から選んでください。")


def jsonable(value: Any) -> Any:
    """A value of a row as JSON has it."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value
