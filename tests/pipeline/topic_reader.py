"""What the pages of topics say, and the sums of the marts that they must equal."""

import re
from decimal import Decimal
from html import unescape
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.pages.opening import html_of, table_of, words_of
from warehouse.open import Published

CODE, SLUG, YEAR, YEAR_JA = "28204", "nishinomiya", 2024, "令和6年度（2024）"
_CARD = re.compile(r'<section class="nenpo-card">.*?</section>', re.DOTALL)


def shown(app: AppTest) -> str:
    """What a reader of a page without a fault reads."""
    assert not app.exception
    assert not app.error
    return words_of(app)


def cards_of(app: AppTest) -> list[str]:
    """The headline figures as plain words."""
    return [unescape(re.sub(r"<[^>]*>", " ", card)) for card in _CARD.findall(html_of(app))]


def figures_of(app: AppTest, title_ja: str) -> list[Decimal]:
    """The first column of figures of a table of the page."""
    rows = table_of(app, title_ja)
    assert rows, title_ja
    return [Decimal(row[1].replace(",", "")) for row in rows]


def sums(
    small: Published, column: str, quantity: str, where: str = "true", *parameters: Any
) -> list[Decimal]:
    """Straight sums of the cube, in the order of the column."""
    rows = small.rows(
        f"select sum(value) from fct_cube where municipality_code = ? and fiscal_year = ? and quantity = ? and {where}"
        f" group by {column} order by {column} nulls last",
        [CODE, YEAR, quantity, *parameters],
    )
    return [Decimal(value) for (value,) in rows]
