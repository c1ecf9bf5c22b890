"""Typed models of everything in `seeds/`, their loading and their expansion into rows. Imports no room."""
