"""Sample deliveries: a year of files in a city's own layout whose totals are the printed ones."""
