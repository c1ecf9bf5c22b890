"""Wrong SQL is told in Japanese: what is wrong, and where in the text that was typed."""

import duckdb
import pytest

from warehouse.sql_mistakes import mistake_ja

LONG = "図書" * 60


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("selec 1", "文の書き方(構文)が正しくありません（1行目1文字目「selec」）"),
        ("select 1,\n\tb from loans where", "文の書き方(構文)が正しくありません（2行目15文字目「where」）"),
        ("from loan", "その名前の表はありません（1行目6文字目「loan」）"),
        ("from read_books(1)", "その名前の関数はありません（1行目6文字目「read_books(1)」）"),
        ("select book(1)", "その名前の関数はありません（1行目8文字目「book(1)」）"),
        ("select current_setting('none')", "その名前のものはありません"),
        ("select '図書館', b from loans", "その名前の列はありません（1行目15文字目「b」）"),
        (f"select '{LONG}', b from loans", "その名前の列はありません（1行目132文字目「b」）"),
        ("select loans.b from loans", "その名前の列はありません（1行目8文字目「loans.b」）"),
        ("select x.a from loans", "その名前の表はFROM句にありません（1行目8文字目「x.a」）"),
        ("select a from loans x, loans y", "二つ以上の表にあります。表の名前を前に付けてください（1行目8文字目「a」）"),
        ("select a, count(*) from loans", "集計していない列がGROUP BY句にありません（1行目8文字目「a」）"),
        ("from loans where count(*) > 1", "集計関数を使えないところで使っています（1行目18文字目「count(*)」）"),
        ("select sum(name) from loans", "関数や演算に渡した値の型か数が合いません（1行目8文字目「sum(name)」）"),
        ("select 1 union select 1, 2", "句・列・関数の組み合わせが正しくありません"),
        ("select name::int from loans", "値をその型に変えられません（1行目12文字目「::int」）"),
        ("select 9223372036854775807 + 1", "数がその型の範囲を超えました"),
        ("select a % 0 from loans", "0で割っています"),
        ("select (select a from loans)", "一つの値が要るところの副問い合わせに、行が二つ以上あります"),
        ("select strptime('x', '%Y')", "関数や演算が扱えない値です"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_place(sql: str, told: str) -> None:
    with duckdb.connect() as connection:
        connection.execute("create table loans as select range as a, 'あ' as name from range(2)")
        with pytest.raises(duckdb.Error) as error:
            connection.execute(sql).fetchall()
    sentence = mistake_ja(type(error.value).__name__, str(error.value), sql)
    assert sentence.startswith("SQLに誤りがあります：")
    assert sentence.endswith(f"{told}。")


def test_an_error_of_another_kind_has_its_sentence_too() -> None:
    assert (
        mistake_ja("NewException", "New Error: x", "select 1") == "SQLに誤りがあります：実行できない文です。"
    )


def test_a_place_that_is_not_in_the_text_is_told_by_its_line() -> None:
    message = "Parser Error: x\n\nLINE 1: other words\n        ^^^^^"
    assert mistake_ja("ParserException", message, "select 1").endswith("正しくありません（1行目）。")
