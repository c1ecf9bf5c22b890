"""The one error that the rooms of the build show to a person."""


class CatalogError(Exception):
    """Something in `seeds/` or in a delivery cannot be used.

    The message is one Japanese sentence that names file, place, offending value and what would be accepted.
    """
