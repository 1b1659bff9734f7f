"""A response while it is being written."""
