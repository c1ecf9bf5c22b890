"""The door: Great Expectations suites on deliveries."""
