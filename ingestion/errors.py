"""What is said when a delivery cannot be taken."""


class DeliveryError(Exception):
    """One Japanese sentence: file, place, offending value (never a person's) and what would be accepted."""
