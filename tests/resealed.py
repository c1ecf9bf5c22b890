"""Published builds that a test changed on purpose: their manifests tell of them as they are now."""

import json
from pathlib import Path

from warehouse.intact import file_hash
from warehouse.manifest import manifest_path, write_manifest
from warehouse.places import Places


def reseal(var: Path) -> None:
    """Let the manifest of the build that CURRENT names describe its file as it is."""
    places = Places(var)
    build_id = places.current.read_text(encoding="utf-8").strip()
    path = manifest_path(places, build_id)
    file = path.with_suffix(".duckdb")
    manifest = json.loads(path.read_text(encoding="utf-8"))
    changed = {"build_id": build_id, "file": file.name, "size_bytes": file.stat().st_size}
    write_manifest(places, {**manifest, **changed, "sha256": file_hash(file)})


def rename(var: Path, suffix: str) -> Path:
    """Give the build that CURRENT names another id, since pages cache by it; its file, to be changed and resealed."""
    places = Places(var)
    build_id = places.current.read_text(encoding="utf-8").strip()
    other = manifest_path(places, build_id + suffix)
    manifest_path(places, build_id).rename(other)
    manifest_path(places, build_id).with_suffix(".duckdb").rename(other.with_suffix(".duckdb"))
    places.current.write_text(build_id + suffix, encoding="utf-8")
    return other.with_suffix(".duckdb")
