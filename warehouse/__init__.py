"""Versioned DuckDB files: build, publish, open. Reads nothing but what was built."""
