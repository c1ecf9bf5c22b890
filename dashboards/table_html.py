"""A printed table as HTML: caption, scoped heads, spans, notes; stub columns stay in sight when it scrolls."""

from collections.abc import Collection, Iterable
from html import escape

from warehouse.format import STATUS_JA
from warehouse.printed_table import HeaderCell, PrintedCell, PrintedRow, PrintedTable

# Heads that stay in sight must leave room for figures on a telephone.
STICKY_LIMIT_PX = 190
CHARACTER_PX = 14
PADDING_PX = 18


def render(
    table: PrintedTable, year_ja: str, highlighted: Collection[str] = (), origin_html: str = ""
) -> str:
    """The whole table; cells of the row and column paths in `highlighted` are marked, `origin_html` stands last."""
    widths = _stub_widths(table)
    head = "".join(_head_row(row, widths) for row in table.header)
    body = "".join(_body_row(row, widths, frozenset(highlighted)) for row in table.rows)
    return (
        '<figure class="nenpo-table">'
        f'<div class="nenpo-scroll" tabindex="0" role="region" aria-label="{escape(table.info.title_ja)}の表">'
        f"<table>{_caption(table, year_ja)}<thead>{head}</thead><tbody>{body}</tbody></table></div>"
        f"{_notes(table)}{origin_html}</figure>"
    )


def _caption(table: PrintedTable, year_ja: str) -> str:
    info = table.info
    unit = f'<span class="unit">（単位：{escape(info.unit_ja)}）</span>' if info.unit_ja else ""
    as_of = f'<span class="unit">（{escape(table.as_of_ja)}）</span>' if table.as_of_ja else ""
    title = f'<span class="no">{escape(info.table_no)}</span> {escape(info.title_ja)}'
    return f'<caption><span class="title">{title}</span> <span class="year">{escape(year_ja)}</span>{as_of}{unit}</caption>'


def _head_row(cells: Iterable[HeaderCell], widths: list[int]) -> str:
    parts = []
    stub = 0
    for cell in cells:
        scope = "colgroup" if cell.colspan > 1 else "col"
        style = ""
        if cell.is_stub:
            style = _sticky(widths, stub, cell.colspan)
            stub += cell.colspan
        attributes = _attributes("stub" if cell.is_stub else "", cell.rowspan, cell.colspan, style)
        parts.append(f'<th scope="{scope}"{attributes}>{escape(cell.text)}</th>')
    return f"<tr>{''.join(parts)}</tr>"


def _body_row(row: PrintedRow, widths: list[int], highlighted: frozenset[str]) -> str:
    stubs = [cell for cell in row.cells if cell.is_stub]
    # Cells covered by a rowspan are absent, so the stub cells that are there end flush with the figures.
    stub = len(widths) - sum(cell.colspan for cell in stubs)
    parts = []
    for cell in row.cells:
        if cell.is_stub:
            parts.append(_stub_cell(cell, _sticky(widths, stub, cell.colspan)))
            stub += cell.colspan
        else:
            parts.append(_figure_cell(cell, highlighted))
    group = " group" if stubs and stubs[0].rowspan > 1 else ""
    return f'<tr class="{escape(row.role)}{group}">{"".join(parts)}</tr>'


def _stub_cell(cell: PrintedCell, style: str) -> str:
    scope = "rowgroup" if cell.rowspan > 1 else "row"
    return f'<th scope="{scope}"{_attributes("stub", cell.rowspan, cell.colspan, style)}>{escape(cell.text)}</th>'


def _figure_cell(cell: PrintedCell, highlighted: frozenset[str]) -> str:
    classes = ["marked"] if cell.row_path in highlighted or cell.column_path in highlighted else []
    classes += ["prose"] if cell.is_text else ["mark"] if cell.text == "●" else []
    meaning = STATUS_JA.get(cell.status or "", "")
    if meaning:
        classes.append("special")
    title = f' title="{meaning}"' if meaning else ""
    return (
        f"<td{_attributes(' '.join(classes), cell.rowspan, cell.colspan, '')}{title}>{escape(cell.text)}</td>"
    )


def _attributes(classes: str, rowspan: int, colspan: int, style: str) -> str:
    parts = [f' class="{classes}"'] if classes else []
    parts += [f' rowspan="{rowspan}"'] if rowspan > 1 else []
    parts += [f' colspan="{colspan}"'] if colspan > 1 else []
    parts += [f' style="{style}"'] if style else []
    return "".join(parts)


def _notes(table: PrintedTable) -> str:
    notes = [escape(note) for note in table.notes]
    present = {cell.status for row in table.rows for cell in row.cells}
    meanings = [meaning for status, meaning in STATUS_JA.items() if status in present]
    if meanings:
        notes.append(f"網掛けの欄は{'・'.join(meanings)}。")
    items = "".join(f"<li>{note}</li>" for note in notes)
    return f'<figcaption><ul class="nenpo-notes">{items}</ul></figcaption>' if items else ""


def _stub_widths(table: PrintedTable) -> list[int]:
    """Widths of the stub columns in pixels, from their longest texts; none where they would fill a telephone."""
    count = max((sum(c.colspan for c in row.cells if c.is_stub) for row in table.rows), default=0)
    widths = [PADDING_PX + 2 * CHARACTER_PX] * count
    for row in table.rows:
        stubs = [cell for cell in row.cells if cell.is_stub]
        position = count - sum(cell.colspan for cell in stubs)
        for cell in stubs:
            if cell.colspan == 1:
                widths[position] = max(widths[position], PADDING_PX + len(cell.text) * CHARACTER_PX)
            position += cell.colspan
    return widths if sum(widths) <= STICKY_LIMIT_PX else []


def _sticky(widths: list[int], position: int, colspan: int) -> str:
    if not 0 <= position < len(widths):
        return ""
    left = sum(widths[:position])
    width = sum(widths[position : position + colspan])
    return f"position:sticky;left:{left}px;min-width:{width}px"
