"""What schedules write: the latest yearbook, plan and committee pack of every municipality, each with its manifest."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from reports.committee.export import export_pack, pack_path
from reports.committee.scope import fiscal_years
from reports.export import YEARBOOK, ExportResult, export_yearbook, put_manifest
from reports.plan_export import export_plan
from warehouse.open import Published


def write_yearbooks(published: Published, exports: Path) -> list[dict[str, Any]]:
    """Write `<code>/yearbook-<fiscal year>.pdf` and a `.json` manifest beside it for each municipality.

    Args:
        published: the open build.
        exports: the folder for exports.

    Returns:
        The manifests: file, build, counts, size in bytes, sha256.
    """
    latest = published.rows(
        "select municipality_code, max(main_fiscal_year) from dim_edition where series = ?"
        " group by all order by municipality_code",
        [YEARBOOK],
    )
    return [
        _noted(
            published,
            export_yearbook(published, code, fiscal_year, exports / code / f"yearbook-{fiscal_year}.pdf"),
        )
        for code, fiscal_year in latest
    ]


def write_plans(published: Published, exports: Path) -> list[dict[str, Any]]:
    """Write `<code>/plan-<plan>-<fiscal year>.pdf` and its manifest for the latest graded year of each plan.

    Args:
        published: the open build.
        exports: the folder for exports.

    Returns:
        The manifests, as `write_yearbooks`.
    """
    latest = published.rows(
        "select municipality_code, plan_id, max(fiscal_year) from rpt_plan__grades"
        " group by all order by municipality_code, plan_id"
    )
    written = []
    for code, plan_id, fiscal_year in latest:
        out = exports / code / f"plan-{plan_id}-{fiscal_year}.pdf"
        written.append(_noted(published, export_plan(published, code, fiscal_year, out, plan_id)))
    return written


def write_committee_packs(published: Published, exports: Path) -> list[dict[str, Any]]:
    """Write `<code>/committee-<fiscal year>.pdf` and its manifest for the newest year of which a municipality has something.

    Args:
        published: the open build.
        exports: the folder for exports.

    Returns:
        The manifests, as `write_yearbooks`.
    """
    written = []
    for (code,) in published.rows(
        "select municipality_code from dim_municipality order by municipality_code"
    ):
        known = fiscal_years(published, code)
        if known:
            out = pack_path(exports, code, known[-1])
            written.append(_noted(published, export_pack(published, code, known[-1], out)))
    return written


def _noted(published: Published, result: ExportResult) -> dict[str, Any]:
    """Write the manifest beside the file."""
    built_at = published.build.built_at.isoformat()
    manifest = {**asdict(result), "path": result.path.name, "built_at": built_at}
    put_manifest(result.path, manifest)
    return manifest
