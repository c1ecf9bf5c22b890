"""The export of tables as a service and as a command: equal bytes, plain refusals, whole files."""

from pathlib import Path

import pytest

from reports.export import export_table, export_tables
from reports.table_files import PackFormat, TableFormat
from tests.conftest import run_nenpo
from warehouse.errors import UserError
from warehouse.open import Published

CODE = "28204"
MAIN_YEAR = 2024
FORMATS: tuple[PackFormat, ...] = ("xlsx", "csv", "csv-machine")
BEGINNINGS = {"xlsx": b"PK", "csv": "\ufeff4-(1)".encode(), "csv-machine": "地域コード,".encode()}
ALONE: dict[TableFormat, bytes] = {"csv-cp932": "4-(1)　".encode("cp932"), "parquet": b"PAR1"}


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_build_gives_the_same_bytes(
    format_: PackFormat, published: Published, tmp_path: Path
) -> None:
    first = export_tables(published, CODE, MAIN_YEAR, format_, tmp_path / "first")
    assert export_tables(published, CODE, MAIN_YEAR, format_, tmp_path / "again").sha256 == first.sha256
    assert (first.pages, first.build_id) == (None, published.build.build_id)


@pytest.mark.parametrize(
    ("table_no", "year", "words"),
    [
        ("99-(9)", MAIN_YEAR, r"表番号「99-\(9\)」の表はありません。.*4-\(1\)、.* から選んでください。"),
        ("4-(1)", 1999, r"表4-\(1\)に1999年度の数値はありません。.*2024年度から選んでください。"),
    ],
    ids=["no such table", "no such year"],
)
def test_what_is_not_there_is_said(
    table_no: str, year: int, words: str, published: Published, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match=words):
        export_table(published, CODE, table_no, year, "xlsx", tmp_path / "none.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_an_earlier_year_has_what_is_printed_of_it(published: Published, tmp_path: Path) -> None:
    earlier = export_tables(published, CODE, 2022, "csv-machine", tmp_path / "earlier.zip")
    assert 0 < earlier.tables < export_tables(published, CODE, MAIN_YEAR, "csv", tmp_path / "main.zip").tables


def test_the_table_of_the_year_ahead_is_found(published: Published, tmp_path: Path) -> None:
    result = export_table(published, CODE, "予算", MAIN_YEAR + 1, "csv", tmp_path / "budget.csv")
    assert (result.edition, result.tables) == (2025, 1)


@pytest.mark.parametrize("format_", FORMATS)
def test_the_command_writes_one_table_or_all(
    format_: PackFormat, published_var: Path, tmp_path: Path
) -> None:
    common = ("--municipality", "nishinomiya", "--fiscal-year", str(MAIN_YEAR), "--format", format_)
    wanted = {("table", "--table-no", "4-(1)"): BEGINNINGS[format_], ("tables",): b"PK"}
    for what, beginning in wanted.items():
        out = tmp_path / what[0]
        done = run_nenpo("export", *what, *common, "--out", str(out), var=published_var)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith(f"{out} を書き出しました(表")
        assert out.read_bytes().startswith(beginning)


@pytest.mark.parametrize("format_", ALONE)
def test_a_table_alone_has_more_formats(format_: TableFormat, published_var: Path, tmp_path: Path) -> None:
    common = ("--municipality", "nishinomiya", "--fiscal-year", str(MAIN_YEAR), "--format", format_)
    out = tmp_path / "table"
    done = run_nenpo("export", "table", "--table-no", "4-(1)", *common, "--out", str(out), var=published_var)
    assert (done.returncode, done.stderr) == (0, "")
    assert out.read_bytes().startswith(ALONE[format_])
    refused = run_nenpo("export", "tables", *common, "--out", str(tmp_path / "all"), var=published_var)
    assert refused.returncode == 2 and not (tmp_path / "all").exists()


def test_the_command_refuses_in_one_sentence(published_var: Path, tmp_path: Path) -> None:
    command = ("export", "table", "--municipality", "nishinomiya", "--fiscal-year", str(MAIN_YEAR))
    done = run_nenpo(*command, "--table-no", "99", "--out", str(tmp_path / "none.xlsx"), var=published_var)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("エラー: 表番号「99」の表はありません。")
    assert len(done.stderr.splitlines()) == 1
