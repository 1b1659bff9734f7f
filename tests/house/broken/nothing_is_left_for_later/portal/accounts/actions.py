"""Acts about staff."""

# TODO: everything
