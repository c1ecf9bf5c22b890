"""A plain table of texts: a head row, then rows whose first cell is their head."""

from collections.abc import Collection, Mapping, Sequence
from html import escape


def simple_table(
    title_ja: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    labels: Collection[int] = (),
    prose: Collection[int] = (),
    caption: bool = True,
    links: Mapping[str, str] | None = None,
) -> str:
    """Columns hold figures, set to the right, except those that hold labels (on one line) or prose (which wraps).

    `links`: addresses within this app by the text of a row's first cell.
    """
    kinds = {**dict.fromkeys(labels, ' class="label"'), **dict.fromkeys(prose, ' class="prose"')}
    # A head without words is none: a screen reader would read out an empty one.
    head = "".join(f'<th scope="col">{escape(text)}</th>' if text else "<td></td>" for text in heads)
    body = "".join(f"<tr>{_cells(row, kinds, links or {})}</tr>" for row in rows)
    shown = "" if caption else ' class="nenpo-unseen"'
    return (
        '<figure class="nenpo-table simple"><div class="nenpo-scroll" tabindex="0" role="region" '
        f'aria-label="{escape(title_ja)}"><table><caption{shown}><span class="title">{escape(title_ja)}</span></caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div></figure>"
    )


def _cells(row: Sequence[str], kinds: dict[int, str], links: Mapping[str, str]) -> str:
    first, *others = row
    head = escape(first)
    if first in links:
        head = f'<a href="{escape(links[first])}" target="_self">{head}</a>'
    cells = [f'<th scope="row">{head}</th>']
    cells += [f"<td{kinds.get(i, '')}>{escape(text)}</td>" for i, text in enumerate(others, start=1)]
    return "".join(cells)
