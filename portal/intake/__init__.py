"""The edge where files come in: opened by a child with limits, looked through, and read."""
