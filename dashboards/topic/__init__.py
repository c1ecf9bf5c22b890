"""The pages of a library's daily work, all by one piece of code."""
