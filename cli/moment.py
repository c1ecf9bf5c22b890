"""Moments as people give them: in Japan, unless they name another zone."""

from datetime import UTC, datetime

import click

from warehouse.japan import JAPAN


def moment(text: str | None) -> datetime:
    """A moment with its time zone; now, where none is given."""
    if text is None:
        return datetime.now(UTC).astimezone(JAPAN)
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(text, param=click.Option(["--at"])) from error
    return found if found.tzinfo else found.replace(tzinfo=JAPAN)
