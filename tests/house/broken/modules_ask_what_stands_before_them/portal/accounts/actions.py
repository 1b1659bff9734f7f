"""Acts about staff."""
