"""Rows of a sample hang together: days, persons, items, marks, bytes."""

import re
from pathlib import Path

import polars as pl
import pytest

from catalog.column_map import ColumnMap, DeliverySpec
from catalog.errors import CatalogError
from catalog.load import Catalog
from sample.layout import Layout
from sample.make import make_sample
from sample.write import write_rows
from tests.sample.delivered import FISCAL_YEAR, Delivered, delivering


def test_every_row_bears_the_mark(delivered: Delivered) -> None:
    for path in delivered.folder.glob("*.csv"):
        content = path.read_bytes()
        assert content.split(b"\r\n", 1)[0].decode("cp932").endswith(",見本"), path.name
        assert content.count(b",1\r\n") == content.count(b"\r\n") - 1 > 0, path.name


def test_nothing_happens_on_a_closed_day(delivered: Delivered) -> None:
    is_open = delivered.read("opening_log_*.csv").filter(pl.col("開閉") == "1").select("日付", "館")
    for frame, day, library in (
        (delivered.loans, "日", "貸出館"),
        (delivered.read("gate_counts_*.csv"), "日付", "館"),
    ):
        assert frame.join(is_open, left_on=[day, library], right_on=["日付", "館"], how="anti").is_empty()


def test_a_checkout_is_one_reader_at_one_place_and_moment(delivered: Delivered) -> None:
    checkouts = delivered.loans.group_by("取引番号").agg(
        pl.struct("貸出日時", "貸出館", "利用者番号", "受付方法").n_unique().alias("of"),
        pl.col("資料番号").n_unique().alias("items"),
        pl.len().alias("loans"),
    )
    assert checkouts["of"].max() == 1
    assert (checkouts["items"] == checkouts["loans"]).all()
    assert checkouts["loans"].max() <= 20


def test_a_reader_has_one_birthday_and_stands_in_the_register(delivered: Delivered) -> None:
    persons = ["利用者番号", "生年月日", "居住区分"]
    now, before = (delivered.patrons(FISCAL_YEAR + years).select(persons) for years in (1, 0))
    both = pl.concat([now, before]).unique()
    assert both["利用者番号"].is_unique().all()
    seen = delivered.loans.select(persons).unique()
    assert seen.join(both, on=persons, how="anti", nulls_equal=True).is_empty()


def test_what_is_lent_is_held_and_comes_back_later(delivered: Delivered) -> None:
    loans = delivered.loans.join(delivered.items, on="資料番号", how="left", suffix="_item")
    assert (loans["分類記号"] == loans["分類記号_item"]).all()
    assert (loans["受入日"] <= loans["日"]).all() and loans["除籍日"].is_null().all()
    assert loans.filter(pl.col("返却日") <= pl.col("日")).is_empty()
    late = loans.filter(pl.col("返却日") > pl.col("返却期限")).height / loans.height
    still_out = loans["返却日"].is_null().sum() / loans.height
    assert 0.02 < late < 0.1 and 0.01 < still_out < 0.06
    assert loans["分類記号"].str.contains(r"^\d{3}(\.\d+)?$").all()


def test_weekends_and_summer_are_busy_and_children_read_childrens_books(delivered: Delivered) -> None:
    by_weekday = dict(delivered.loans.group_by(pl.col("day").dt.weekday()).len().iter_rows())
    assert min(by_weekday[6], by_weekday[7]) > max(by_weekday[day] for day in (2, 3, 4, 5))
    by_month = dict(delivered.loans.group_by(pl.col("day").dt.month()).len().iter_rows())
    assert max(by_month, key=lambda month: by_month[month]) == 8
    of_children = delivered.loans.filter(pl.col("age") <= 12)["対象"].value_counts(normalize=True)
    assert dict(of_children.iter_rows())["2"] > 0.9


def test_the_same_call_gives_the_same_bytes(catalog: Catalog, tmp_path: Path) -> None:
    lines: list[str] = []
    for name in ("first", "second"):
        make_sample(catalog, delivering(catalog), FISCAL_YEAR, tmp_path / name, 0.003, lines.append)
    first, second = (sorted((tmp_path / name).iterdir()) for name in ("first", "second"))
    assert [path.name for path in first] == [path.name for path in second]
    assert all(a.read_bytes() == b.read_bytes() for a, b in zip(first, second, strict=True))
    assert any(re.fullmatch(r"貸出 \d{6} [\d,]+行", line) for line in lines)


@pytest.mark.parametrize("scale", [0, -1, float("nan"), float("inf"), 0.0000001])
def test_a_scale_that_leaves_nobody_is_refused(catalog: Catalog, tmp_path: Path, scale: float) -> None:
    with pytest.raises(CatalogError, match=r"倍率|--scale"):
        make_sample(catalog, delivering(catalog), FISCAL_YEAR, tmp_path, scale, lambda line: None)


def test_a_column_that_no_sample_can_fill_is_refused(catalog: Catalog, tmp_path: Path) -> None:
    spec = DeliverySpec(feed="loans", layout="loans", encoding="cp932")
    layout = Layout(ColumnMap(spec, "column_maps/loans.csv", {"weather": "天気"}, {}, {"weather": 2}))
    with pytest.raises(CatalogError, match=r"column_maps/loans.csv weather: 見本はこの列を作れません"):
        write_rows(tmp_path, "loans.csv", layout, {"item_no": pl.Series([1])})
