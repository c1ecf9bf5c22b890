"""What figures of the cube may be divided by: a closed list; each with its place in the cube, its words and what is finer."""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboards.published import frame

# The cube leaves empty what does not apply or is not known.
UNKNOWN_KEY = "unknown"


@dataclass(frozen=True)
class Dimension:
    """A dimension.

    Args:
        key: what names it in an address.
        name_ja: what readers call it.
        column: of the cube, which tells whether a quantity has the dimension at all.
        expression: SQL on the columns of the cube, or of the days; never made of what a reader typed.
        finer: keys of the dimensions that its parts can be divided by, the nearest first.
        missing_ja: what readers are told where the cube has nothing.
        kind: dimensions of one kind divide the same thing, such as ages.
        is_personal: says something about persons, so that small figures are not divided by it.
        in_daily: whether days have it too.
    """

    key: str
    name_ja: str
    column: str
    expression: str
    finer: tuple[str, ...] = ()
    missing_ja: str = "不明"
    kind: str = ""
    is_personal: bool = False
    in_daily: bool = False

    @property
    def is_of_days(self) -> bool:
        """Whether only days have it."""
        return self.column == "date_day"


_NO_CLASS = "分類なし"
_NO_PART = "区分なし"
_NO_LIBRARY = "館の別なし"

_TIME = (
    Dimension("fiscal_year", "年度", "fiscal_year", "fiscal_year", ("month",), in_daily=True),
    Dimension("month", "月", "month_date", "month(month_date)", ("weekday",), in_daily=True),
    Dimension("weekday", "曜日", "date_day", "isodow(date_day)", in_daily=True),
)
_PLACES = (
    Dimension(
        "library_group",
        "館の区分",
        "library_path",
        "split_part(library_path, '/', 1)",
        ("library",),
        _NO_LIBRARY,
        in_daily=True,
    ),
    Dimension("library", "館", "library_code", "library_code", (), _NO_LIBRARY, in_daily=True),
)
_MATERIALS = (
    Dimension("ndc1", "分類（類）", "ndc_class", "ndc_class", ("ndc2",), _NO_CLASS),
    Dimension("ndc2", "分類（綱）", "ndc_division", "ndc_division", ("ndc3",), _NO_CLASS),
    Dimension("ndc3", "分類（目）", "ndc_section", "ndc_section", (), _NO_CLASS),
    Dimension("audience", "一般・児童", "audience_code", "audience_code", (), _NO_PART),
    Dimension("material_group", "資料の区分", "material_group", "material_group", ("material",), _NO_PART),
    Dimension("material", "資料", "material_code", "material_code", ("genre",), _NO_PART),
    Dimension("genre", "ジャンル", "genre_code", "genre_code", (), _NO_PART),
    Dimension("section", "書架", "section_code", "section_code", (), _NO_PART),
)
_WAYS = (
    Dimension("residence", "地域", "residence_code", "residence_code", kind="residence", is_personal=True),
    Dimension("borrower", "個人・団体", "borrower_code", "borrower_code"),
    Dimension("channel", "受付", "channel_code", "channel_code"),
    Dimension("place_kind", "受付場所の種類", "place_kind", "place_kind", ("place",), _NO_PART),
    Dimension("place", "受付の場所", "place", "place", (), _NO_PART),
    Dimension("way", "方法", "way", "way", (), _NO_PART),
    Dimension("member", "項目", "member", "member", (), _NO_PART),
)
_AGE_GROUP = Dimension(
    "age_group", "年齢（最も細かい区分）", "age_from", "age_group_code", kind="age", is_personal=True
)
# A scheme of age bands has a dimension of its own; its key follows the prefix.
_AGE = "age_"


def dimensions() -> dict[str, Dimension]:
    """All by key, in the order in which readers choose them."""
    found = (*_TIME[:1], *_PLACES, *_MATERIALS, *_ages(), _AGE_GROUP, *_WAYS, *_TIME[1:])
    return {dimension.key: dimension for dimension in found}


def _ages() -> Iterator[Dimension]:
    """A dimension a scheme of bands, the finest scheme first. Bounds are numbers, so no text of the seeds enters SQL."""
    rows = frame(
        """
        select scheme_id, any_value(scheme_name_ja) as name_ja,
               list({low: age_from, high: age_to} order by sort_order) as bands
        from dim_age_band group by scheme_id order by count(*) desc, scheme_id
        """
    )
    for scheme, name, bands in rows.iter_rows():
        whens = " ".join(
            f"when age_from between {int(band['low'])} and {999 if band['high'] is None else int(band['high'])}"
            f" then {int(band['low'])}"
            for band in bands
        )
        yield Dimension(
            f"{_AGE}{scheme}",
            f"年齢層（{name}）",
            "age_from",
            f"case {whens} end",
            (_AGE_GROUP.key,),
            kind="age",
            is_personal=True,
        )
