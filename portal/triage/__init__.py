"""What stands among what was received."""
