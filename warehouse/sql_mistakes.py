"""What is wrong with an analyst's SQL, in Japanese: told by the kind of DuckDB's error and the place that it marks."""

import re
from unicodedata import east_asian_width

# By class of the error and words of its first line, the first that fits; without words: anything else of the class.
_KINDS_JA = (
    ("ParserException", "", "文の書き方(構文)が正しくありません"),
    ("CatalogException", "Function with name", "その名前の関数はありません"),
    ("CatalogException", "Table with name", "その名前の表はありません"),
    ("CatalogException", "", "その名前のものはありません"),
    ("BinderException", "Referenced table", "その名前の表はFROM句にありません"),
    ("BinderException", "Referenced column", "その名前の列はありません"),
    ("BinderException", "does not have a column", "その名前の列はありません"),
    ("BinderException", "Ambiguous reference", "その名前の列は二つ以上の表にあります。表の名前を前に付けてください"),
    ("BinderException", "must appear in the GROUP BY", "集計していない列がGROUP BY句にありません"),
    ("BinderException", "cannot contain aggregates", "集計関数を使えないところで使っています"),
    ("BinderException", "No function matches", "関数や演算に渡した値の型か数が合いません"),
    ("BinderException", "Could not choose", "関数や演算に渡した値の型か数が合いません"),
    ("BinderException", "", "句・列・関数の組み合わせが正しくありません"),
    ("ConversionException", "", "値をその型に変えられません"),
    ("TypeMismatchException", "", "型が合いません"),
    ("OutOfRangeException", "", "数がその型の範囲を超えました"),
    ("InvalidInputException", "Division by zero", "0で割っています"),
    ("InvalidInputException", "More than one row returned", "一つの値が要るところの副問い合わせに、行が二つ以上あります"),
    ("InvalidInputException", "", "関数や演算が扱えない値です"),
)  # fmt: skip
_OTHER_JA = "実行できない文です"
_QUOTED = re.compile(r"^LINE (\d+): (.*)\n( *)(\^+)", re.MULTILINE)
_DOTS = "..."
_WORD_CHARACTERS = 40


def mistake_ja(kind: str, message: str, sql: str) -> str:
    """One sentence.

    Args:
        kind: the name of the error's class.
        message: DuckDB's words, in English.
        sql: what was asked.
    """
    first = message.partition("\n")[0]
    told = next((ja for name, words, ja in _KINDS_JA if name == kind and words in first), _OTHER_JA)
    return f"SQLに誤りがあります：{told}{_place_ja(message, sql)}。"


def _place_ja(message: str, sql: str) -> str:
    """`（2行目5文字目「x」）`; empty where the error marks no place."""
    found = _QUOTED.search(message)
    if not found:
        return ""
    line, quoted = int(found[1]), found[2]
    # The marks stand below the quoted line by its width on a screen, where a kana is two.
    begin = found.start(4) - found.start(3) - len(f"LINE {line}: ")
    before = _within(quoted, begin)
    word = _within(quoted[len(before) :], len(found[4]))
    lines = sql.splitlines()
    quoted_from = -1
    if 0 < line <= len(lines):
        # Of a long line DuckDB quotes a part.
        quoted_from = lines[line - 1].find(quoted.removeprefix(_DOTS).removesuffix(_DOTS))
    if quoted_from < 0:
        return f"（{line}行目）"
    left_out = len(_DOTS) if quoted.startswith(_DOTS) else 0
    column = quoted_from + len(before) - left_out + 1
    named = f"「{word}」" if word and len(word) <= _WORD_CHARACTERS else ""
    return f"（{line}行目{column}文字目{named}）"


def _within(text: str, width: int) -> str:
    """The beginning of a text that is so wide; DuckDB gives a tab no width."""
    taken = 0
    for place, char in enumerate(text):
        if taken >= width:
            return text[:place]
        taken += 0 if char == "\t" else 2 if east_asian_width(char) in "WF" else 1
    return text
