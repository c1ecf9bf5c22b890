"""What a sample year says, read from its files alone."""

import io
from functools import cached_property
from pathlib import Path

import polars as pl

from catalog.load import Catalog
from catalog.municipality import Municipality

FISCAL_YEAR = 2024


def delivering(catalog: Catalog) -> Municipality:
    """The municipality that has a layout of deliveries."""
    return next(city for city in catalog.municipalities if city.deliveries)


class Delivered:
    """The files of a sample as frames of text, with ages where there are birthdays."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, pattern: str) -> pl.DataFrame:
        """All files of a name pattern, one below the other."""
        frames = [
            pl.read_csv(io.BytesIO(path.read_bytes().decode("cp932").encode()), infer_schema=False)
            for path in sorted(self.folder.glob(pattern))
        ]
        return pl.concat(frames)

    @cached_property
    def loans(self) -> pl.DataFrame:
        """Loans with `day` and `age`."""
        frame = self.read("loans_*.csv")
        return _with_age(frame.with_columns(pl.col("貸出日時").str.slice(0, 10).alias("日")), "日")

    @cached_property
    def reservations(self) -> pl.DataFrame:
        """Reservations."""
        return self.read("reservations_*.csv")

    @cached_property
    def items(self) -> pl.DataFrame:
        """The register of items."""
        return self.read("items_*.csv")

    @cached_property
    def moves(self) -> pl.DataFrame:
        """Moves of items."""
        return self.read("item_moves_*.csv")

    def patrons(self, year: int) -> pl.DataFrame:
        """Readers of a snapshot on 31 March, with `age`."""
        return _with_age(self.read(f"patrons_{year}0331.csv"), "基準日")


def _with_age(frame: pl.DataFrame, column: str) -> pl.DataFrame:
    day, born = (pl.col(name).str.to_date("%Y/%m/%d") for name in (column, "生年月日"))
    # Birthdays as text: month and day compare as they stand.
    has_had_birthday = pl.col(column).str.slice(5) >= pl.col("生年月日").str.slice(5)
    age = day.dt.year() - born.dt.year() - (~has_had_birthday).cast(pl.Int32)
    return frame.with_columns(day.alias("day"), age.alias("age"))
