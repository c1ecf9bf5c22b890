"""Every layout of a library system's files."""

from ingestion.feeds import gate_counts, item_moves, items, loans, opening_log, patrons, reservations

LAYOUTS = {
    module.LAYOUT.name: module.LAYOUT
    for module in (loans, reservations, patrons, items, item_moves, opening_log, gate_counts)
}
