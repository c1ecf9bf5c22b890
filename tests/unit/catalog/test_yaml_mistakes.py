"""A mistake in a YAML file is refused with file, line, key and what would be accepted."""

from pathlib import Path

import pytest

from catalog.errors import CatalogError
from catalog.load import load
from tests import seeds_tree as tree
from tests.seeds_tree import change

CITY = tree.MUNICIPALITY
LOANS, HOLDINGS, CARDS = (f"yearbook/tables/{t}.yaml" for t in (tree.LOANS, tree.HOLDINGS, tree.CARDS))
SOURCE = f"{tree.DELIVERY}/source.yaml"

# What is written: file, text, its replacement. What is said of it: the line, then parts of the sentence.
MISTAKES = {
    "duplicate key": (CITY, "slug: sakyu", "slug: sakyu\nslug: oka", 3, ["「slug」が二度"]),
    "duplicate key inside": (CARDS, "{label: 一般}", "{label: 一般, label: 成人}", 11, ["「label」が二度"]),
    "unknown key": (
        CITY, "slug: sakyu", "slugg: sakyu", 2, ["「slugg」は使えません", "municipality_code、slug"],
    ),
    "unknown key inside": (LOANS, "target: 合計", "targett: 合計", 27, ["identities.1.targett", "except"]),
    "unquoted code": (CITY, '"99001"', "99001", 1, ["municipality_code", "引用符で囲んだ"]),
    "code too short": (CITY, '"99001"', '"9901"', 1, ["municipality_code", "「9901」"]),
    "unquoted table number": (LOANS, '"1-(1)"', "1", 2, ["table_no", "「1」は引用符で囲んだ"]),
    "missing": (CITY, "name_ja: 砂丘市\n", "", 1, ["name_ja", "必須"]),
    "missing inside": (
        CITY, "{name_ja: 開架室, area_m2: 800}", "{area_m2: 800}", 14, ["spaces.0.name_ja", "必須"],
    ),
    "text for a number": (SOURCE, "edition: 2024", 'edition: "2024"', 3, ["edition", "整数"]),
    "fraction for a number": (CITY, "20000", "2.5", 6, ["population.0.persons", "「2.5」", "整数"]),
    "text for an area": (CITY, "1290.94", "広い", 12, ["floor_area_m2", "「広い」", "数値"]),
    "text for a date": (CITY, "2024-04-01", '"2024-04-01"', 6, ["as_of_date", "日付"]),
    "no such day": (CITY, "2024-04-01", "2024-02-30", 6, ["「2024-02-30」"]),
    "text for yes or no": (
        CITY, "is_closed: false, authority_ja: 規則", "is_closed: no way, authority_ja: 規則",
        19, ["is_closed", "true か false"],
    ),
    "text for a list": (CITY, "[条例, 要覧]", "条例", 15, ["sources", "並び"]),
    "mapping for a list": (CARDS, "note_cells:\n  - {", "note_cells:\n    {", 17, ["note_cells", "並び"]),
    "unknown kind": (CITY, "branch_room", "annex", 19, ["periods.0.kind", "「annex」", "'school_library'"]),
    "unknown layout of years": (LOANS, "years: blocks", "years: block", 9, ["years", "「block」", "'series'"]),
    "unknown chart": (CARDS, "kind: bar", "kind: pie", 19, ["chart.kind", "「pie」", "'heat_map'"]),
    "unknown form": (LOANS, "form: ratio", "form: share", 28, ["identities.2.form", "「share」", "'balance'"]),
    "slash in a label": (LOANS, "label: 開館日数", "label: 開館/日数", 15, ["columns.0", "「/」", "children"]),
    "slash in a path": (CARDS, "{label: 一般}", "{label: 一般, path: 成人/一般}", 11, ["rows.0", "「/」"]),
    "label and axis": (LOANS, "{axis: libraries}\n", "{axis: libraries, label: 館}\n", 12, ["label か axis"]),
    "neither label nor axis": (CARDS, "{label: 一般}", "{path: 一般}", 11, ["label か axis"]),
    "ratio without a part": (LOANS, ", denominator: 開館日数", "", 28, ["numerator と denominator"]),
    "parts without a ratio": (CARDS, "form: ratio", "form: sum", 22, ["numerator と denominator"]),
    "sum of nothing": (LOANS, "[{children_of: 貸出冊数}]", "[]", 26, ["plus が要り"]),
    "constant in an equality": (
        HOLDINGS, "form: equal", "form: equal, constant: 1", 21, ["constant を書けるのは", "sum か balance"],
    ),
    "equal to two": (HOLDINGS, "year_offset: -1}]}", "year_offset: -1}, 増加]}", 21, ["equal の plus は一つだけ"]),
    "gap between periods": (CITY, "valid_to: 2025-03-31", "valid_to: 2025-03-30", 16, ["図書館 02", "翌日"]),
    "periods that overlap": (CITY, "valid_to: 2025-03-31", "valid_to: 2025-04-01", 16, ["図書館 02"]),
    "period without end before another": (
        CITY, "valid_to: 2025-03-31", "valid_to: null", 16, ["図書館 02"],
    ),
    "unknown parent": (CITY, 'parent_library_code: "01"', 'parent_library_code: "09"', 1, ["09"]),
    "library twice": (CITY, 'library_code: "02"', 'library_code: "01"', 1, ["library_code 01 が二度"]),
    "measure twice": (
        tree.MEASURES, "measure_id: loans_general", "measure_id: loans", 1, ["measure_id loans が二度"],
    ),
    "not YAML": (LOANS, "row_heads: [年度, 館名]", "row_heads: [年度, 館名", 11, ["YAMLとして読めません"]),
    "not printable": (LOANS, "title_ja: 貸出の状況", 'title_ja: "\x01"', 1, ["YAMLとして読めません"]),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "line", "parts"), MISTAKES.values(), ids=MISTAKES)
def test_is_refused(seeds: Path, file: str, old: str, new: str, line: int, parts: list[str]) -> None:
    change(seeds / file, old, new)
    said = refusal(seeds)
    assert said.startswith(f"seeds/{file} {line}行目")
    assert [part for part in parts if part not in said] == []
    # One sentence for a person: nothing of the validator's English, no dump of the whole file.
    assert "Input should" not in said
    assert "{'" not in said
    assert said.count("。") <= 2


def test_a_library_without_any_period(seeds: Path) -> None:
    path = seeds / CITY
    period = next(line for line in path.read_text(encoding="utf-8").splitlines() if "1980" in line)
    change(path, f"periods:\n{period}", "periods: []")
    assert refusal(seeds) == f"seeds/{CITY} 10行目 libraries.0.periods: 一つ以上書いてください。"


@pytest.mark.parametrize(
    "content", [b"", b"- 1\n", "name_ja: 砂丘市".encode("cp932")], ids=["empty", "list", "cp932"]
)
def test_a_file_that_is_no_mapping_in_utf_8(seeds: Path, content: bytes) -> None:
    (seeds / SOURCE).write_bytes(content)
    assert refusal(seeds).startswith(f"seeds/{SOURCE} 1行目")


def refusal(seeds: Path) -> str:
    with pytest.raises(CatalogError) as caught:
        load(seeds)
    return str(caught.value)
