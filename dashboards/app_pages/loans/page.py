"""A page of the catalogue of topics."""

from dashboards.topic.page import show

show("loans")
