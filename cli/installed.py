"""Where the installation lies that a command works on; `nenpo` itself has named both places when a command begins."""

import os
from pathlib import Path

from warehouse.places import Places


def installed_places() -> Places:
    """The state."""
    return Places(Path(os.environ["NENPO_VAR"]))


def installed_seeds() -> Path:
    """What the figures are made from beside the deliveries."""
    return Path(os.environ["NENPO_SEEDS"])
