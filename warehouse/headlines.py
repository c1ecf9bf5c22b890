"""Which measures of a library come first, on the landing page and in the pack of a committee."""

# What is asked for first, in this order; a measure that a municipality does not print is left out.
ASKED_FIRST = (
    "loans",
    "persons_borrowing",
    "visitors",
    "registered_persons",
    "reservations",
    "books_held",
    "materials_cost_yen",
    "library_cost_yen",
)
