"""What each feed must satisfy, declared: the rules count rows that break them, so that no row of a person is looked at."""

from dataclasses import dataclass, field

from catalog.words import WORDS

AGE = "age_years not between 0 and 125"


@dataclass(frozen=True)
class Rule:
    """A condition that a row must not fulfil (SQL over the feed's table) and what is asked of the rows instead."""

    name: str
    broken: str
    sentence_ja: str


@dataclass(frozen=True)
class Door:
    """A feed's table of winning rows, its day and library, and what is looked at.

    words: columns that hold one word of a closed list. unique: columns that together stand once in rows that have
    `identified_by`; same_ja: what would stand twice otherwise. volume: SQL for what a day's volume is; empty where days
    have none. at_desk: rows that only an open library can make. needs: feeds that its rules look at as well.
    """

    feed: str
    table: str
    name_ja: str
    day: str
    library: str = ""
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    unique: tuple[str, ...] = ()
    identified_by: str = ""
    same_ja: str = ""
    volume: str = ""
    at_desk: str = ""
    needs: tuple[str, ...] = ()


DOORS = (
    Door(
        "loans",
        "raw_loans__events",
        "貸出",
        "checkout_date",
        "library_code",
        words={
            "channel_code": tuple(WORDS["channel"]),
            "borrower_code": tuple(WORDS["borrower"]),
            "residence_code": tuple(WORDS["residence"]),
            "material_code": tuple(WORDS["material"]),
            "audience_code": tuple(WORDS["audience"]),
        },
        rules=(
            Rule("undated", "checkout_at is null or library_code is null", "貸出日時と貸出館がある"),
            Rule("age", AGE, "年齢が0歳から125歳まで"),
            Rule("renewals", "renewals not between 0 and 99", "延長回数が0回から99回まで"),
            Rule("due", "due_date < checkout_date", "返却期限が貸出日以後"),
            Rule("returned", "returned_date < checkout_date", "返却日が貸出日以後"),
        ),
        unique=("checkout_at", "library_code", "item_no", "patron_key"),
        identified_by="item_no",
        same_ja="貸出",
        volume="count(*)",
        at_desk="coalesce(channel_code, 'counter') in ('counter', 'self_checkout')",
        needs=("opening_log",),
    ),
    Door(
        "reservations",
        "raw_reservations__events",
        "予約",
        "reserved_date",
        "pickup_library_code",
        words={
            "place_code": ("counter", "web", "phone_center"),
            "material_code": tuple(WORDS["material"]),
            "audience_code": tuple(WORDS["audience"]),
        },
        rules=(
            Rule("undated", "reserved_date is null or pickup_library_code is null", "予約日と受取館がある"),
            Rule("age", AGE, "年齢が0歳から125歳まで"),
            Rule("filled", "filled_date < reserved_date", "提供日が予約日以後"),
            Rule("cancelled", "cancelled_date < reserved_date", "取消日が予約日以後"),
        ),
        volume="count(*)",
        needs=("opening_log",),
    ),
    Door(
        "patrons",
        "raw_patrons__snapshots",
        "登録者",
        "as_of_date",
        "library_code",
        words={"borrower_code": tuple(WORDS["borrower"]), "residence_code": tuple(WORDS["residence"])},
        rules=(
            Rule("undated", "as_of_date is null or library_code is null", "基準日と登録館がある"),
            Rule("age", AGE, "年齢が0歳から125歳まで"),
            Rule("registered", "registered_date > as_of_date", "登録日が基準日以前"),
        ),
        unique=("as_of_date", "patron_key"),
        identified_by="patron_key",
        same_ja="登録者",
    ),
    Door(
        "items",
        "raw_items__register",
        "資料",
        "as_of_date",
        "library_code",
        words={
            "material_code": tuple(WORDS["material"]),
            "audience_code": tuple(WORDS["audience"]),
            "genre_code": tuple(WORDS["genre"]),
            "section_code": tuple(WORDS["section"]),
            "acquired_by": ("purchase", "donation", "incorporation"),
            "withdrawn_by": ("discard", "recycle", "transfer"),
        },
        rules=(
            Rule("unnumbered", "as_of_date is null or item_no is null", "基準日と資料番号がある"),
            Rule("acquired", "acquired_date > as_of_date", "受入日が基準日以前"),
            Rule("withdrawn", "withdrawn_date < acquired_date", "除籍日が受入日以後"),
        ),
        unique=("as_of_date", "item_no"),
        identified_by="item_no",
        same_ja="資料番号",
    ),
    Door(
        "item_moves",
        "raw_item_moves__events",
        "資料の移動",
        "moved_date",
        "to_library_code",
        rules=(
            Rule("undated", "moved_date is null or item_no is null", "移動日と資料番号がある"),
            Rule("nowhere", "from_library_code = to_library_code", "移動元と移動先が別の館"),
        ),
        unique=("moved_date", "item_no", "from_library_code", "to_library_code"),
        identified_by="item_no",
        same_ja="移動",
        needs=("items",),
    ),
    Door(
        "opening_log",
        "raw_opening_log__days",
        "開館記録",
        "date",
        "library_code",
        words={"state_code": ("open", "closed")},
        rules=(Rule("undated", "date is null or library_code is null", "日付と館がある"),),
        unique=("date", "library_code"),
        identified_by="library_code",
        same_ja="館と日",
    ),
    Door(
        "gate_counts",
        "raw_gate_counts__days",
        "入館者数",
        "date",
        "library_code",
        rules=(
            Rule("undated", "date is null or library_code is null", "日付と館がある"),
            Rule(
                "visitors",
                "visitors is null or visitors not between 0 and 100000",
                "入館者数が0人から10万人まで",
            ),
        ),
        unique=("date", "library_code"),
        identified_by="library_code",
        same_ja="館と日",
        volume="sum(visitors)",
        at_desk="visitors > 0",
        needs=("opening_log",),
    ),
    Door(
        "monthly_form",
        "raw_form__figures",
        "月報",
        "month_date",
        rules=(
            Rule("month", "month_date is null or day(month_date) <> 1", "月が一つの年月"),
            Rule("figure", "value is null", "数値がある"),
        ),
        unique=("month_date", "table_id", "row_path", "column_path"),
        identified_by="column_path",
        same_ja="欄",
    ),
)
