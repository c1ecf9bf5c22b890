"""What schedules write: the latest yearbook of every municipality, each with its manifest."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from reports.export import YEARBOOK, export_yearbook
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
    return [_write(published, code, fiscal_year, exports) for code, fiscal_year in latest]


def _write(published: Published, municipality_code: str, fiscal_year: int, exports: Path) -> dict[str, Any]:
    out = exports / municipality_code / f"yearbook-{fiscal_year}.pdf"
    result = export_yearbook(published, municipality_code, fiscal_year, out)
    manifest = {**asdict(result), "path": out.name, "built_at": published.build.built_at.isoformat()}
    partial = out.with_suffix(".json.partial")
    partial.write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
    partial.replace(out.with_suffix(".json"))
    return manifest
