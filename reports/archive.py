"""The archive of what was given out: each issue with its manifest, never changed, given again byte for byte."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from warehouse.atomic import to_disk
from warehouse.errors import UserError
from warehouse.places import Places

MANIFEST = "manifest.json"
LAYOUT = 1


@dataclass(frozen=True)
class Source:
    """What an issue was made from: build, hash of its inputs, hash of what the files say; `status` of its period."""

    build_id: str
    built_at: str
    inputs_hash: str
    figures_hash: str
    status: str
    issued_at: str


@dataclass(frozen=True)
class Kept:
    """An issue in the archive; `is_new` where it was not there with the same figures."""

    folder: Path
    manifest: dict[str, Any]
    is_new: bool


def keep(
    places: Places,
    municipality_code: str,
    product: str,
    issue: str,
    files: Mapping[str, bytes],
    source: Source,
) -> Kept:
    """Put an issue into `var/archive/<code>/<product>/<issue>/`, or find it there.

    The same issue with the same figures and status is not written again. With others it becomes a new revision in a
    folder of its own, whose manifest says which one it replaces.

    Args:
        places: the installation.
        municipality_code: five digits.
        product: such as `monthly_report`.
        issue: such as `YYYY-MM`.
        files: content by name.
        source: what they were made from.

    Raises:
        UserError: no place to write, or the last revision there is damaged.
    """
    before = [each for each in issues(places, municipality_code, product) if each["issue"] == issue]
    last = before[-1] if before else None
    if last is not None and _same(last, source):
        return Kept(_folder(places, last), last, False)
    manifest = {
        "layout": LAYOUT,
        "municipality_code": municipality_code,
        "product": product,
        "issue": issue,
        "revision": last["revision"] + 1 if last else 1,
        "replaces_ja": _replaces_ja(last, source) if last else None,
        **asdict(source),
        "files": [
            {"name": name, "size_bytes": len(content), "sha256": sha256(content).hexdigest()}
            for name, content in sorted(files.items())
        ],
    }
    folder = _folder(places, manifest)
    try:
        _write(folder, files, manifest)
    except OSError as error:
        raise UserError(
            f"保管庫 {places.archive} に書き込めません。空き容量と権限を確かめてください。"
        ) from error
    return Kept(folder, manifest, True)


def issues(places: Places, municipality_code: str = "*", product: str = "*") -> list[dict[str, Any]]:
    """Manifests of the issues, by municipality, product, issue and revision.

    Raises:
        UserError: a manifest cannot be read.
    """
    paths = places.archive.glob(f"{municipality_code}/{product}/*/{MANIFEST}")
    # A folder that was being written when its process ended begins with a dot.
    found = [_manifest(path) for path in paths if not path.parent.name.startswith(".")]
    return sorted(found, key=lambda m: (m["municipality_code"], m["product"], m["issue"], m["revision"]))


def read_issue(
    places: Places, municipality_code: str, product: str, issue: str, revision: int | None = None
) -> dict[str, bytes]:
    """The files of an issue, as they were given out.

    Args:
        places: the installation.
        municipality_code: five digits.
        product: such as `monthly_report`.
        issue: such as `YYYY-MM`.
        revision: the last one unless named.

    Raises:
        UserError: no such issue, or a file is not what its manifest says.
    """
    known = issues(places, municipality_code, product)
    found = [m for m in known if m["issue"] == issue and revision in (None, m["revision"])]
    if not found:
        listed = "、".join(f"{m['issue']}(第{m['revision']}版)" for m in known) or "ありません"
        raise UserError(
            f"保管庫に {municipality_code} の {product} {issue} はありません。保管しているもの: {listed}。"
        )
    folder = _folder(places, found[-1])
    contents = {file["name"]: _content(folder / file["name"]) for file in found[-1]["files"]}
    for file in found[-1]["files"]:
        if sha256(contents[file["name"]]).hexdigest() != file["sha256"]:
            raise UserError(_damaged_ja(folder / file["name"]))
    return contents


def _same(manifest: dict[str, Any], source: Source) -> bool:
    return bool(manifest["figures_hash"] == source.figures_hash and manifest["status"] == source.status)


def _replaces_ja(last: dict[str, Any], source: Source) -> str:
    differs = "数値" if last["figures_hash"] != source.figures_hash else "確定の状態(数値は同じ)"
    return f"第{last['revision']}版(データ版 {last['build_id']})と{differs}が違うため、改めて発行しました。"


def _folder(places: Places, manifest: dict[str, Any]) -> Path:
    issue, revision = str(manifest["issue"]), manifest["revision"]
    name = issue if revision == 1 else f"{issue}_r{revision}"
    return places.archive / str(manifest["municipality_code"]) / str(manifest["product"]) / name


def _write(folder: Path, files: Mapping[str, bytes], manifest: dict[str, Any]) -> None:
    """All of it or nothing: the folder appears when everything is in it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    for left in folder.parent.glob(".*.partial"):
        shutil.rmtree(left)
    partial = Path(mkdtemp(prefix=".", suffix=".partial", dir=folder.parent))
    manifest_json = json.dumps(manifest, ensure_ascii=False, indent=1)
    for name, content in {**files, MANIFEST: manifest_json.encode()}.items():
        path = partial / name
        path.write_bytes(content)
        to_disk(path)
        path.chmod(0o444)
    partial.chmod(0o755)
    partial.rename(folder)


def _manifest(path: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise UserError(_damaged_ja(path)) from error


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(_damaged_ja(path)) from error


def _damaged_ja(path: Path) -> str:
    return f"保管庫の {path} は書かれたときのままではありません。バックアップから戻してください。"
