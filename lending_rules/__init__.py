"""The lending-rules engine: pure functions over dated, cited rules."""
