"""The one way in which pages ask the cube of counted and reported figures."""
