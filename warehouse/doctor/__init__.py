"""Diagnosis of an installation: small checks, each with what to do."""
