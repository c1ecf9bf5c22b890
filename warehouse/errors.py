"""The error that readers of the warehouse show to a person."""


class UserError(Exception):
    """One Japanese sentence that says what to do."""
