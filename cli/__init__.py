"""The `nenpo` command: thin."""
