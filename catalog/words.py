"""The closed vocabulary of what figures are counted by: dimensions, their words, and the quantities of the cube."""

import csv
from functools import cache
from pathlib import Path

# Codes are always those of the repository (decision 0006).
_AGE_BANDS = Path(__file__).resolve().parent.parent / "seeds" / "codes" / "age_bands.csv"

# Group of each material, in the order in which readers see them.
MATERIALS = {
    "book": "book",
    "magazine": "periodical",
    "cd": "audiovisual",
    "cassette": "audiovisual",
    "video": "audiovisual",
    "dvd": "audiovisual",
    "daisy": "audiovisual",
    "dvd_rom": "audiovisual",
}
# Words of the dimensions that have a closed list, with what readers call them.
WORDS: dict[str, dict[str, str]] = {
    "audience": {"general": "一般", "children": "児童"},
    "material": {
        "book": "図書",
        "magazine": "雑誌",
        "cd": "CD",
        "cassette": "カセット",
        "video": "ビデオ",
        "dvd": "DVD",
        "daisy": "デイジー",
        "dvd_rom": "DVD-ROM",
    },
    "material_group": {"book": "図書", "periodical": "逐次刊行物", "audiovisual": "視聴覚資料"},
    "genre": {
        "classical": "クラシック",
        "light": "軽音楽",
        "traditional": "純邦楽",
        "children": "児童向け音楽",
        "spoken": "音楽以外",
    },
    "section": {
        "open_general": "開架(一般)",
        "open_children": "開架(児童)",
        "open_reference": "開架(調査相談)",
        "closed_stacks": "書庫",
        "office": "事務用",
    },
    "residence": {"resident": "市内", "non_resident": "市外"},
    "borrower": {"person": "個人", "group": "団体"},
    "way": {
        "purchase": "購入",
        "donation": "寄贈",
        "incorporation": "編入",
        "discard": "廃棄等",
        "recycle": "リサイクル",
        "transfer": "管理換",
    },
    "channel": {
        "counter": "カウンター",
        "self_checkout": "自動貸出機",
        "home_delivery": "宅配",
        "post": "郵送",
        "locker": "受取ロッカー",
        "other": "その他",
    },
    "place": {"web": "Web", "phone_center": "電話予約センター"},
    "place_kind": {"library": "図書館", "branch_room": "分室", "school_library": "学校図書館"},
}
# Dimensions without a list of their own: paths of libraries, prefixes of classes, bands of a scheme, months.
DIMENSIONS = (*WORDS, "library", "ndc", "age_band", "month")
# What is counted from deliveries. The inhabitants are those of a day that each city chooses.
STOCKS_OF_LAST_DAY = ("registered", "registered_groups", "held")
STOCKS = (*STOCKS_OF_LAST_DAY, "population")
QUANTITIES = (
    "loans",
    "checkouts",
    "renewals",
    "reservations",
    "reservations_filled",
    "added",
    "removed",
    "moved",
    "visits",
    "open_days",
    *STOCKS,
)


@cache
def age_bands() -> frozenset[str]:
    """All age bands as `scheme/band`."""
    with _AGE_BANDS.open(encoding="utf-8", newline="") as handle:
        return frozenset(f"{row['scheme_id']}/{row['band_code']}" for row in csv.DictReader(handle))


def allowed_words(dimension: str) -> tuple[str, ...]:
    """The words that a condition on this dimension may name; a library is never named, it comes from an axis."""
    if dimension == "ndc":
        return tuple("0123456789")
    if dimension == "age_band":
        return tuple(sorted(age_bands()))
    if dimension == "month":
        return tuple(str(month) for month in (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3))
    return tuple(WORDS.get(dimension, ()))
