"""The report room, from the snapshot to the page."""
