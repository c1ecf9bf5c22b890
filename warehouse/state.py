"""The layout of all that an installation stores, and the steps that bring an older one to that of today.

Layouts: 1 has no `state.json`, manifests without a seal and a ledger without hashes of the raw files (until November 2026);
2 has all three.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from warehouse.atomic import write_atomically
from warehouse.builds import verify_build
from warehouse.errors import UserError
from warehouse.manifest import build_ids, read_manifest, write_manifest
from warehouse.places import Places
from warehouse.work_file import take_lock

LAYOUT = 2


@dataclass(frozen=True)
class Step:
    """One step from a layout to the next.

    `run` may be cut off anywhere and run again; it returns sentences on what it could not bring over.
    """

    to_layout: int
    what_ja: str
    run: Callable[[Places], Iterable[str]]


def stored_layout(places: Places) -> int | None:
    """The layout of what is stored; None where nothing is.

    Raises:
        UserError: `state.json` cannot be read.
    """
    if places.state.exists():
        try:
            return int(json.loads(places.state.read_text(encoding="utf-8"))["layout"])
        except (ValueError, KeyError, TypeError) as error:
            raise UserError(
                f"保存形式の記録 {places.state} が壊れています。バックアップから戻してください。"
            ) from error
    return 1 if places.builds.exists() or places.ledger.exists() else None


def refuse_newer(places: Places) -> None:
    """Let only what this version understands be read.

    A damaged `state.json` stops nobody who reads: manifests say their layout too.

    Raises:
        UserError: it was stored by a newer version.
    """
    try:
        found = stored_layout(places)
    except UserError:
        return
    if found is not None and found > LAYOUT:
        raise UserError(
            f"保存されているデータの形式({found})は、この版の年報が扱える形式({LAYOUT})より新しいものです。"
            "新しい版の年報を使うか、この版で取ったバックアップから戻してください。"
        )


def bring_up_to_date(places: Places, steps: Iterable[Step], say: Callable[[str], None]) -> None:
    """Bring what is stored to the layout of today, step by step, as the one process that builds.

    Args:
        places: the installation; an empty one gets the layout of today.
        steps: all steps, in order.
        say: receives a Japanese line a step, and one for what a step could not bring over.

    Raises:
        UserError: a newer version stored it, or another build is at work.
    """
    refuse_newer(places)
    found = stored_layout(places)
    if found == LAYOUT:
        return
    if found is not None:
        take_lock(places)
        # Another process may have done it while this one waited.
        found = stored_layout(places)
    for step in steps:
        if found is not None and found < step.to_layout:
            say(f"保存データを新しい形式({step.to_layout})に移しています: {step.what_ja}")
            for sentence in step.run(places):
                say(f"注意: {sentence}")
            _write(places, step.to_layout)
    if found is None:
        _write(places, LAYOUT)


def seal_manifests(places: Places) -> Iterable[str]:
    """Seal the manifest of each build whose file is as it was written (layout 1 to 2)."""
    for build_id in build_ids(places):
        faults = verify_build(places, build_id)
        if faults:
            yield from faults
        else:
            write_manifest(places, read_manifest(places, build_id))


def _write(places: Places, layout: int) -> None:
    places.var.mkdir(parents=True, exist_ok=True)
    write_atomically(places.state, json.dumps({"layout": layout}) + "\n")
