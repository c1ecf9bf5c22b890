"""One module a feed layout, never a city."""
