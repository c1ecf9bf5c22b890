"""Wiring of the rooms into Dagster assets, checks, jobs and schedules. No logic of its own."""
