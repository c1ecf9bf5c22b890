"""The dbt models as assets: key = table name, group = layer."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DbtCliResource, dbt_assets
from packaging.version import Version

from dagster_project.installation import REPOSITORY, Installation, from_environment
from dagster_project.progress import say

DBT_PROJECT = REPOSITORY / "dbt"
DBT_EXECUTABLE = Path(sys.executable).with_name("dbt")


class LayerTranslator(DagsterDbtTranslator):
    """Names the assets as the tables are named and groups them by layer."""

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        """The table name alone."""
        return dg.AssetKey(dbt_resource_props["name"])

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        """Folder of the model below models/, or codes for seeds."""
        return "codes" if dbt_resource_props["resource_type"] == "seed" else str(dbt_resource_props["fqn"][1])


class InstalledDbt(DbtCliResource):
    """dbt as it is installed here, found without asking it: `dbt --version` looks on the internet for newer ones."""

    @cached_property
    def _cli_version(self) -> Version:
        return Version(version("dbt-core"))


def prepare(installation: Installation) -> Path:
    """Point dbt at the installation and make its manifest when a model is newer.

    dbt runs in a process of its own, because in this one it would keep the file open.
    """
    places = installation.places
    os.environ["NENPO_BUILD_DB"] = str(places.candidate)
    os.environ["DBT_TARGET_PATH"] = str(places.dbt_target)
    os.environ["DBT_PROFILES_DIR"] = str(DBT_PROJECT)
    os.environ["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "false"
    os.environ["DBT_LOG_PATH"] = str(places.logs / "dbt")
    os.environ["DBT_LOG_FORMAT_FILE"] = "json"
    manifest = places.dbt_target / "manifest.json"
    sources = [
        p for root in (DBT_PROJECT, REPOSITORY / "seeds" / "codes") for p in root.rglob("*") if p.is_file()
    ]
    if not _is_whole(manifest) or manifest.stat().st_mtime < max(p.stat().st_mtime for p in sources):
        command = [str(DBT_EXECUTABLE), "--quiet", "parse", "--project-dir", str(DBT_PROJECT)]
        subprocess.run(command, check=True, stdout=sys.stderr)
    return manifest


def _is_whole(manifest: Path) -> bool:
    """Whether dbt came to the end of writing it; it does not write in one step."""
    try:
        return isinstance(json.loads(manifest.read_text(encoding="utf-8")), dict)
    except (OSError, ValueError):
        # What it has parsed may be cut off as well.
        manifest.with_name("partial_parse.msgpack").unlink(missing_ok=True)
        return False


@dbt_assets(manifest=prepare(from_environment()), dagster_dbt_translator=LayerTranslator())
def warehouse_models(
    context: dg.AssetExecutionContext, dbt: DbtCliResource, installation: Installation
) -> Iterator[Any]:
    """All models and seeds, with their tests as checks."""
    say(context, "集計しています(dbt)")
    # One target folder always: dbt keeps what it has parsed there.
    yield from dbt.cli(["build"], context=context, target_path=installation.places.dbt_target).stream()
