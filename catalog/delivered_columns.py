"""What readers call the columns of delivered files and the words in them."""

from catalog.words import WORDS

COLUMNS_JA = {
    "checkout_at": "貸出日時",
    "library_code": "館",
    "channel_code": "受付方法",
    "borrower_code": "利用者区分",
    "transaction_no": "取引番号",
    "patron_no": "利用者番号",
    "birth_date": "生年月日",
    "age_years": "年齢",
    "residence_code": "居住区分",
    "item_no": "資料番号",
    "ndc": "分類",
    "material_code": "資料種別",
    "audience_code": "対象",
    "due_date": "返却期限",
    "renewals": "延長回数",
    "returned_date": "返却日",
    "sample_mark": "見本",
    "reserved_date": "予約日",
    "place_code": "受付場所",
    "place_library_code": "受付館",
    "pickup_library_code": "受取館",
    "filled_date": "提供日",
    "cancelled_date": "取消日",
    "as_of_date": "基準日",
    "registered_date": "登録日",
    "genre_code": "音楽区分",
    "section_code": "配架場所",
    "acquired_date": "受入日",
    "acquired_by": "受入区分",
    "withdrawn_date": "除籍日",
    "withdrawn_by": "除籍区分",
    "moved_date": "移動日",
    "from_library_code": "移動元の館",
    "to_library_code": "移動先の館",
    "date": "日付",
    "state_code": "開館・休館",
    "opens_at": "開館時刻",
    "closes_at": "閉館時刻",
    "visitors": "入館者数",
}

# Words of columns that are not named after their dimension.
_OTHER_WORDS: dict[str, dict[str, str]] = {
    "place_code": {"counter": WORDS["channel"]["counter"], **WORDS["place"]},
    "state_code": {"open": "開館", "closed": "休館"},
    "acquired_by": WORDS["way"],
    "withdrawn_by": WORDS["way"],
}


def column_ja(column: str) -> str:
    """What readers call a column; a monthly form names its own places."""
    return COLUMNS_JA.get(column, column)


def words_ja(column: str) -> dict[str, str]:
    """What readers call our words in a column, by word; empty for a column without a closed list."""
    return _OTHER_WORDS.get(column) or WORDS.get(column.removesuffix("_code"), {})
