"""取込: what was delivered, what of it holds, and what was set aside."""
