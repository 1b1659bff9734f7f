"""A place that keeps its rules."""
