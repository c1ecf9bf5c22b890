"""What is known of a published file: its manifest, sealed, so that a changed byte in it is found."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from warehouse.atomic import write_atomically
from warehouse.errors import UserError
from warehouse.places import Places

# 1: without a seal. 2: the last key seals what stands before it.
LAYOUT = 2

# The first manifests of layout 1 gave no size.
_KEYS = {"build_id", "built_at", "file", "sha256", "inputs_hash", "tables"}
MEND_JA = "「nenpo build」で作り直すか、「nenpo builds rollback」で前のビルドに戻してください。"
_POINTER_JA = "公開中のビルドを示す {path} が、{wrong}。" + MEND_JA

Manifest = dict[str, Any]


class DamagedError(UserError):
    """A file is not as it was written; the sentence names it and says what to do."""


def manifest_path(places: Places, build_id: str) -> Path:
    """The manifest of a build."""
    return places.builds / f"nenpo-{build_id}.json"


def build_ids(places: Places) -> list[str]:
    """Ids of all builds that have a manifest, the newest first."""
    return sorted(
        (path.stem.removeprefix("nenpo-") for path in places.builds.glob("nenpo-*.json")), reverse=True
    )


def current_build_id(places: Places) -> str | None:
    """What CURRENT names, or None before the first publication.

    Raises:
        DamagedError: it is no text.
    """
    try:
        return places.current.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise DamagedError(_POINTER_JA.format(path=places.current, wrong="壊れています")) from error


def current_manifest(places: Places) -> Manifest | None:
    """Manifest of the build that CURRENT names, or None before the first publication.

    Raises:
        DamagedError: the pointer or the manifest is not as it was written.
        UserError: it was written by a newer version.
    """
    build_id = current_build_id(places)
    if build_id is None:
        return None
    if not manifest_path(places, build_id).exists():
        raise DamagedError(
            _POINTER_JA.format(path=places.current, wrong=f"ないビルド「{build_id}」を指しています")
        )
    return read_manifest(places, build_id)


def read_manifest(places: Places, build_id: str) -> Manifest:
    """The manifest of a build.

    Raises:
        DamagedError: it is not there, or not as it was written.
        UserError: it was written by a newer version.
    """
    path = manifest_path(places, build_id)
    try:
        text = path.read_text(encoding="utf-8")
        manifest = dict(json.loads(text))
        layout = manifest["layout"]
        if (layout != 1 or "seal" in manifest) and text != _sealed(manifest):
            raise ValueError("the seal does not hold")
        if layout <= LAYOUT and (
            manifest["build_id"] != build_id or manifest["file"] != f"nenpo-{build_id}.duckdb"
        ):
            raise ValueError("it speaks of another build")
        if layout <= LAYOUT and not manifest.keys() >= _KEYS:
            raise ValueError("it is not whole")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedError(f"公開データの記録 {path} が壊れています。{MEND_JA}") from error
    if layout > LAYOUT:
        raise UserError(
            f"公開データの記録 {path} は新しい版の年報が書いたものです。新しい版で開いてください。"
        )
    return manifest


def write_manifest(places: Places, manifest: Manifest) -> None:
    """Write the manifest of a build, in the layout of today and with its seal."""
    text = _sealed({**manifest, "layout": LAYOUT})
    write_atomically(manifest_path(places, manifest["build_id"]), text)


def _sealed(manifest: Manifest) -> str:
    """The one text that says this: whatever is changed in it, a space too, gives another."""
    said = {key: value for key, value in manifest.items() if key != "seal"}
    body = json.dumps(said, ensure_ascii=False, indent=1)
    return json.dumps({**said, "seal": sha256(body.encode()).hexdigest()}, ensure_ascii=False, indent=1)
