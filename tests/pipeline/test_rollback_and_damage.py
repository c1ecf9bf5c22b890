"""What an administrator does when a build is wrong or a file is damaged, as commands on a real installation."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dagster_project.installation import Installation
from dagster_project.up_to_date import up_to_date
from tests.conftest import REPOSITORY, run_nenpo
from warehouse.places import Places
from warehouse.publish import publish

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def var(small_var: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of an installation with deliveries, in which an older build with other inputs stands before the newest."""
    copy = tmp_path_factory.mktemp("damage") / "var"
    shutil.copytree(small_var, copy, ignore=shutil.ignore_patterns("dagster", "landing"))
    places = Places(copy)
    at = datetime.now(UTC)
    publish(places, "0" * 64, at)
    publish(places, _installation(copy).inputs_hash(), at + timedelta(minutes=1))
    return copy


def _installation(var: Path) -> Installation:
    return Installation(seeds=str(REPOSITORY / "seeds"), var=str(var))


def _ids(var: Path) -> list[str]:
    return sorted(
        (path.stem.removeprefix("nenpo-") for path in (var / "builds").glob("*.json")), reverse=True
    )


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))


def test_a_rollback_is_neither_undone_nor_called_the_newest(var: Path) -> None:
    newest, older, *_ = _ids(var)
    done = run_nenpo("builds", "rollback", older, var=var)
    assert (done.returncode, done.stdout.splitlines()[0]) == (
        0,
        f"公開中のデータを {older} に切り替えました。",
    )
    listed = run_nenpo("builds", "list", var=var).stdout.splitlines()
    assert [line.split("  ")[-1] for line in listed][:2] == ["取り下げ", "公開中"]
    done = run_nenpo("build", "--no-pdf", var=var)
    assert done.returncode == 0, done.stderr
    assert "最新" not in done.stdout
    assert f"{newest} から戻したもの" in done.stdout
    assert Places(var).current.read_text(encoding="utf-8").strip() == older
    done = run_nenpo("builds", "rollback", newest, var=var)
    assert done.returncode == 0
    assert up_to_date(_installation(var)) == newest


def test_each_damaged_file_is_named(var: Path) -> None:
    newest, older, *_ = _ids(var)
    assert run_nenpo("verify", var=var).returncode == 0
    raw = sorted((var / "raw").rglob("*.parquet"))[0]
    harmed = [
        raw,
        var / "builds" / f"nenpo-{newest}.duckdb",
        var / "builds" / f"nenpo-{older}.json",
    ]
    whole = {path: path.read_bytes() for path in harmed}
    for path in harmed:
        _flip(path)
    done = run_nenpo("verify", var=var)
    assert done.returncode == 1
    *sentences, last = done.stdout.splitlines()
    assert last.endswith("壊れたファイルは3件あります。")
    assert all(any(str(path) in sentence for sentence in sentences) for path in harmed)
    assert up_to_date(_installation(var)) is None, "the damaged build is made anew"
    for path in harmed[1:]:
        path.write_bytes(whole[path])

    # The delivery is still damaged: a build stops before anything is made from it.
    pointer = Places(var).current.read_bytes()
    done = run_nenpo("build", "--no-pdf", "--force", var=var)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{raw} が壊れています" in done.stderr
    assert "集計しています" not in done.stderr
    assert Places(var).current.read_bytes() == pointer
