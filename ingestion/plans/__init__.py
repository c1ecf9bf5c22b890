"""The yearly sheet of a plan: the empty workbook, and reading it back."""
