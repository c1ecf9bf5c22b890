"""突合: the figures counted from deliveries beside the printed ones."""
