"""Which feed a file is: its headings say so, and what is wrong with them is said."""

from pathlib import Path

import pytest

from tests.deliveries_tree import LOAN, RESERVATION, VISIT, Desk, delivering_seeds
from tests.seeds_tree import CODE


def test_no_headings_show_no_value_of_the_file(desk: Desk) -> None:
    path = desk.deliver("a.csv", "loans", [LOAN])
    path.write_bytes(path.read_bytes().split(b"\r\n", 1)[1])
    assert desk.refuses(path) == (
        "a.csv 1行目: どの納品の見出しでもありません。1行目に見出しのある、決められた文字コードのファイルを渡してください"
        "(受け取れる納品: 貸出(loans)、登録者(patrons)、予約(reservations)、入館者数(visits))。"
    )


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("入館者数", "入館数", "足りない見出し: 入館者数。知らない見出し: 入館数"),
        (",入館者数", "", "足りない見出し: 入館者数"),
        ("入館者数", "入館者数,備考", "知らない見出し: 備考"),
        ("館,入館者数", "館,館,入館者数", "二度ある見出し: 館"),
    ],
)
def test_wrong_headings_are_named(desk: Desk, old: str, new: str, what: str) -> None:
    path = desk.deliver("a.csv", "visits", [VISIT])
    path.write_text(path.read_text("cp932").replace(old, new, 1), "cp932")
    assert desk.refuses(path) == (
        f"a.csv 1行目: 入館者数の見出しと違います({what})。必要な見出し: 日付、館、入館者数。"
    )


def test_a_title_above_the_headings_is_no_heading(desk: Desk) -> None:
    path = desk.deliver("a.csv", "visits", [VISIT])
    path.write_bytes("入館者数一覧\r\n".encode("cp932") + path.read_bytes())
    assert "1行目" in desk.refuses(path)


def test_another_encoding_or_delimiter_is_named_with_the_right_one(desk: Desk) -> None:
    path = desk.deliver("a.csv", "visits", [VISIT])
    path.write_text(path.read_text("cp932"), "utf-8")
    assert desk.refuses(path) == (
        "a.csv: UTF-8・カンマ区切りの入館者数です。砂丘市の入館者数はCP932(Shift_JIS)・カンマ区切りで渡してください。"
    )
    path = desk.deliver("b.tsv", "reservations", [RESERVATION])
    path.write_text(path.read_text("utf-8").replace("\t", ","), "utf-8")
    assert "タブ区切りで渡してください" in desk.refuses(path)


def _two_cities(folder: Path, same_headings: bool) -> Path:
    seeds = delivering_seeds(folder)
    first = next(seeds.glob("municipalities/*"))
    second = first.with_name("99002_minami")
    for path in (p for p in first.rglob("*") if p.is_file()):
        copy = second / path.relative_to(first)
        copy.parent.mkdir(parents=True, exist_ok=True)
        text = (
            path.read_text("utf-8")
            .replace(CODE, "99002")
            .replace("sakyu", "minami")
            .replace("砂丘市", "南市")
        )
        copy.write_text(text, "utf-8")
    (second / "register.csv").write_text(
        (first / "register.csv").read_text("utf-8").splitlines()[0] + "\n", "utf-8"
    )
    if not same_headings:
        visits = second / "column_maps/visits.csv"
        visits.write_text(visits.read_text("utf-8").replace("入館者数", "入館者"), "utf-8")
    return seeds


def test_headings_of_two_cities_need_a_word_on_whose_they_are(tmp_path: Path) -> None:
    desk = Desk(tmp_path, _two_cities(tmp_path, same_headings=True))
    path = desk.deliver("a.csv", "visits", [VISIT])
    assert desk.refuses(path) == (
        "a.csv: 見出しが複数の自治体(砂丘市、南市)に合います。--municipality で自治体を指定してください。"
    )
    landed = desk.var / "landing/99002_minami/a.csv"
    landed.parent.mkdir(parents=True)
    path.rename(landed)
    assert desk.take_one(landed).state == "accepted"


def test_a_file_of_another_city_is_refused(tmp_path: Path) -> None:
    desk = Desk(tmp_path, _two_cities(tmp_path, same_headings=False))
    path = desk.deliver("../var/landing/99002_minami/a.csv", "visits", [VISIT])
    assert desk.refuses(path) == "a.csv: 砂丘市の入館者数です。ほかの自治体の納品として渡さないでください。"
