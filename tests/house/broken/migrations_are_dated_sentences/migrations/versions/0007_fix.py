"""Mend something."""
