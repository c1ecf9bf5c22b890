"""Moments as readers in Japan see them."""

from datetime import datetime, timedelta, timezone

# Japan has kept one offset since 1951, so no time zone database is needed.
JAPAN = timezone(timedelta(hours=9))


def moment_ja(at: datetime) -> str:
    """A moment in Japan to the minute.

    Args:
        at: with its time zone.
    """
    return f"{at.astimezone(JAPAN):%Y-%m-%d %H:%M}"
