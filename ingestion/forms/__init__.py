"""The monthly form: the empty workbook, and reading it back."""
