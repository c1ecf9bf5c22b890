"""`nenpo plan sheet` and `nenpo plan read`: a sheet is made, filled, read; a record is replaced only when asked."""

from pathlib import Path

import pytest

from tests.seeds_tree import CODE, tiny_seeds
from tests.unit.cli.conftest import Nenpo
from tests.unit.ingestion.test_plan_sheet import PLAN, fill

SHEET = ("plan", "sheet", "--municipality", "sakyu", "--fiscal-year")


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tiny_seeds(tmp_path)
    path = root / "plans" / CODE / "reading.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(PLAN, encoding="utf-8")
    monkeypatch.setenv("NENPO_SEEDS", str(root))
    return root


def test_a_sheet_becomes_the_record_and_a_change_is_said(nenpo: Nenpo, seeds: Path, tmp_path: Path) -> None:
    out = tmp_path / "票.xlsx"
    made = nenpo(*SHEET, "2026", "--out", str(out))
    assert (made.code, made.err) == (0, "")
    record = seeds / "plans" / CODE / "reading" / "2026.yaml"
    fill(out, {("はじめに", "B7"): "票", ("実績", "G5"): 1199})
    read = nenpo("plan", "read", str(out))
    assert (read.code, read.err) == (0, "")
    assert read.out == f"seeds/plans/{CODE}/reading/2026.yaml を書きました。\n"
    first = record.read_bytes()
    assert nenpo("plan", "read", str(out)).out.endswith("は変わりません。\n")
    fill(out, {("実績", "G5"): 1198})
    refused = nenpo("plan", "read", str(out))
    assert refused.code == 1
    assert "すでにあります" in refused.err and "1,199 → 1,198" in refused.err and "--replace" in refused.err
    assert record.read_bytes() == first
    replaced = nenpo("plan", "read", str(out), "--replace")
    assert "実績 shelves 2026年度: 1,199 → 1,198" in replaced.out
    assert record.read_bytes() != first


def test_what_cannot_be_made_or_read_is_one_sentence(nenpo: Nenpo, seeds: Path, tmp_path: Path) -> None:
    out = tmp_path / "票.xlsx"
    outside = nenpo(*SHEET, "2040", "--out", str(out))
    assert (outside.code, outside.out) == (1, "")
    assert "2024から2028まで" in outside.err
    other = nenpo(*SHEET, "2026", "--plan", "none", "--out", str(out))
    assert "指定できるもの: reading" in other.err
    nenpo(*SHEET, "2026", "--out", str(out))
    fill(out, {("はじめに", "B7"): "票", ("区分", "C5"): "良"})
    refused = nenpo("plan", "read", str(out))
    assert (refused.code, refused.out, len(refused.err.splitlines())) == (1, "", 1)
    assert "票.xlsx シート「区分」の5行 C列「区分」: 「良」は使えません。a、b、－か空欄" in refused.err
    assert not (seeds / "plans" / CODE / "reading").exists()
