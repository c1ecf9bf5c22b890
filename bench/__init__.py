"""Measured ratios against a baseline in the same run. Results stand in docs/performance.md."""
