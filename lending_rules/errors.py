"""What the engine refuses."""


class RequestError(Exception):
    """A request that cannot be understood.

    `field`: its dotted path, empty for the whole line. `said`: one Japanese sentence that says what is allowed.
    """

    def __init__(self, field: str, said: str) -> None:
        super().__init__(said)
        self.field = field
        self.said = said
