"""Bad input stops a real build with a sentence that names it, and the build before stays as it was."""

import fcntl
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests import seeds_tree as tree
from tests.conftest import run_nenpo
from tests.seeds_tree import change, tiny_seeds

pytestmark = pytest.mark.slow

LOANS, HOLDINGS, CARDS = (f"{tree.DELIVERY}/{t}.csv" for t in (tree.LOANS, tree.HOLDINGS, tree.CARDS))
INGESTED, DOOR, DBT = "納品データを読みました", "納品データを検査しています", "集計しています"


@dataclass(frozen=True)
class Installation:
    """A var directory with a published build, and what was in it then."""

    var: Path

    @property
    def content(self) -> dict[str, str]:
        """Hashes of all that readers may open: builds, manifests, the pointer, the printed yearbooks."""
        return {
            path.relative_to(self.var).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for folder in ("builds", "exports")
            for path in sorted((self.var / folder).rglob("*"))
            if path.is_file()
        }

    def refuses(self, seeds: Path) -> str:
        """Build from bad seeds; what was said. Nothing of the build before may change."""
        before = self.content
        done = run_nenpo("build", seeds=seeds, var=self.var)
        assert (done.returncode, done.stdout) == (1, "")
        assert self.content == before
        assert "Traceback" not in done.stderr
        assert "nanobind" not in done.stderr
        return done.stderr


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The tiny seeds, built and published."""
    folder = tmp_path_factory.mktemp("good")
    done = run_nenpo("build", seeds=tiny_seeds(folder), var=folder / "var")
    assert done.returncode == 0, done.stderr
    found = Installation(folder / "var")
    assert {"builds/CURRENT"} < found.content.keys()
    return found


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return tiny_seeds(tmp_path)


def cells(installation: Installation, *arguments: str) -> CompletedProcess[str]:
    return run_nenpo("cells", *arguments, var=installation.var)


def test_the_good_build_holds_the_repaired_figures(installation: Installation) -> None:
    done = cells(installation, "--table-no", "1-(1)", "--fiscal-year", "2022", "--format", "jsonl")
    found = {
        (row["row_path"], row["column_path"]): row["value"]
        for row in map(json.loads, done.stdout.splitlines())
    }
    assert found["分室/丘", "貸出冊数/児童"] == 140
    assert len(found) == 14
    checked = json.loads(run_nenpo("check", "--format", "json", var=installation.var).stdout)
    assert (checked["identities"]["violated"], checked["violations"]) == (0, [])


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        (
            "yearbook/tables/t01_1_loans.yaml",
            "title_ja: 貸",
            "titel_ja: 貸",
            "5行目 titel_ja: キー「titel_ja」は使えません",
        ),
        ("yearbook/tables/t01_1_loans.yaml", "target: 1日平均", "target: 2日平均", "恒等式 per_day"),
        (tree.MUNICIPALITY, '"99001"', "99001", "1行目 municipality_code: 「99001」は引用符で囲んだ"),
        (tree.REGISTER, ",repair,", ",mend,", "2行目 kind: 「mend」は使えません"),
    ],
    ids=["unknown key", "identity to nowhere", "unquoted code", "register"],
)
def test_a_mistake_in_the_catalog_is_said_before_anything_starts(
    installation: Installation, seeds: Path, file: str, old: str, new: str, sentence: str
) -> None:
    change(seeds / file, old, new)
    said = installation.refuses(seeds)
    assert said.startswith(f"エラー: seeds/{file} ")
    assert sentence in said
    assert said.count("\n") == 1


def test_figures_of_an_unknown_municipality(installation: Installation, seeds: Path) -> None:
    (seeds / "yearbook/published" / tree.CODE).rename(seeds / "yearbook/published/99002")
    said = installation.refuses(seeds)
    assert said.startswith(
        "エラー: seeds/yearbook/published/99002: 自治体コード「99002」は登録されていません。"
    )
    assert said.count("\n") == 1


def test_a_broken_structure_is_said_before_the_figures_are_looked_at(
    installation: Installation, seeds: Path
) -> None:
    change(seeds / CARDS, "計,人数,400,\n", "計,人数,400\n")
    said = installation.refuses(seeds)
    assert f"\nseeds/{CARDS} 6行目: 項目が6個あります(先頭「3-(1)」)。7個" in said
    assert INGESTED not in said
    assert said.count("seeds/") == 1


def test_the_door_names_each_bad_figure(installation: Installation, seeds: Path) -> None:
    change(seeds / HOLDINGS, '年度末,"5,140",', '年度末,"5,14O",')
    change(seeds / CARDS, "構成比,100.0%,", "構成比,100.2%,")
    change(
        seeds / CARDS, "件数,12,\n", "件数,12,\n3-(1),2023,,注/再交付,件数,13,\n4-(1),2023,,全館,冊数,1,\n"
    )
    change(seeds / LOANS, "1-(1),2023,,本館,開館日数,280,", "1-(1),R5,,本館,開館日数,,")
    said = installation.refuses(seeds)
    assert DOOR in said
    assert DBT not in said
    sentences = {
        line.split("は受け入れられません")[0]: line for line in said.splitlines() if line.startswith("seeds/")
    }
    assert sorted(sentences) == sorted(
        [
            f"seeds/{HOLDINGS} 9行目: value「5,14O」",
            f"seeds/{CARDS} 7行目: value「100.2%」",
            f"seeds/{CARDS} 8行目: municipality_code「99001」、edition「2024」、table_no「3-(1)」、"
            "fiscal_year「2023」、row_path「注/再交付」、column_path「件数」",
            f"seeds/{CARDS} 10行目: table_no「4-(1)」",
            f"seeds/{LOANS} 16行目: fiscal_year「R5」",
            f"seeds/{LOANS} 16行目: value_status「」",
        ]
    )
    assert "表番号(1-(1)、2-(1)、3-(1))" in sentences[f"seeds/{CARDS} 10行目: table_no「4-(1)」"]


def test_what_does_not_hold_together_is_named_and_not_published(
    installation: Installation, seeds: Path
) -> None:
    change(seeds / CARDS, "3-(1),2023,2024-03-31,児童,人数,100,", "3-(1),2023,2024-03-31,幼児,人数,101,")
    # The source has mended itself, so the repair has lost its ground.
    change(seeds / LOANS, "貸出冊数/児童,14,", "貸出冊数/児童,140,")
    change(seeds / HOLDINGS, "全館,減少,90,", "全館,減少,91,")
    said = installation.refuses(seeds)
    assert f"seeds/{CARDS} 4行目: 表3-(1)に行「幼児」・列「人数」の欄はありません(値「101」)" in said
    assert "登録簿 1-(1)-01: 表1-(1)に「14」はもうありません" in said
    assert "恒等式 t02_1_holdings/balance[全館](2023年度): 全館・年度末 の印刷値 5140" in said
    assert "計算値 5139" in said

    checked = run_nenpo("check", "--format", "json", var=installation.var)
    assert checked.returncode == 1
    verdict = json.loads(checked.stdout)
    broken = {v["identity_id"]: v["cells"] for v in verdict["violations"]}
    assert {
        (c["fiscal_year"], c["row_path"], c["column_path"]) for c in broken["t02_1_holdings/balance"]
    } == {
        (2023, "全館", "年度末"),
        (2022, "全館", "前年度末"),
        (2023, "全館", "増加"),
        (2023, "全館", "減少"),
    }
    # Readers still see the figures of the build before.
    done = cells(installation, "--table-no", "2-(1)", "--fiscal-year", "2023", "--format", "jsonl")
    found = {row["column_path"]: row["value"] for row in map(json.loads, done.stdout.splitlines())}
    assert found == {"増加": 180, "減少": 90, "年度末": 5140}


def test_a_second_build_at_the_same_time_is_refused(installation: Installation, seeds: Path) -> None:
    change(seeds / CARDS, "件数,12,", "件数,13,")
    with (installation.var / "work" / "build.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert installation.refuses(seeds) == (
            "エラー: 別の作成がまだ動いています。終わってからもう一度実行してください。\n"
        )


def test_after_all_refusals_the_good_seeds_are_still_what_is_published(
    installation: Installation, seeds: Path
) -> None:
    before = installation.content
    done = run_nenpo("build", seeds=seeds, var=installation.var)
    assert done.returncode == 0, done.stderr
    assert "は最新です。" in done.stdout
    assert installation.content == before
    # What was refused in between is no longer what `nenpo check` speaks of.
    checked = run_nenpo("check", "--format", "json", var=installation.var)
    assert (checked.returncode, json.loads(checked.stdout)["published"]) == (0, True)
