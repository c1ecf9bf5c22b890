"""What is said when a delivery cannot be taken."""

import logging

_LOGGER = logging.getLogger("ingestion")


class DeliveryError(Exception):
    """One Japanese sentence: file, place, offending value (never a person's) and what would be accepted."""


def as_refusal(shown_as: str, error: Exception) -> DeliveryError:
    """What is said of a file that cannot be taken; what nobody expected goes to the log with its trace."""
    if isinstance(error, DeliveryError):
        return error
    _LOGGER.error(shown_as, exc_info=error)
    return DeliveryError(
        f"{shown_as}: 読めません(予期しない誤り {type(error).__name__})。"
        "元のシステムから出力し直すか、記録(var/logs)を管理者に渡してください。"
    )
