"""Moments as readers in Japan see them."""

from datetime import timedelta, timezone

# Japan has kept one offset since 1951, so no time zone database is needed.
JAPAN = timezone(timedelta(hours=9))
