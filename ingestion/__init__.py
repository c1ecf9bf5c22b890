"""Files to raw tables. Knows files, not librarianship."""
