"""The monthly report: a month of a city beside last year and the year so far, on paper."""
