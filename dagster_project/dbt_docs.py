"""dbt's own documents as one page that opens without a server: models, their SQL, lineage and tests."""

import subprocess
import sys
from pathlib import Path

from dagster_project.dbt_assets import DBT_EXECUTABLE, DBT_PROJECT, prepare
from dagster_project.installation import Installation
from warehouse.atomic import write_atomically
from warehouse.errors import UserError
from warehouse.work_file import take_lock, work_state


def write_dbt_docs(installation: Installation) -> Path:
    """Write the page of the file under construction, and return where it lies.

    Raises:
        UserError: nothing was ever built, a build is at work, or dbt fails.
    """
    places = installation.places
    if work_state(places) is None:
        raise UserError("まだ何も作成されていません。先に「nenpo build」を実行してください。")
    take_lock(places)
    prepare(installation)
    command = [
        str(DBT_EXECUTABLE),
        "--quiet",
        "docs",
        "generate",
        "--static",
        "--project-dir",
        str(DBT_PROJECT),
    ]
    made = subprocess.run(command, stdout=sys.stderr, check=False)
    if made.returncode != 0:
        raise UserError(f"dbtの文書を作れませんでした。記録 {places.logs / 'dbt'} を確認してください。")
    page = places.dbt_target / "static_index.html"
    places.dbt_docs.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(places.dbt_docs, page.read_text(encoding="utf-8"))
    return places.dbt_docs
