"""A plain table of texts: a head row, then rows whose first cell is their head."""

from collections.abc import Collection, Sequence
from html import escape


def simple_table(
    title_ja: str, heads: Sequence[str], rows: Sequence[Sequence[str]], text_columns: Collection[int] = ()
) -> str:
    """Columns hold figures and are set to the right, except those named in `text_columns`."""
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    body = "".join(f"<tr>{_cells(row, text_columns)}</tr>" for row in rows)
    return (
        '<figure class="nenpo-table"><div class="nenpo-scroll" tabindex="0" role="region" '
        f'aria-label="{escape(title_ja)}"><table><caption><span class="title">{escape(title_ja)}</span></caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div></figure>"
    )


def _cells(row: Sequence[str], text_columns: Collection[int]) -> str:
    first, *others = row
    cells = [f'<th scope="row">{escape(first)}</th>']
    for position, text in enumerate(others, start=1):
        kind = ' class="text"' if position in text_columns else ""
        cells.append(f"<td{kind}>{escape(text)}</td>")
    return "".join(cells)
