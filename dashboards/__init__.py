"""Marts to people: the Streamlit pages."""
