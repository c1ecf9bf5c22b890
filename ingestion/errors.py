"""What is said when a delivery cannot be taken."""

import logging

from ingestion.disk import is_disk_full

_LOGGER = logging.getLogger("ingestion")
_FULL = "ディスクの空きが足りないため、取り込みを途中で止めました。取り込み済みの納品データはそのままです。空きを作ってから、もう一度実行してください。"


class DeliveryError(Exception):
    """One Japanese sentence: file, place, offending value (never a person's) and what would be accepted."""


class StoppedError(DeliveryError):
    """What stops all deliveries and is no fault of the one at hand, so that nothing is noted against it."""


def as_refusal(shown_as: str, error: Exception) -> DeliveryError:
    """What is said of a file that cannot be taken; what nobody expected goes to the log with its trace.

    Raises:
        StoppedError: it is not the file's fault.
    """
    if isinstance(error, StoppedError):
        raise error
    if isinstance(error, DeliveryError):
        return error
    if is_disk_full(error):
        raise StoppedError(_FULL) from error
    _LOGGER.error(shown_as, exc_info=error)
    return DeliveryError(
        f"{shown_as}: 読めません(予期しない誤り {type(error).__name__})。"
        "元のシステムから出力し直すか、記録(var/logs)を管理者に渡してください。"
    )
